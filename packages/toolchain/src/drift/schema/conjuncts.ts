import { componentName, REFERENCE, referenceOf } from "../../openapi/reference.js";
import { type Located, member, membersAt } from "../../openapi/located.js";
import { follow, followSchema } from "../../openapi/references.js";
import type { SourceDocument } from "../../openapi/document.js";
import { isObject, type Json, type JsonObject } from "../../json.js";
import { createObjectMemory } from "../../memory.js";
import { isDocumentation } from "../../openapi/role.js";
import { without } from "../../openapi/schema-keywords.js";
import { type Conjunct, plainUnion } from "./plain-unions.js";

/** The parts of a schema that a value must all satisfy. An empty list accepts anything, like `true`. */
export type Schema = readonly Located<Json>[];

/** The keywords of unions. */
export const UNIONS = ["oneOf", "anyOf"] as const;

/** The unions that a schema has. */
export function unionsIn({ value }: Located<Json>): (typeof UNIONS)[number][] {
  return isObject(value) ? UNIONS.filter((keyword) => keyword in value) : [];
}

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
  const take = (at: Located<Json>, { target, own, inner, only } = partOf(document, at)): void => {
    if (seen.has(at.pointer)) return;
    seen.add(at.pointer);
    const takeWithin = (part: Located<Json>): void => take(part, knownPart(document, part));
    if (target !== undefined) takeWithin(target);
    for (const part of own) found.push(part);
    for (const part of inner) takeWithin(part);
    if (fewest > 1) for (const branch of only) takeWithin(branch);
  };
  for (const at of schema) take(at);
  return found;
}

/** One part of a schema, and the schemas that apply with it. */
interface Part {
  /** The target of its reference. */
  readonly target?: Located<Json>;
  /** The part without its plain unions, then these unions. */
  readonly own: readonly Conjunct[];
  /** The members of `allOf`, then `then` or `else` if it always applies. */
  readonly inner: readonly Located<Json>[];
  /** The branch of each union that has only one. */
  readonly only: readonly Located<Json>[];
}

function partOf(document: SourceDocument, at: Located<Json>): Part {
  const { value, pointer } = at;
  const alone = (own: Located<Json>): Part => ({ own: [own], inner: [], only: [] });
  if (!isObject(value)) return alone(at);
  if (acceptsAll(value["not"])) return alone({ value: false, pointer });
  const reference = referenceOf(value);
  const unions = unionsIn(at);
  const plain = unions.flatMap((keyword) => {
    const branches = membersAt(at, keyword).map(([, branch]) => branchParts(document, branch));
    const union = plainUnion(branches, `${pointer}/${keyword}`);
    return union === undefined ? [] : [{ keyword, union }];
  });
  const isIdle = membersAt(at, "anyOf").some(([, branch]) => acceptsAll(branch.value));
  const met = metBranch(value);
  const removed = [
    ...plain.map(({ keyword }) => keyword),
    ...(isIdle ? ["anyOf"] : []),
    ...(met === undefined ? [] : ["if", "then", "else"]),
  ];
  const own = { value: without(value, ...removed), pointer };
  const consequence = met === undefined ? undefined : member(at, met);
  return {
    ...(reference !== undefined && { target: followSchema(document, { value: { [REFERENCE]: reference }, pointer }) }),
    own: [own, ...plain.map(({ union }) => union)],
    inner: [...membersAt(at, "allOf").map(([, inner]) => inner), ...(consequence === undefined ? [] : [consequence])],
    only: unions.map((keyword) => branchesOf(document, own, keyword)).flatMap((all) => (all.length === 1 ? all : [])),
  };
}

/** Results by place. One pointer can have several values, because a keyword without effect is removed from a copy. */
interface PlaceMemory<Result> {
  get(document: SourceDocument, at: Located<Json>): Result | undefined;
  set(document: SourceDocument, at: Located<Json>, result: Result): Result;
}

function createPlaceMemory<Result>(): PlaceMemory<Result> {
  const memory = createObjectMemory<Map<string, { readonly value: Json; readonly result: Result }>>();
  const placesOf = (document: SourceDocument): ReturnType<typeof memory<SourceDocument>> =>
    memory(document, () => new Map());
  return {
    get(document, { pointer, value }) {
      const known = placesOf(document).get(pointer);
      return known?.value === value ? known.result : undefined;
    },
    set(document, { pointer, value }, result) {
      placesOf(document).set(pointer, { value, result });
      return result;
    },
  };
}

const knownParts = createPlaceMemory<Part>();

/** Returns a part that many schemas can share. It is read once. */
function knownPart(document: SourceDocument, at: Located<Json>): Part {
  return knownParts.get(document, at) ?? knownParts.set(document, at, partOf(document, at));
}

const knownBranches = createPlaceMemory<readonly Conjunct[]>();

/**
 * Returns the parts of a branch of a union. Each branch is read once, because many paths can lead to one schema. The
 * only part of a recursive branch is the branch itself, which is not a plain value.
 */
export function branchParts(document: SourceDocument, branch: Located<Json>): readonly Conjunct[] {
  const known = knownBranches.get(document, branch);
  if (known !== undefined) return known;
  knownBranches.set(document, branch, [branch]);
  return knownBranches.set(document, branch, conjuncts(document, [branch]));
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

/** The name of the component that a schema refers to. Other keywords can stand beside the reference. */
export function componentOf(schema: Schema): string | undefined {
  const [at, ...others] = schema;
  return others.length > 0 ? undefined : componentName(at?.value);
}
