import { type View, first } from "./view.js";
import { record, type Walk } from "./walk.js";

/** Texts for people, which change nothing that travels. */
const texts = ["title", "description", "example", "examples"];

export function compareTexts(walk: Walk, before: View, after: View, path: string): void {
  for (const name of texts) {
    const [was, is] = [first(before, name), first(after, name)];
    if (JSON.stringify(was?.value, exact) === JSON.stringify(is?.value, exact)) continue;
    record(walk, "description-changed", path, was ?? { pointer: before.pointer }, is ?? { pointer: after.pointer });
  }
}

/** `JSON.stringify` has no way to write a bigint. */
export function exact(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}n` : value;
}
