import { type View, first } from "./view.js";
import { recordSchemaChange, type Walk } from "./walk.js";

/** Texts for people, which change nothing that travels. */
const texts = ["title", "description", "example", "examples"];

export function compareTexts(walk: Walk, before: View, after: View, path: string): void {
  for (const name of texts) {
    const [was, is] = [first(before, name), first(after, name)];
    if (JSON.stringify(was?.value, exact) === JSON.stringify(is?.value, exact)) continue;
    // Where one side has no such text, it shows nothing, and stands where the text would.
    const missing = ({ pointer }: View): { readonly pointer: string } => ({ pointer: `${pointer}/${name}` });
    recordSchemaChange(walk, "description-changed", path, was ?? missing(before), is ?? missing(after));
  }
}

/** `JSON.stringify` has no way to write a bigint. */
export function exact(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}n` : value;
}
