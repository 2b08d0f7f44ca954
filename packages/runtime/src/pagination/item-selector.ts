import { readPointer } from "../json/pointer.js";
import { valueKey } from "../json/value-key.js";
import type { Drift } from "./drift.js";
import type { WalkOptions } from "./walk-options.js";

/** The items of a page that the walk returns. */
export interface Selection<T> {
  readonly items: readonly T[];
  /** For each item, the number of rows of the page up to and including it. */
  readonly ends: readonly number[];
  /** True once `maxItems` items were returned. */
  readonly isFull: boolean;
}

/** Selects the rows that the caller gets: without the first `skip`, without repeated ones, at most `maxItems`. */
export type ItemSelector<T> = (rows: readonly T[], skip: number) => Selection<T>;

export function itemSelector<T>(options: WalkOptions, report: (drift: Drift) => void): ItemSelector<T> {
  const { maxItems = Infinity, uniqueBy, uniqueWindow = 1_000 } = options;
  const keys = new Set<string>();
  /** The remembered keys in a ring: the oldest one is found at once, whatever the size of the window. */
  const ring: string[] = [];
  let oldest = 0;
  let given = 0;
  const isRepeated = (row: T): boolean => {
    const value = uniqueBy === undefined ? undefined : readPointer(row, uniqueBy);
    if (value === undefined || uniqueWindow === 0) return false;
    const key = valueKey(value);
    if (keys.has(key)) {
      report({ kind: "repeated", key: value });
      return true;
    }
    const forgotten = ring[oldest];
    if (forgotten !== undefined) keys.delete(forgotten);
    keys.add(key);
    ring[oldest] = key;
    oldest = (oldest + 1) % uniqueWindow;
    return false;
  };
  return (rows, skip) => {
    const items: T[] = [];
    const ends: number[] = [];
    for (const [index, row] of rows.entries()) {
      if (given >= maxItems) break;
      // The keys of skipped rows count, because the earlier walk remembered them.
      if (isRepeated(row) || index < skip) continue;
      given += 1;
      items.push(row);
      ends.push(index + 1);
    }
    return { items, ends, isFull: given >= maxItems };
  };
}
