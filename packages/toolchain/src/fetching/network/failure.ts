import { type ErrorCode, ToolchainError } from "../../errors.js";
import type { Location } from "../../location.js";
import { TooLargeError } from "./body.js";

/** What went on when something failed. */
export interface Attempt {
  /** The address as messages show it. */
  readonly from: string;
  /** True once the answer had begun. */
  readonly isAnswered: boolean;
  readonly location: Location | undefined;
}

/** What an error of the machine's network means. The machine's own text is left out: it may quote a header. */
export function failureOf(error: unknown, { from, isAnswered, location }: Attempt): ToolchainError {
  if (error instanceof ToolchainError) return error;
  const failure = (code: ErrorCode, message: string): ToolchainError =>
    new ToolchainError(code, message, { location, cause: error });
  const code = codeOf(error);
  if (error instanceof TooLargeError) {
    return failure("network/too-large", `Expected a document within the limit from ${from}, found ${error.found}`);
  }
  if (/CERT|SELF_SIGNED|VERIFY|^ERR_TLS|^ERR_SSL|^EPROTO$/u.test(code))
    return failure("network/tls", `Expected a valid certificate from ${from}, found ${code}`);
  if (isAnswered)
    return failure("network/interrupted", `Expected the whole document from ${from}, it broke off (${code})`);
  return failure("network/unreachable", `Expected an answer from ${from}, found none (${code})`);
}

/** `ECONNREFUSED`, `ENOTFOUND`, `Z_BUF_ERROR` and the like; of several attempts, that of the first. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return error instanceof Error ? error.name : "unknown";
}
