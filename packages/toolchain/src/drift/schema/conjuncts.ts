import { componentName, REFERENCE, referenceOf } from "../../openapi/reference.js";
import { type Located, member, membersAt } from "../../openapi/located.js";
import { follow, followSchema } from "../../openapi/references.js";
import type { SourceDocument } from "../../openapi/document.js";
import { isObject, type Json, type JsonObject } from "../../json.js";
import { createObjectMemory } from "../../memory.js";
import { isDocumentation } from "../../openapi/role.js";
import { type Conjunct, plainUnion } from "./plain-unions.js";

/** The parts of a schema that a value must all satisfy. An empty list accepts anything, like `true`. */
export type Schema = readonly Located<Json>[];

/** The keywords of unions. */
export const UNIONS = ["oneOf", "anyOf"] as const;

/**
 * The parts of a schema: references are followed, `allOf` is split, and a union of one branch is that branch. A
 * reference means the same as its target, and `allOf` the same as all its members (JSON Schema 2020-12, Core 10.2.1.1).
 * A union of plain values and types is one part with `enum` or `type`.
 *
 * @param fewest A union with fewer branches, not counting null, is not kept as a union.
 */
export function conjuncts(document: SourceDocument, schema: Schema, fewest = 2): Conjunct[] {
  const found: Conjunct[] = [];
  const seen = new Set<string>();
  const take = (at: Located<Json>): void => {
    if (seen.has(at.pointer)) return;
    seen.add(at.pointer);
    if (!isObject(at.value)) return void found.push(at);
    if (acceptsAll(at.value["not"])) return void found.push({ value: false, pointer: at.pointer });
    const reference = referenceOf(at.value);
    if (reference !== undefined)
      take(followSchema(document, { value: { [REFERENCE]: reference }, pointer: at.pointer }));
    const plain = UNIONS.flatMap((keyword) => {
      const branches = membersAt(at, keyword).map(([, branch]) => branchParts(document, branch));
      const union = plainUnion(branches, `${at.pointer}/${keyword}`);
      return union === undefined ? [] : [{ keyword, union }];
    });
    const isIdle = membersAt(at, "anyOf").some(([, branch]) => acceptsAll(branch.value));
    const met = metBranch(at.value);
    const own = without(
      at,
      ...plain.map(({ keyword }) => keyword),
      ...(isIdle ? ["anyOf"] : []),
      ...(met === undefined ? [] : ["if", "then", "else"]),
    );
    found.push(own, ...plain.map(({ union }) => union));
    for (const [, part] of membersAt(at, "allOf")) take(part);
    const consequence = met === undefined ? undefined : member(at, met);
    if (consequence !== undefined) take(consequence);
    for (const keyword of UNIONS) {
      const [only, ...others] = branchesOf(document, own, keyword);
      if (only !== undefined && others.length === 0 && fewest > 1) take(only);
    }
  };
  for (const at of schema) take(at);
  return found;
}

const memory = createObjectMemory<Map<string, { readonly value: Json; readonly parts: readonly Conjunct[] }>>();

/**
 * Returns the parts of a branch of a union. Each branch is read once, because many paths can lead to one schema. The only
 * part of a recursive branch is the branch itself, which is not a plain value.
 */
export function branchParts(document: SourceDocument, branch: Located<Json>): readonly Conjunct[] {
  const known = memory(document, () => new Map());
  const { value, pointer } = branch;
  const own = known.get(pointer);
  if (own?.value === value) return own.parts;
  known.set(pointer, { value, parts: [branch] });
  const parts = conjuncts(document, [branch]);
  known.set(pointer, { value, parts });
  return parts;
}

function without({ value, pointer }: Located<Json>, ...keywords: readonly string[]): Located<Json> {
  if (!isObject(value) || keywords.length === 0) return { value, pointer };
  return { value: Object.fromEntries(Object.entries(value).filter(([key]) => !keywords.includes(key))), pointer };
}

/** The branch that always applies: `then` if every value meets the condition, `else` if no value does. */
function metBranch({ if: condition }: JsonObject): "then" | "else" | undefined {
  if (condition === false) return "else";
  return acceptsAll(condition) ? "then" : undefined;
}

/** Whether a schema accepts every value. No value is valid against `not` with such a schema. */
export function acceptsAll(value: Json | undefined): boolean {
  return value === true || (isObject(value) && Object.keys(value).every((key) => isDocumentation(key)));
}

/** The branches of a union without those that accept only null. */
export function branchesOf(document: SourceDocument, at: Located<Json>, keyword: string): Located<Json>[] {
  return membersAt(at, keyword)
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
