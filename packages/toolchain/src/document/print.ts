import { isObject, type Json } from "../json.js";
import { blockScalar, scalar } from "./scalar.js";

/**
 * Prints a value as block-style YAML that `readYaml` reads back exactly, integers of any size included.
 *
 * Written here and not left to the YAML library because the text is a lock: its bytes must not change with a library's
 * release, and it is printed on every run, where the library takes more than twice as long.
 */
export function printYaml(value: Json): string {
  if (isFilled(value)) return `${collection(value, "")}\n`;
  return `${typeof value === "string" ? scalar(value) : leaf(value, "")}\n`;
}

type Filled = Exclude<Json, null | boolean | number | bigint | string>;

function isFilled(value: Json): value is Filled {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

function collection(value: Filled, indent: string): string {
  const inner = `${indent}  `;
  if (!isObject(value)) {
    const items = value.map((item) =>
      isFilled(item) ? collection(item, inner).slice(inner.length) : leaf(item, inner),
    );
    return items.map((item) => `${indent}- ${item}`).join("\n");
  }
  const members = Object.entries(value).map(([key, member]) => {
    const text = isFilled(member) ? `\n${collection(member, inner)}` : ` ${leaf(member, inner)}`;
    return `${indent}${printKey(key, indent)}:${text}`;
  });
  return members.join("\n");
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
