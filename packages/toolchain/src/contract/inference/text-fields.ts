import { member, members, textOf } from "../../openapi/located.js";
import type { SourceDocument } from "../../openapi/document.js";
import { type SchemaField, schemaFieldOf, typesOf } from "../../openapi/schema-fields.js";
import type { ParameterSource } from "../parameters.js";
import { plain } from "./paging-words.js";

/** Returns the schemas of a parameter. */
export function parameterField({ at }: ParameterSource, document: SourceDocument): SchemaField {
  const schema = member(at, "schema");
  return schema === undefined ? [] : schemaFieldOf(document, schema);
}

/** Whether a field may have one of these types. */
export function hasType(field: SchemaField, ...types: string[]): boolean {
  const found = typesOf(field);
  return types.some((type) => found.has(type));
}

/** Text that is not a date: a cursor or a link. A parameter called `after` may well be a date. */
export function isPlainText(field: SchemaField): boolean {
  return (
    hasType(field, "string") &&
    !hasType(field, "integer", "number", "object", "array", "boolean") &&
    !field.some((schema) => textOf(schema, "format")?.startsWith("date") === true)
  );
}

/** A number, and no text beside it except the digits of that number: .NET 10 accepts both for each number. */
export function isNumber(field: SchemaField): boolean {
  if (!hasType(field, "integer", "number") || hasType(field, "object", "array", "boolean")) return false;
  return !hasType(field, "string") || isNumberText(field);
}

/** Whether the format or the pattern of a schema shows that its texts are numbers. */
function isNumberText(field: SchemaField): boolean {
  return field.some(
    (schema) =>
      /^(u?int\d+|float|double|decimal)$/u.test(textOf(schema, "format") ?? "") ||
      /^\^[^A-Za-ce-z]*\$$/u.test(textOf(schema, "pattern") ?? ""),
  );
}

/** Whether a value in a URL can be a whole number. In a URL, a schema of type string does not exclude this. */
export function isCountable(field: SchemaField): boolean {
  if (hasType(field, "array", "object", "boolean")) return false;
  return !hasType(field, "string") || hasType(field, "integer") || isWholeNumberText(field);
}

/** Whether the default, an example, the pattern or the format of a text shows that it is a whole number. */
function isWholeNumberText(field: SchemaField): boolean {
  return field.some(
    (schema) =>
      [textOf(schema, "default") ?? "", ...examplesOf(schema)].some((text) => /^\d+$/u.test(text)) ||
      textOf(schema, "pattern")?.replaceAll(/\\d|\[[01]-9\]|[$^*+]/gu, "") === "" ||
      /^u?int(eger|\d+)$/u.test(textOf(schema, "format") ?? ""),
  );
}

/**
 * Whether a text is a URL: by its format, its pattern, its name (`…_url`, `…_link`, `href`), an object of links around
 * it, its example, or a description that speaks of a link and of no cursor.
 *
 * @param names Names on the way to the field, outermost first.
 */
export function isUrl(field: SchemaField, names: readonly string[]): boolean {
  if (!isPlainText(field)) return false;
  const [leaf = "", parent = ""] = names.toReversed();
  if (/(url|uri|link|href)$/u.test(plain(leaf))) return true;
  if (/^(links?|urls?)$/u.test(plain(parent)) && !field.some(isNoUrl)) return true;
  return field.some(
    (schema) =>
      /^(url|[ui]ri(-reference)?)$/u.test(textOf(schema, "format") ?? "") ||
      /^\^\(?https?\b/u.test(textOf(schema, "pattern") ?? "") ||
      examplesOf(schema).some((text) => /^(https?:\/\/|\/\S*\?)/u.test(text)) ||
      isDescribedAsUrl(textOf(schema, "description") ?? ""),
  );
}

/** Whether a text is described as something that is there, such as the next step: it leads to no page. */
export function tellsOfThing(field: SchemaField): boolean {
  const text = field.map((schema) => textOf(schema, "description") ?? "").join("\n");
  return /\b(id|identifier|name|title|key|step)\b/iu.test(text) && !isDescribedAsUrl(text);
}

/** Whether the examples of a text, or a description that speaks of a cursor and of no URL, show that it is no URL. */
function isNoUrl(schema: SchemaField[number]): boolean {
  const examples = examplesOf(schema).filter((text) => text !== "");
  const isOfCursor = /\b(cursors?|tokens?)\b/iu.test(textOf(schema, "description") ?? "");
  return examples.length > 0
    ? examples.every((text) => !/[/?:]/u.test(text))
    : isOfCursor && !/\b(urls?|uri|hyperlink|link|address)\b/iu.test(textOf(schema, "description") ?? "");
}

function isDescribedAsUrl(text: string): boolean {
  return (
    /\b(urls?|uri|hyperlink|link to|address of)\b/iu.test(text) && !/\b(cursor|token|opaque|identifier)\b/iu.test(text)
  );
}

function examplesOf(schema: SchemaField[number]): string[] {
  const examples = members(member(schema, "examples") ?? { value: [], pointer: "" }).map(([, at]) => at.value);
  return [member(schema, "example")?.value, ...examples].filter((value) => typeof value === "string");
}
