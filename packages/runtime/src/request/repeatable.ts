/** Methods that are safe to repeat (RFC 9110, section 9.2.2): they are retried without a declaration. */
export function isRepeatable(method: string): boolean {
  return /^(GET|HEAD|OPTIONS|QUERY|PUT|DELETE)$/.test(method);
}
