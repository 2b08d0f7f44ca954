/** Members that the client class has beside its resources. */
export const clientMembers: readonly string[] = ["raw", "withOptions"];

/** Members that a resource with a job has beside its methods. */
export const jobMembers: readonly string[] = ["job", "waitFor", "start", "runAndWait"];

/**
 * Names no member of a generated class may have: those every object has, since hiding them breaks code that expects
 * them, and those by which the language itself calls an object. Words such as `delete` are fine as members.
 */
const everywhere = new Set([...Object.getOwnPropertyNames(Object.prototype), "then", "toJSON", "prototype"]);

/** Whether a segment of a name may not stand at its depth, the client's own members being at depth 0. */
export function isReserved(segment: string, depth: number): boolean {
  return everywhere.has(segment) || (depth === 0 && clientMembers.includes(segment));
}

/** The dotted name, each reserved segment marked by a `_` behind it. */
export function formatName(segments: readonly string[]): string {
  return segments.map((segment, depth) => (isReserved(segment, depth) ? `${segment}_` : segment)).join(".");
}
