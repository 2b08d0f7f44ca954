import { type View, first } from "./view.js";
import { recordSchemaChange, type SchemaContext } from "./walk.js";

/** Documentation texts, without effect on the wire. */
const texts = ["title", "description", "example", "examples"];

export function compareTexts(context: SchemaContext, before: View, after: View, path: string): void {
  for (const name of texts) {
    const [was, is] = [first(before, name), first(after, name)];
    if (JSON.stringify(was?.value, bigintText) === JSON.stringify(is?.value, bigintText)) continue;
    // A missing text is located where it would be.
    const missing = ({ pointer }: View): { readonly pointer: string } => ({ pointer: `${pointer}/${name}` });
    recordSchemaChange(context, "description-changed", path, was ?? missing(before), is ?? missing(after));
  }
}

/** `JSON.stringify` cannot print a bigint. */
export function bigintText(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? `${value}n` : value;
}
