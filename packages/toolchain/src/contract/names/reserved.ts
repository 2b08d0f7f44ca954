/** Members of the client class besides its resources. */
export const clientMembers: readonly string[] = ["client", "withOptions"];

/** The names of a job's methods. */
export interface JobMethodNames {
  readonly job: string;
  readonly waitFor: string;
  readonly start: string;
  readonly runAndWait: string;
}

/** The names of a job's methods: those of a further job of a resource carry its own name, such as `startExport`. */
export function jobMethodNames({ name }: { readonly name?: string }): JobMethodNames {
  if (name === undefined) return { job: "job", waitFor: "waitFor", start: "start", runAndWait: "runAndWait" };
  const own = name.charAt(0).toUpperCase() + name.slice(1);
  return { job: `${name}Job`, waitFor: `waitFor${own}`, start: `start${own}`, runAndWait: `run${own}AndWait` };
}

/**
 * Names that no member of a generated class may have: those of every object, because hiding them breaks code that
 * expects them, and those that the language itself calls. Keywords such as `delete` are valid members.
 */
const everywhere = new Set([...Object.getOwnPropertyNames(Object.prototype), "then", "toJSON", "prototype"]);

/** Whether a segment of a name is reserved at its depth; depth 0 is the client. */
export function isReserved(segment: string, depth: number): boolean {
  return everywhere.has(segment) || (depth === 0 && clientMembers.includes(segment));
}

/** The dotted name. A reserved segment gets the ending `Resource`, or `Call` if it is the last one. */
export function formatName(segments: readonly string[]): string {
  const free = (segment: string, depth: number): string =>
    isReserved(segment, depth) ? `${segment}${depth === segments.length - 1 ? "Call" : "Resource"}` : segment;
  return segments.map(free).join(".");
}
