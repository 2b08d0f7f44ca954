import type { ErrorCode } from "../errors.js";

/** What a command ends with. */
export type ExitCode = 0 | 1 | 2 | 3;

/** As help texts and the README say it. */
export const exitCodes: Readonly<Record<ExitCode, string>> = {
  0: "done",
  1: "findings: something differs, or a document has defects",
  2: "usage, configuration or input",
  3: "network",
};

/** The exit code of an error. */
export function exitCodeOf(code: ErrorCode): ExitCode {
  return code.startsWith("network/") ? 3 : 2;
}
