/** An HTTP method as it is sent: OpenAPI 3.2 lets a path item name any. */
export type Method = string;

/** Methods with a fixed field of their own in the Path Item Object (OpenAPI 3.2). */
export const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"] as const;

/** Whether a key of a path item is the field of a method, which an overlay's target names. */
export function isMethodField(key: string): boolean {
  return METHODS.some((method) => method === key);
}

/** Methods that may be sent twice (RFC 9110, section 9.2.2; QUERY is safe by its own specification). */
const IDEMPOTENT = new Set(["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY"]);

/** Whether a request of a method may be sent twice. */
export function isIdempotent(method: Method): boolean {
  return IDEMPOTENT.has(method);
}

/** Whether a text may be a method (RFC 9110, sections 5.6.2 and 9.1). */
export function isMethodToken(text: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/u.test(text);
}
