import type { Json } from "../json.js";
import { blockScalar, scalar } from "./scalar.js";

/**
 * Prints a value as block-style YAML that `readYaml` reads back exactly, integers of any size included.
 *
 * Written here and not left to the YAML library because the text is a lock: its bytes must not change with a library's
 * release, and it is printed on every run, where the library takes more than twice as long.
 *
 * @param head Lines of comments to begin with.
 */
export function printYaml(value: Json, head: readonly string[] = []): string {
  const lines = [...head];
  if (isFilled(value)) printCollection(value, "", "", lines);
  else lines.push(typeof value === "string" ? scalar(value) : leaf(value, ""));
  lines.push("");
  return lines.join("\n");
}

type Filled = Exclude<Json, null | boolean | number | bigint | string>;

function isFilled(value: Json): value is Filled {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

/** @param lead Stands before the first line in place of the indent. */
function printCollection(value: Filled, indent: string, lead: string, lines: string[]): void {
  const inner = `${indent}  `;
  let before = lead;
  if (Array.isArray(value))
    for (const item of value) {
      if (isFilled(item)) printCollection(item, inner, `${before}- `, lines);
      else lines.push(`${before}- ${leaf(item, inner)}`);
      before = indent;
    }
  else
    for (const [key, member] of Object.entries(value)) {
      const head = `${before}${printKey(key, indent)}:`;
      lines.push(isFilled(member) ? head : `${head} ${leaf(member, inner)}`);
      if (isFilled(member)) printCollection(member, inner, inner, lines);
      before = indent;
    }
}

function leaf(value: Json, indent: string): string {
  if (typeof value === "string") return blockScalar(value, indent) ?? scalar(value);
  if (typeof value !== "object" || value === null) return scalar(value);
  return Array.isArray(value) ? "[]" : "{}";
}

/** An implicit key may be 1,024 characters long (YAML 1.2.2, section 8.2.2); a longer one is announced by `?`. */
function printKey(key: string, indent: string): string {
  const text = scalar(key);
  return text.length > 1000 ? `? ${text}\n${indent}` : text;
}
