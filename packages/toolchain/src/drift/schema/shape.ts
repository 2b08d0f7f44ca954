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

/** The shape of a schema that refers to an open schema: one that is not read to its end. */
interface RecursiveShape {
  readonly shape: string;
  /** The depth of the outermost open schema to which it refers. */
  readonly depth: number;
}

/**
 * After this number of schemas, each recursive schema is read only once for one shape. The shape of a recursive schema
 * depends on the path to it, and the number of paths can grow exponentially.
 */
const MOST_READ = 2_000;

/** A recursive schema is represented by the pointer of the repeated place. */
export function createShapes(document: SourceDocument): ShapeOf {
  const known = new Map<string, string>();
  /** The depths of the open schemas by pointer, and the shapes of recursive schemas, for the current shape. */
  const open = new Map<string, number>();
  const recursive = new Map<string, RecursiveShape>();
  let read = 0;
  /** The least depth of an open schema to which the current schema refers. */
  let least = Infinity;
  const shapeOf = (at: Located<Json>): string => {
    if (open.size === 0) {
      recursive.clear();
      read = 0;
      least = Infinity;
    }
    // A reference without other keywords has the shape of its target.
    const isLone = referenceOf(at.value) !== undefined && siblings(at.value).length === 0;
    const schema = isLone ? followSchema(document, at) : at;
    const { pointer } = schema;
    const found = known.get(pointer);
    if (found !== undefined) return found;
    const again = read > MOST_READ ? recursive.get(pointer) : undefined;
    const back = again?.depth ?? open.get(pointer);
    if (back !== undefined) {
      least = Math.min(least, back);
      return again?.shape ?? `back to ${pointer}`;
    }
    const depth = open.size;
    const outer = least;
    least = Infinity;
    read += 1;
    open.set(pointer, depth);
    const shape = digest(print(schema));
    open.delete(pointer);
    if (least >= depth) known.set(pointer, shape);
    else recursive.set(pointer, { shape, depth: least });
    least = Math.min(outer, least >= depth ? Infinity : least);
    return shape;
  };
  const print = (at: Located<Json>): string => {
    const { value } = at;
    if (!isObject(value)) return Array.isArray(value) ? printList(at, "") : jsonText(value);
    const target = referenceOf(value) === undefined ? [] : [`"${REFERENCE}":${shapeOf(followSchema(document, at))}`];
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
