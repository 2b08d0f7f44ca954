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

/** A recursive schema is represented by the pointer of the repeated place. */
export function createShapes(document: SourceDocument): ShapeOf {
  const known = new Map<string, string>();
  const open = new Set<string>();
  const shapeOf = (at: Located<Json>): string => {
    const { target, more } = endOf(at);
    const found = known.get(target.pointer);
    if (found !== undefined) return found;
    if (open.has(target.pointer)) return `back to ${target.pointer}`;
    open.add(target.pointer);
    const shape = digest(print(target, more));
    open.delete(target.pointer);
    // With siblings it is the shape of the reference, not of its target.
    if (target.pointer === at.pointer) known.set(at.pointer, shape);
    return shape;
  };
  /** Where references lead, and what stands beside them. */
  const endOf = (at: Located<Json>): { target: Located<Json>; more: string[] } => {
    const more: string[] = [];
    const passed = new Set<string>();
    let target = at;
    while (referenceOf(target.value) !== undefined && !passed.has(target.pointer)) {
      passed.add(target.pointer);
      more.push(...siblings(target));
      target = followSchema(document, target);
    }
    return { target, more };
  };
  const print = ({ value, pointer }: Located<Json>, more: readonly string[] = []): string => {
    if (!isObject(value)) return Array.isArray(value) ? printList({ value, pointer }, "") : jsonText(value);
    const own = groupKeysOf(value).map((key) => `${JSON.stringify(key)}:${printMember({ value, pointer }, key)}`);
    return `{${[...own, ...more].join()}}`;
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
  const siblings = (at: Located<Json>): string[] =>
    isObject(at.value)
      ? groupKeysOf(at.value).flatMap((key) =>
          key === REFERENCE ? [] : [`${JSON.stringify(key)}:${printMember(at, key)}`],
        )
      : [];
  return shapeOf;
}

function groupKeysOf(value: { readonly [key: string]: Json }): string[] {
  return Object.keys(value)
    .filter((key) => !isDocumentation(key) && !key.startsWith("x-"))
    .toSorted(compareText);
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}
