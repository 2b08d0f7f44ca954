import { ApiError } from "./api-error.js";
import { NetworkError } from "./network-error.js";

/** Statuses that may succeed later: request timeout, too early, too many requests, server errors. */
function isTransientStatus(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

/** True for errors that are retried: network errors, timed-out attempts, 408, 425, 429 and 5xx. */
export function isTransient(error: unknown): boolean {
  return error instanceof ApiError ? isTransientStatus(error.status) : error instanceof NetworkError;
}
