import type { ErrorCode } from "../errors.js";

/** The exit code of a command. */
export type ExitCode = 0 | 1 | 2 | 3;

/** The meaning of each exit code, for help texts and the README. */
export const exitCodes: Readonly<Record<ExitCode, string>> = {
  0: "done",
  1: "findings: differences, or defects in a document",
  2: "usage, configuration or input",
  3: "network",
};

/** Errors of GitHub that pass by themselves. */
const passing = new Set<ErrorCode>(["github/limited", "github/unavailable"]);

/** The exit code of an error. */
export function exitCodeOf(code: ErrorCode): ExitCode {
  return code.startsWith("network/") || passing.has(code) ? 3 : 2;
}

/** The exit code of a command in which some providers failed; 0 where none did. */
export function worstExitCode(codes: readonly ErrorCode[]): ExitCode {
  const found = codes.map(exitCodeOf);
  return found.includes(2) ? 2 : found.includes(3) ? 3 : 0;
}
