import { componentName, REFERENCE, referenceOf } from "../../openapi/reference.js";
import { type Located, member, members } from "../../openapi/located.js";
import { follow } from "../../openapi/references.js";
import type { SourceDocument } from "../../openapi/document.js";
import { isObject, type Json } from "../../json.js";

/**
 * A schema as the documents write it: the parts that a value has to satisfy together. None at all accepts anything, as
 * `true` does.
 */
export type Schema = readonly Located<Json>[];

/**
 * The parts of a schema with references followed, `allOf` taken apart, and unions of one branch taken for that branch: a
 * reference means the same as what it names, and `allOf` the same as its members together (JSON Schema 2020-12, Core 10.2.1.1).
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

/** The branches of a union, without the one that accepts null alone. */
export function branchesOf(document: SourceDocument, at: Located<Json>, keyword: string): Located<Json>[] {
  return members(member(at, keyword) ?? nothing)
    .map(([, branch]) => branch)
    .filter((branch) => !isNull(document, branch));
}

/** True for a schema that accepts null and nothing else. */
export function isNull(document: SourceDocument, at: Located<Json>): boolean {
  const { value } = follow(document, at);
  if (!isObject(value)) return false;
  const { type, const: constant, enum: values } = value;
  const isOnlyNull = Array.isArray(values) && values.length > 0 && values.every((item) => item === null);
  return type === "null" || constant === null || isOnlyNull;
}

/** The component that a schema is a mere reference to. */
export function componentOf(schema: Schema): string | undefined {
  const [at, ...others] = schema;
  return others.length > 0 ? undefined : componentName(at?.value);
}

const nothing: Located<Json> = { value: {}, pointer: "" };
