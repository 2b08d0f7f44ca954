import { appendTo } from "../append-to.js";

/** An item of both lists, or of one only. */
export interface ItemPair<Item> {
  readonly before?: Item;
  readonly after?: Item;
}

/**
 * Pairs the items of two lists: those of the earlier list in its order, then those that are new.
 *
 * @param keys Keys that the same items have in common, the strongest first. An item without a key has no partner by it.
 * @param tests Whether two items are the same, for those that no key pairs; the strongest test first.
 */
export function pairUp<Item>(
  before: readonly Item[],
  after: readonly Item[],
  keys: readonly ((item: Item) => string | undefined)[],
  tests: readonly ((was: Item, is: Item) => boolean)[] = [],
): ItemPair<Item>[] {
  const partner = new Map<Item, Item>();
  const free = new Set(after);
  for (const keyOf of keys) {
    const byKey = new Map<string, Item[]>();
    for (const is of free) {
      const key = keyOf(is);
      if (key !== undefined) appendTo(byKey, key, is);
    }
    for (const was of before) {
      const key = partner.has(was) ? undefined : keyOf(was);
      const is = key === undefined ? undefined : byKey.get(key)?.shift();
      if (is === undefined) continue;
      partner.set(was, is);
      free.delete(is);
    }
  }
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
