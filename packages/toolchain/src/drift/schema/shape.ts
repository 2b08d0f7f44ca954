import { isDocumentation, roleOf } from "../../openapi/role.js";
import { REFERENCE, referenceOf } from "../../openapi/reference.js";
import { createHash } from "node:crypto";
import { type Located, member } from "../../openapi/located.js";
import { followSchema } from "../../openapi/references.js";
import type { SourceDocument } from "../../openapi/document.js";
import { compareText, isObject, type Json } from "../../json.js";
import { jsonText } from "../json-text.js";

/** A digest of a value's meaning: documentation, the order of sets, and the use of references do not change it. */
export type ShapeOf = (at: Located<Json>) => string;

/** Keywords whose order does not matter. */
const sets = new Set(["required", "enum", "type", "allOf", "anyOf", "oneOf"]);

/**
 * The maximum number of references to open schemas in one shape. The number of paths through recursive schemas can grow
 * exponentially. If a shape has more such references, it has the names of its references in place of their targets.
 */
const MOST_BACK = 2_000;

/** A recursive schema is represented by the pointer of the repeated place. */
export function createShapes(document: SourceDocument): ShapeOf {
  /** The shapes of schemas that refer to no open schema. Shapes of other schemas contain them. */
  const known = new Map<string, string>();
  /** The shapes of recursive schemas. They depend on the schema at which the reading starts. */
  const recursive = new Map<string, string>();
  /** The depths of the open schemas by pointer. */
  const open = new Map<string, number>();
  /** The least depth of an open schema to which the current schema refers. */
  let least = Infinity;
  /** The number of references to open schemas. Undefined if the shape has the names of references. */
  let back: number | undefined = 0;

  const shapeOf = (at: Located<Json>): string => {
    // A reference without other keywords has the shape of its target.
    const isLone = referenceOf(at.value) !== undefined && siblings(at.value).length === 0;
    if (open.size > 0) return isLone ? targetShape(at) : innerShape(at);
    const schema = isLone ? followSchema(document, at) : at;
    const found = known.get(schema.pointer) ?? recursive.get(schema.pointer);
    if (found !== undefined) return found;
    back = 0;
    least = Infinity;
    let shape = innerShape(schema);
    if (back > MOST_BACK) {
      back = undefined;
      shape = innerShape(schema);
    }
    if (!known.has(schema.pointer)) recursive.set(schema.pointer, shape);
    return shape;
  };
  const targetShape = (at: Located<Json>): string =>
    back === undefined ? `to ${referenceOf(at.value)}` : innerShape(followSchema(document, at));
  const innerShape = (schema: Located<Json>): string => {
    const { pointer } = schema;
    const found = back === undefined ? undefined : known.get(pointer);
    if (found !== undefined) return found;
    const depth = open.size;
    const outerDepth = open.get(pointer);
    if (outerDepth !== undefined) {
      least = Math.min(least, outerDepth);
      if (back !== undefined) back += 1;
      return `back to ${pointer}`;
    }
    if (back !== undefined && back > MOST_BACK) return "";
    const outer = least;
    least = Infinity;
    open.set(pointer, depth);
    const shape = digest(print(schema));
    open.delete(pointer);
    if (least === Infinity && back !== undefined && back <= MOST_BACK) known.set(pointer, shape);
    least = Math.min(outer, least >= depth ? Infinity : least);
    return shape;
  };
  const print = (at: Located<Json>): string => {
    const { value } = at;
    if (!isObject(value)) return Array.isArray(value) ? printList(at, "") : jsonText(value);
    const target = referenceOf(value) === undefined ? [] : [`"${REFERENCE}":${targetShape(at)}`];
    return `{${[...siblings(value).map((key) => `${JSON.stringify(key)}:${printMember(at, key)}`), ...target].join()}}`;
  };
  const printMember = (at: Located<Json>, key: string): string => {
    const part = member(at, key);
    if (part === undefined) return "";
    if (Array.isArray(part.value)) return printList(part, key);
    if (!isObject(part.value)) return jsonText(part.value);
    if (roleOf("object", key, part.value) !== "names") return shapeOf(part);
    const names = Object.keys(part.value).toSorted(compareText);
    return `{${names.map((name) => `${JSON.stringify(name)}:${shapeOfMember(part, name)}`).join()}}`;
  };
  const printList = (at: Located<Json>, key: string): string => {
    const items = Array.isArray(at.value) ? at.value.map((_, index) => shapeOfMember(at, index)) : [];
    return `[${(sets.has(key) ? items.toSorted(compareText) : items).join()}]`;
  };
  const shapeOfMember = (at: Located<Json>, key: string | number): string => {
    const part = member(at, key);
    return part === undefined ? "" : isObject(part.value) ? shapeOf(part) : print(part);
  };
  return shapeOf;
}

/** The keywords that count, without a reference. */
function siblings(value: Json): string[] {
  return Object.keys(isObject(value) ? value : {})
    .filter((key) => key !== REFERENCE && !isDocumentation(key) && !key.startsWith("x-"))
    .toSorted(compareText);
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}
