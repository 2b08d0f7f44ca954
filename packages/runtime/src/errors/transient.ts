import { ApiError } from "./api-error.js";
import { NetworkError } from "./network-error.js";
import { isServerError } from "./status-errors.js";

/**
 * True for errors that are retried, because a later request may succeed: network errors, timed-out attempts, 408 (request
 * timeout), 425 (too early), 429 (too many requests) and 5xx.
 */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof ApiError)) return error instanceof NetworkError;
  return isServerError(error.status) || [408, 425, 429].includes(error.status);
}
