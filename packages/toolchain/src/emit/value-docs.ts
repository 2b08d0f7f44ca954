import type { SourceDocument } from "../openapi/document.js";
import { isObject, type Json, type JsonObject } from "../json.js";
import { member, type Located } from "../openapi/located.js";
import { schemaFieldOf } from "../openapi/schema-fields.js";

/** Most characters of an example or a default in a comment. */
const LONGEST = 40;

/** What a document says of a parameter's values beside its description: format, bounds, default and example. */
export function valueDocs(document: SourceDocument, parameter: Located): string {
  const schema = member(parameter, "schema");
  const parts = schema === undefined ? [] : schemaFieldOf(document, schema);
  const first = (key: string): Json | undefined =>
    parts.map(({ value }) => value[key]).find((value) => value !== undefined);
  const format = first("format");
  const [least, most] = [first("minimum"), first("maximum")].map(shown);
  const [value, example] = [
    shown(first("default")),
    shown(exampleOf(parameter.value) ?? first("example") ?? listed(first("examples"))),
  ];
  const isText = parts.some(({ value: part }) => [part["type"]].flat().includes("string"));
  return [
    ...(isText && typeof format === "string" && !PLAIN_FORMATS.has(format) ? [`Format: ${format}.`] : []),
    ...(least !== undefined && most !== undefined ? [`From ${least} to ${most}.`] : []),
    ...(least !== undefined && most === undefined ? [`At least ${least}.`] : []),
    ...(least === undefined && most !== undefined ? [`At most ${most}.`] : []),
    ...(value === undefined ? [] : [`Default: ${value}.`]),
    ...(example === undefined ? [] : [`Example: ${example}.`]),
  ].join(" ");
}

/** Formats that tell a reader nothing of what to write. */
const PLAIN_FORMATS = new Set(["string", "text", "binary", "password"]);

/** The example of a parameter, else the first of its examples. */
function exampleOf({ example, examples }: JsonObject): Json | undefined {
  const [first] = isObject(examples) ? Object.values(examples) : [];
  return example ?? (isObject(first) ? first["value"] : undefined);
}

function listed(examples: Json | undefined): Json | undefined {
  return Array.isArray(examples) ? examples[0] : undefined;
}

/** A plain value as code; undefined where there is none, or too long a one. */
function shown(value: Json | undefined): string | undefined {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
  const text = String(value);
  return text === "" || text.length > LONGEST || /[`\n\r]/u.test(text) ? undefined : `\`${text}\``;
}
