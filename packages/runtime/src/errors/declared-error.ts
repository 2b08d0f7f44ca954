import { ApiError } from "./api-error.js";

/** An error status that an operation declares, with the body that it declares for it. */
export type DeclaredError<Status extends number, B> = ApiError<B> & { readonly status: Status };

/**
 * Whether an error is the answer of `operation` with one of the statuses: a number, a range such as `4XX`, or
 * `default` for any. That the body is as declared is the document's word.
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
