import { type ErrorCode, ToolchainError } from "../../errors.js";
import type { Location } from "../../location.js";
import { ACCEPT_ENCODING, TooLargeError, UnknownCodingError } from "./body.js";

/** The request that failed. */
export interface FailedRequest {
  /** The address, formatted for messages. */
  readonly from: string;
  /** True after the response has started. */
  readonly hasResponse: boolean;
  readonly location: Location | undefined;
}

/** Translates a network error. The system's message is omitted, because it may quote a header. */
export function failureOf(error: unknown, { from, hasResponse, location }: FailedRequest): ToolchainError {
  if (error instanceof ToolchainError) return error;
  const failure = (code: ErrorCode, message: string): ToolchainError =>
    new ToolchainError(code, message, { location, cause: error });
  const code = codeOf(error);
  if (error instanceof TooLargeError) {
    return failure("network/too-large", `Expected a document within the limit from ${from}, found ${error.found}`);
  }
  if (error instanceof UnknownCodingError) {
    const found = /^[\w., -]{1,40}$/u.test(error.coding) ? error.coding : "another";
    const message = `Expected a content coding of ${ACCEPT_ENCODING} from ${from}, found ${found}`;
    const hint = "Download and unpack the document, and give the file. No file was changed.";
    return new ToolchainError("network/content-type", message, { location, hint, cause: error });
  }
  if (/CERT|SELF_SIGNED|VERIFY|^ERR_TLS|^ERR_SSL|^EPROTO$/u.test(code))
    return failure("network/tls", `Expected a valid certificate from ${from}, found ${code}`);
  if (hasResponse)
    return failure(
      "network/interrupted",
      `Expected the whole document from ${from}, found an interrupted response (${code})`,
    );
  return failure("network/unreachable", `Expected a response from ${from}, found none (${code})`);
}

/** `ECONNREFUSED`, `ENOTFOUND`, `Z_BUF_ERROR` and similar codes; the first of several attempts. */
export function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return error instanceof Error ? error.name : "unknown";
}
