/** An operation that needs a name: those it may have, best first. */
export interface Candidates {
  readonly id: string;
  readonly names: readonly string[];
}

/**
 * Gives each operation a name that no other has and that is no resource of another's. All that reach for one name
 * fall back together, each to its next candidate, so that the result does not depend on any order; fixed names stand.
 *
 * @returns Names by id; `unresolved` where an operation has no candidate left.
 */
export function assignNames(
  fixed: ReadonlyMap<string, string>,
  free: readonly Candidates[],
): { readonly names: ReadonlyMap<string, string>; readonly unresolved: readonly string[] } {
  const levels = new Map(free.map(({ id }) => [id, 0]));
  for (;;) {
    const names = new Map(fixed);
    for (const { id, names: candidates } of free) names.set(id, candidates[levels.get(id) ?? 0] ?? "");
    const clashing = clashes(names);
    const movable = free.filter(
      ({ id, names: candidates }) => clashing.has(id) && (levels.get(id) ?? 0) + 1 < candidates.length,
    );
    if (movable.length === 0) return { names, unresolved: [...clashing] };
    for (const { id } of movable) levels.set(id, (levels.get(id) ?? 0) + 1);
  }
}

/** Ids whose name another has, or lies below another's, or has another's below it: `jobs.status` and `jobs.status.get`. */
export function clashes(names: ReadonlyMap<string, string>): Set<string> {
  const holders = new Map<string, string[]>();
  for (const [id, name] of names) {
    const others = holders.get(name);
    if (others === undefined) holders.set(name, [id]);
    else others.push(id);
  }
  const found = new Set<string>();
  for (const ids of holders.values()) if (ids.length > 1) for (const id of ids) found.add(id);
  for (const [id, name] of names)
    for (const prefix of resourcesOf(name))
      for (const holder of holders.get(prefix) ?? []) {
        found.add(holder);
        found.add(id);
      }
  return found;
}

/** The resources that a name lies below, outermost first: `agents` and `agents.jobs` of `agents.jobs.list`. */
export function resourcesOf(name: string): string[] {
  const segments = name.split(".");
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join("."));
}
