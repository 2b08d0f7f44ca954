/** What to do with the entries of two maps. */
interface EntryHandlers<Value> {
  readonly removed: (was: Value, name: string) => void;
  readonly added: (is: Value, name: string) => void;
  readonly kept: (was: Value, is: Value, name: string) => void;
}

/** Goes through the entries of two maps by name: those of the earlier first, then those that are new. */
export function compareEntries<Value>(
  before: ReadonlyMap<string, Value>,
  after: ReadonlyMap<string, Value>,
  { removed, added, kept }: EntryHandlers<Value>,
): void {
  for (const [name, was] of before) {
    const is = after.get(name);
    if (is === undefined) removed(was, name);
    else kept(was, is, name);
  }
  for (const [name, is] of after) if (!before.has(name)) added(is, name);
}

/**
 * The first names at which two maps have another order; undefined where they do not. A new name counts where it comes
 * first, because the first is a default.
 */
export function firstNames(
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): [was: string, is: string] | undefined {
  const were = [...before.keys()].filter((name) => after.has(name));
  const are = [...after.keys()].filter((name) => before.has(name));
  const [first] = before.keys();
  const [newFirst = ""] = after.keys();
  if (first !== undefined && first === were[0] && !before.has(newFirst)) return [first, newFirst];
  const index = were.findIndex((name, at) => name !== are[at]);
  const [was, is] = [were[index], are[index]];
  return was === undefined || is === undefined ? undefined : [was, is];
}
