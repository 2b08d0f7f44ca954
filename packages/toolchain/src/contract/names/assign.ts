/** An operation that needs a name, with its candidates, best first. */
export interface Candidates {
  readonly id: string;
  readonly names: readonly string[];
  /** Its rank where several operations want one name: the only one with the lowest rank gets it. 0 by default. */
  readonly yields?: number;
  /** The candidate with one resource less, for a clash of a method with a resource. */
  readonly folded?: string | undefined;
}

/**
 * Gives each operation a name that is unique and is not another operation's resource. Operations with the same
 * candidate take their next one together, except the only one that does not yield; so the result does not depend on any
 * order. Fixed names are kept. Where a method of one operation would be a resource of others, as in `jobs.status` and
 * `jobs.status.get`, the others take their next candidate.
 *
 * @returns Names by id; `unresolved` where an operation has no candidate left.
 */
export function assignNames(
  fixed: ReadonlyMap<string, string>,
  free: readonly Candidates[],
): { readonly names: ReadonlyMap<string, string>; readonly unresolved: readonly string[] } {
  const levels = new Map(free.map(({ id }) => [id, 0]));
  const lengths = new Map(free.map(({ id, names }) => [id, names.length]));
  const folds = new Map(free.map(({ id, names, folded }) => [id, folded === undefined ? -1 : names.indexOf(folded)]));
  const yields = new Map(free.map(({ id, yields: own = 0 }) => [id, own]));
  const canMove = (id: string): boolean => (levels.get(id) ?? 0) + 1 < (lengths.get(id) ?? 0);
  for (;;) {
    const names = new Map(fixed);
    for (const { id, names: candidates } of free) names.set(id, candidates[levels.get(id) ?? 0] ?? "");
    const { shared: groups, nested } = clashes(names);
    const shared = groups.flat();
    const moving = new Set(groups.flatMap((ids) => moversOf(ids, yields)).filter(canMove));
    const folding = new Set(nested.flatMap(({ outer, inner }) => [inner, outer].filter(canMove).slice(0, 1)));
    if (moving.size + folding.size === 0) {
      const unresolved = [...shared, ...nested.flatMap(({ outer, inner }) => [outer, inner])];
      return { names, unresolved: [...new Set(unresolved)] };
    }
    for (const id of new Set([...moving, ...folding])) {
      const next = (levels.get(id) ?? 0) + 1;
      levels.set(id, folding.has(id) ? Math.max(next, folds.get(id) ?? next) : next);
    }
  }
}

/** The operations that must take another name: all, or all but the only one with the lowest rank. */
function moversOf(ids: readonly string[], yields: ReadonlyMap<string, number>): readonly string[] {
  const least = Math.min(...ids.map((id) => yields.get(id) ?? 0));
  const movers = ids.filter((id) => (yields.get(id) ?? 0) > least);
  return movers.length === ids.length - 1 ? movers : ids;
}

interface Clashes {
  /** Ids of operations with one name, by name. */
  readonly shared: readonly (readonly string[])[];
  /** Ids of a method and of an operation below it. */
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
    shared: [...holders.values()].filter((ids) => ids.length > 1),
    nested: [...names].flatMap(([inner, name]) =>
      resourcesOf(name).flatMap((prefix) => (holders.get(prefix) ?? []).map((outer) => ({ outer, inner }))),
    ),
  };
}

/** The resources of a name, outermost first: `agents` and `agents.jobs` of `agents.jobs.list`. */
export function resourcesOf(name: string): string[] {
  const segments = name.split(".");
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join("."));
}
