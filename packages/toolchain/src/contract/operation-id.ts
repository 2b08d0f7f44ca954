/** What the contract knows an operation by: the document's own operationId, else its method and path. */
export function operationKey(method: string, path: string, operationId: unknown): string {
  return typeof operationId === "string" ? operationId : `${method} ${path}`;
}
