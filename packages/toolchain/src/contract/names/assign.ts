/** An operation that needs a name: those it may have, best first. */
export interface Candidates {
  readonly id: string;
  readonly names: readonly string[];
}

/**
 * Gives each operation a name that no other has and that is no resource of another's. All that reach for one name
 * fall back together, each to its next candidate, so that the result does not depend on any order; fixed names stand.
 * Where a method of one would be a resource of others, as `jobs.status` and `jobs.status.get`, the others give way.
 *
 * @returns Names by id; `unresolved` where an operation has no candidate left.
 */
export function assignNames(
  fixed: ReadonlyMap<string, string>,
  free: readonly Candidates[],
): { readonly names: ReadonlyMap<string, string>; readonly unresolved: readonly string[] } {
  const levels = new Map(free.map(({ id }) => [id, 0]));
  const lengths = new Map(free.map(({ id, names }) => [id, names.length]));
  const canMove = (id: string): boolean => (levels.get(id) ?? 0) + 1 < (lengths.get(id) ?? 0);
  for (;;) {
    const names = new Map(fixed);
    for (const { id, names: candidates } of free) names.set(id, candidates[levels.get(id) ?? 0] ?? "");
    const { shared, nested } = clashes(names);
    const moving = new Set([
      ...shared.filter(canMove),
      ...nested.flatMap(({ outer, inner }) => [inner, outer].filter(canMove).slice(0, 1)),
    ]);
    if (moving.size === 0) {
      const unresolved = [...shared, ...nested.flatMap(({ outer, inner }) => [outer, inner])];
      return { names, unresolved: [...new Set(unresolved)] };
    }
    for (const id of moving) levels.set(id, (levels.get(id) ?? 0) + 1);
  }
}

interface Clashes {
  /** Ids whose name another has. */
  readonly shared: readonly string[];
  /** Ids of a method and of one that lies below it. */
  readonly nested: readonly { readonly outer: string; readonly inner: string }[];
}

function clashes(names: ReadonlyMap<string, string>): Clashes {
  const holders = new Map<string, string[]>();
  for (const [id, name] of names) {
    const others = holders.get(name);
    if (others === undefined) holders.set(name, [id]);
    else others.push(id);
  }
  return {
    shared: [...holders.values()].filter((ids) => ids.length > 1).flat(),
    nested: [...names].flatMap(([inner, name]) =>
      resourcesOf(name).flatMap((prefix) => (holders.get(prefix) ?? []).map((outer) => ({ outer, inner }))),
    ),
  };
}

/** The resources that a name lies below, outermost first: `agents` and `agents.jobs` of `agents.jobs.list`. */
export function resourcesOf(name: string): string[] {
  const segments = name.split(".");
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join("."));
}
