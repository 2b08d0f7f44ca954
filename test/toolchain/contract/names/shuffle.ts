import type { SourceDocument } from "../../../../packages/toolchain/src/document/document.js";
import { isObject, type Json, type JsonObject } from "../../../../packages/toolchain/src/json.js";

/** The same document with its paths, and the members of each, in an order that `seed` decides. */
export function shuffled(document: SourceDocument, seed: number): SourceDocument {
  const random = randomFrom(seed);
  const { paths } = document.value;
  if (!isObject(paths)) return document;
  const items = entriesOf(paths).map(([path, item]): [string, Json] => [
    path,
    isObject(item) ? ordered(entriesOf(item), random) : item,
  ]);
  return { ...document, value: { ...document.value, paths: ordered(items, random) } };
}

function entriesOf(object: JsonObject): [string, Json][] {
  return Object.entries(object).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
}

function ordered(entries: readonly [string, Json][], random: () => number): JsonObject {
  const keyed = entries.map((entry) => ({ entry, place: random() }));
  return Object.fromEntries(keyed.toSorted((a, b) => a.place - b.place).map(({ entry }) => entry));
}

/** Numbers from 0 to 1, the same for the same seed (the 32-bit generator mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
