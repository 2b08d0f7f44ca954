import { ToolchainError } from "../../errors.js";

/** The time limit for all files of a document together, in milliseconds. */
export const MAX_TOTAL_MS = 600_000;

export function timeoutError(): ToolchainError {
  return new ToolchainError(
    "network/timeout",
    `Expected all files within ${MAX_TOTAL_MS / 1000} s, found no complete response`,
  );
}
