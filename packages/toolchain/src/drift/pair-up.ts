/** An item of both lists, or of one only. */
export interface ItemPair<Item> {
  readonly before?: Item;
  readonly after?: Item;
}

/**
 * Pairs the items of two lists: those of the earlier list in its order, then those that are new.
 *
 * @param tests Whether two items are the same, the strongest test first.
 */
export function pairUp<Item>(
  before: readonly Item[],
  after: readonly Item[],
  tests: readonly ((was: Item, is: Item) => boolean)[],
): ItemPair<Item>[] {
  const partner = new Map<Item, Item>();
  const free = new Set(after);
  for (const isSame of tests)
    for (const was of before) {
      if (partner.has(was)) continue;
      for (const is of free) {
        if (!isSame(was, is)) continue;
        partner.set(was, is);
        free.delete(is);
        break;
      }
    }
  return [
    ...before.map((was) => {
      const is = partner.get(was);
      return is === undefined ? { before: was } : { before: was, after: is };
    }),
    ...[...free].map((is) => ({ after: is })),
  ];
}
