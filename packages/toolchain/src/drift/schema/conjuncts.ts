import { componentName, REFERENCE, referenceOf } from "../../openapi/reference.js";
import { type Located, member, members } from "../../openapi/located.js";
import { follow } from "../../openapi/references.js";
import type { SourceDocument } from "../../openapi/document.js";
import { isObject, type Json } from "../../json.js";

/** The parts of a schema that a value must all satisfy. An empty list accepts anything, like `true`. */
export type Schema = readonly Located<Json>[];

/**
 * The parts of a schema: references are followed, `allOf` is split, and a union of one branch is that branch. A
 * reference means the same as its target, and `allOf` the same as all its members (JSON Schema 2020-12, Core 10.2.1.1).
 */
export function conjuncts(document: SourceDocument, schema: Schema): Located<Json>[] {
  const found: Located<Json>[] = [];
  const seen = new Set<string>();
  const take = (at: Located<Json>): void => {
    if (seen.has(at.pointer)) return;
    seen.add(at.pointer);
    if (!isObject(at.value)) return void found.push(at);
    const reference = referenceOf(at.value);
    if (reference !== undefined) take(follow(document, { value: { [REFERENCE]: reference }, pointer: at.pointer }));
    found.push(at);
    for (const [, part] of members(member(at, "allOf") ?? nothing)) take(part);
    for (const keyword of ["oneOf", "anyOf"]) {
      const [only, ...others] = branchesOf(document, at, keyword);
      if (only !== undefined && others.length === 0) take(only);
    }
  };
  for (const at of schema) take(at);
  return found;
}

/** The branches of a union without those that accept only null. */
export function branchesOf(document: SourceDocument, at: Located<Json>, keyword: string): Located<Json>[] {
  return members(member(at, keyword) ?? nothing)
    .map(([, branch]) => branch)
    .filter((branch) => !isNull(document, branch));
}

/** Whether a schema accepts only null. */
export function isNull(document: SourceDocument, at: Located<Json>): boolean {
  const { value } = follow(document, at);
  if (!isObject(value)) return false;
  const { type, const: constant, enum: values } = value;
  const isOnlyNull = Array.isArray(values) && values.length > 0 && values.every((item) => item === null);
  return type === "null" || constant === null || isOnlyNull;
}

/** The name of the component that a schema refers to, where it is only a reference. */
export function componentOf(schema: Schema): string | undefined {
  const [at, ...others] = schema;
  return others.length > 0 ? undefined : componentName(at?.value);
}

const nothing: Located<Json> = { value: {}, pointer: "" };
