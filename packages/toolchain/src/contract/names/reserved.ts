/** Members of the client class besides its resources. */
export const clientMembers: readonly string[] = ["raw", "withOptions"];

/** Members of a resource with a job besides its methods. */
export const jobMembers: readonly string[] = ["job", "waitFor", "start", "runAndWait"];

/**
 * Names that no member of a generated class may have: those of every object, because hiding them breaks code that
 * expects them, and those that the language itself calls. Keywords such as `delete` are valid members.
 */
const everywhere = new Set([...Object.getOwnPropertyNames(Object.prototype), "then", "toJSON", "prototype"]);

/** Whether a segment of a name is reserved at its depth; depth 0 is the client. */
export function isReserved(segment: string, depth: number): boolean {
  return everywhere.has(segment) || (depth === 0 && clientMembers.includes(segment));
}

/** The dotted name; `_` is appended to each reserved segment. */
export function formatName(segments: readonly string[]): string {
  return segments.map((segment, depth) => (isReserved(segment, depth) ? `${segment}_` : segment)).join(".");
}
