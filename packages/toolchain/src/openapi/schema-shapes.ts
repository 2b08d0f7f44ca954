import { isObject, type Json, parsePointer } from "../json.js";
import type { SourceDocument } from "./document.js";
import { type Located, member, membersAt } from "./located.js";
import { besideReference, referenceOf } from "./reference.js";
import { follow, followSchema } from "./references.js";

/** Whether a schema allows null. `nullable` counts in 3.1 too: its authors mean it. */
export function mayBeNull(document: SourceDocument, schema: Located<Json>): boolean {
  return allows(document, schema, new Set());
}

function allows(document: SourceDocument, schema: Located<Json>, seen: ReadonlySet<string>): boolean {
  const at = followSchema(document, schema);
  const { value, pointer } = at;
  if (!isObject(value) || seen.has(pointer)) return value === true;
  if (at.pointer !== schema.pointer && referenceOf(value) !== undefined)
    return [schema.value, value].some(isNullable) || allows(document, at, new Set([...seen, pointer]));
  if ([schema.value, value].some(isNullable)) return true;
  const within = new Set([...seen, pointer]);
  const parts = (key: string): boolean[] => membersAt(at, key).map(([, part]) => allows(document, part, within));
  const [anyOf, oneOf, allOf] = [parts("anyOf"), parts("oneOf"), parts("allOf")];
  const { type, enum: values } = value;
  const isNamed = type === "null" || (Array.isArray(type) && type.includes("null"));
  if (isNamed || value["const"] === null) return true;
  if (type !== undefined) return false;
  if (Array.isArray(values) && values.includes(null)) return true;
  return anyOf.includes(true) || oneOf.includes(true) || (allOf.length > 0 && !allOf.includes(false));
}

function isNullable(schema: Json): boolean {
  return isObject(schema) && schema["nullable"] === true;
}

/**
 * Whether what a schema describes has a field at a pointer in every shape that it may have, null apart: in each
 * alternative of a union. What cannot be told is not so.
 *
 * @param isList The field has to be a list.
 */
export function isInEveryShape(
  document: SourceDocument,
  schema: Located<Json>,
  pointer: string,
  isList = false,
): boolean {
  return holds(document, schema, parsePointer(pointer), isList, new Set());
}

function holds(
  document: SourceDocument,
  schema: Located<Json>,
  tokens: readonly string[],
  isList: boolean,
  seen: ReadonlySet<string>,
): boolean {
  const at = followSchema(document, schema);
  const { value, pointer } = at;
  const here = `${tokens.length} ${pointer}`;
  if (at.pointer !== schema.pointer && isObject(schema.value)) {
    const own = { value: besideReference(schema.value), pointer: schema.pointer };
    if (tokens.length > 0 && holds(document, own, tokens, isList, seen)) return true;
    const passed = `reference ${here}`;
    if (referenceOf(value) !== undefined)
      return !seen.has(passed) && holds(document, at, tokens, isList, new Set([...seen, passed]));
  }
  if (!isObject(value) || seen.has(here)) return value === false;
  const within = new Set([...seen, here]);
  const parts = (key: string): boolean[] =>
    membersAt(at, key)
      .filter(([, part]) => !isNull(document, part))
      .map(([, part]) => holds(document, part, tokens, isList, within));
  const isInAll = (found: readonly boolean[]): boolean => found.length > 0 && !found.includes(false);
  if (parts("allOf").includes(true) || isInAll(parts("anyOf")) || isInAll(parts("oneOf"))) return true;
  const [token, ...rest] = tokens;
  if (token === undefined) return !isList || (isArray(value) && listedValues(value).every(Array.isArray));
  if (!isOnly(value["type"], "object") || !listedValues(value).every(isObject)) return false;
  const properties = member(at, "properties");
  const found = (properties && member(properties, token)) ?? member(at, "additionalProperties");
  return found !== undefined && holds(document, found, rest, isList, within);
}

function isArray(value: Readonly<Record<string, Json>>): boolean {
  const { type } = value;
  return type === undefined ? "items" in value || "prefixItems" in value : isOnly(type, "array");
}

/** The values that a schema lists by itself, null apart; none where it lists none. */
function listedValues({ enum: values, const: constant }: Readonly<Record<string, Json>>): Json[] {
  const listed = [...(Array.isArray(values) ? values : []), ...(constant === undefined ? [] : [constant])];
  return listed.filter((value) => value !== null);
}

/** Whether a type, where it is given, is this one, or this one and null. */
function isOnly(type: Json | undefined, wanted: string): boolean {
  const names = Array.isArray(type) ? type.filter((name) => name !== "null") : [type ?? wanted];
  return names.length === 1 && names[0] === wanted;
}

function isNull(document: SourceDocument, schema: Located<Json>): boolean {
  const { value } = follow(document, schema);
  return isObject(value) && (value["type"] === "null" || value["const"] === null);
}
