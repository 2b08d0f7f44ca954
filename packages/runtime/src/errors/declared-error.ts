import { ApiError } from "./api-error.js";

/** An error status that an operation declares, with the declared body. */
export type DeclaredError<Status extends number, B> = ApiError<B> & { readonly status: Status };

/**
 * Whether an error is the response of `operation` with one of the statuses: a number, a range such as `4XX`, or
 * `default` for any. The type of the body is trusted, not checked.
 */
export function isDeclaredError(
  error: unknown,
  operation: { readonly id: string },
  statuses: readonly (number | string)[],
): error is ApiError {
  if (!(error instanceof ApiError) || error.operation !== operation.id) return false;
  const range = `${Math.floor(error.status / 100)}XX`;
  return statuses.some((status) => status === error.status || status === range || status === "default");
}
