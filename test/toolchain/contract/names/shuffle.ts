import type { SourceDocument } from "../../../../packages/toolchain/src/openapi/document.js";
import { isMethodField } from "../../../../packages/toolchain/src/openapi/methods.js";
import {
  formatPointer,
  isObject,
  type Json,
  type JsonObject,
  valueAt,
} from "../../../../packages/toolchain/src/json.js";

/** The same document with its paths and components, and the members of each, in an order that `seed` decides. */
export function shuffled(document: SourceDocument, seed: number): SourceDocument {
  const random = randomFrom(seed);
  const mixed = (value: Json | undefined): JsonObject => {
    const entries = entriesOf(isObject(value) ? value : {});
    return ordered(
      entries.map(([key, item]) => [key, isObject(item) ? ordered(entriesOf(item), random) : item]),
      random,
    );
  };
  const { paths, components } = document.value;
  return { ...document, value: { ...document.value, paths: mixed(paths), components: mixed(components) } };
}

/** The same document with one operation, which `seed` chooses, left out of clients: others may refer to parts of it. */
export function withoutOne(document: SourceDocument, seed: number): SourceDocument {
  const { paths } = document.value;
  if (!isObject(paths)) return document;
  const all = entriesOf(paths).flatMap(([path, item]) =>
    isObject(item) ? Object.keys(item).flatMap((key) => (isMethodField(key) ? [[path, key] as const] : [])) : [],
  );
  const [path = "", method = ""] = all[Math.floor(randomFrom(seed)() * all.length)] ?? [];
  const [item, operation] = [paths[path], valueAt(paths, formatPointer([path, method]))];
  if (!isObject(item) || !isObject(operation)) return document;
  const left = { ...item, [method]: { ...operation, "x-speakeasy-ignore": true } };
  return { ...document, value: { ...document.value, paths: { ...paths, [path]: left } } };
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
