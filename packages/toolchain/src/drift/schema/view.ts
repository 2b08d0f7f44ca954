import { appendTo } from "../../append-to.js";
import { type Located, member, members, membersAt } from "../../openapi/located.js";
import type { SourceDocument } from "../../openapi/document.js";
import { isObject, type Json } from "../../json.js";
import { REFERENCE } from "../../openapi/reference.js";
import { followSchema } from "../../openapi/references.js";
import { acceptsAll, branchesOf, branchParts, conjuncts, isNull, type Schema, unionsIn } from "./conjuncts.js";
import { type Conjunct, withPlainTogether } from "./plain-unions.js";
import { withEffect } from "./effect.js";
import { typeNamesOf } from "./types.js";
import { isConstant, type Openness, opennessOf, commonValues, type ValueSet } from "./value-sets.js";

/** A normalized schema: equivalent notations give the same view. */
export interface View {
  /** The pointer of its first part. */
  readonly pointer: string;
  readonly parts: readonly Conjunct[];
  /** The values of each keyword in all parts. */
  readonly keywords: ReadonlyMap<string, readonly Located<Json>[]>;
  /** True for `false`, which accepts nothing. */
  readonly refusesAll: boolean;
  /** The JSON Schema types without `null`; undefined for any type. */
  readonly types: ReadonlySet<string> | undefined;
  /** Undefined where the schema has no types, so that it accepts null too. */
  readonly isNullable: boolean | undefined;
  /** The only values that it accepts, without null; undefined where it does not list them. */
  readonly values: ValueSet | undefined;
  /** Whether its values come from `const` alone. */
  readonly isConstant: boolean;
  /** What it says of values that it does not list. */
  readonly openness: Openness;
  readonly properties: ReadonlyMap<string, Schema>;
  readonly required: ReadonlySet<string>;
  readonly unions: readonly Union[];
}

/** A `oneOf` or `anyOf`. */
export interface Union {
  readonly pointer: string;
  /** The number of branches that a value may match. Undefined if a discriminator, or a single branch, decides it. */
  readonly matches?: "one" | "several" | undefined;
  readonly branches: readonly Schema[];
}

/** @param fewest A union with fewer branches, not counting null, is not kept as a union. */
export function viewOf(document: SourceDocument, schema: Schema, fewest = 2): View {
  const all = conjuncts(document, schema, fewest);
  const types = typeNamesOf(all);
  const parts = withEffect(all, types.accepted, rootOf(document, schema));
  const unions = parts.flatMap((part) => unionsOf(document, part, fewest));
  return {
    pointer: schema[0]?.pointer ?? "",
    parts,
    keywords: keywordsOf(parts),
    refusesAll: parts.some(({ value }) => value === false),
    types: types.accepted,
    isNullable: anyAdmitsNull(document, parts)
      ? true
      : types.accepted === undefined && unions.length === 0
        ? undefined
        : types.acceptsNull,
    values: commonValues(parts),
    isConstant: isConstant(parts),
    openness: opennessOf(parts),
    properties: propertiesOf(parts),
    required: new Set(
      parts.flatMap((part) =>
        itemsOf(part, "required").flatMap(({ value }) => (typeof value === "string" ? [value] : [])),
      ),
    ),
    unions,
  };
}

/** The pointer of the part that all others are within, after references that say nothing else. */
function rootOf(document: SourceDocument, schema: Schema): string | undefined {
  const [at, ...others] = schema;
  if (at === undefined || others.length > 0) return undefined;
  const { [REFERENCE]: reference, ...more } = isObject(at.value) ? at.value : {};
  return (reference !== undefined && acceptsAll(more) ? followSchema(document, at) : at).pointer;
}

/** A keyword's values in all parts. */
export function keyword({ keywords }: View, name: string): readonly Located<Json>[] {
  return keywords.get(name) ?? [];
}

/** The first value of a keyword that needs only one, such as `format`. */
export function first(view: View, name: string): Located<Json> | undefined {
  return keyword(view, name)[0];
}

function unionsOf(document: SourceDocument, part: Located<Json>, fewest: number): Union[] {
  return unionsIn(part).flatMap((name) => {
    const pointer = `${part.pointer}/${name}`;
    const all = branchesOf(document, part, name);
    const parts = all.map((branch) => branchParts(document, branch));
    const branches = withPlainTogether(all, parts, pointer);
    const choice = name === "oneOf" ? "one" : "several";
    const matches = member(part, "discriminator") === undefined ? choice : undefined;
    return branches.length < fewest ? [] : [{ pointer, matches, branches: branches.map((branch) => [branch]) }];
  });
}

/** Results by the parts of a branch. Many paths can lead to one branch, so each is read once. */
const branchesWithNull = new WeakMap<readonly Conjunct[], boolean>();

/**
 * Returns true if one of the parts accepts null. A part accepts null by `nullable`, which may stand beside a reference
 * as in the generated types, or by a branch of a union.
 */
function anyAdmitsNull(document: SourceDocument, parts: readonly Conjunct[]): boolean {
  const met = new Set<readonly Conjunct[]>();
  const found = parts.some((part) => admitsNull(document, part, met));
  // A branch in a cycle refuses null only if the whole search finds no null.
  if (!found) for (const branch of met) branchesWithNull.set(branch, false);
  return found;
}

function admitsNull(document: SourceDocument, part: Located<Json>, met: Set<readonly Conjunct[]>): boolean {
  if (member(part, "nullable")?.value === true) return true;
  return unionsIn(part).some((name) =>
    itemsOf(part, name).some((branch) => {
      const parts = branchParts(document, branch);
      const known = met.has(parts) ? false : branchesWithNull.get(parts);
      if (known !== undefined) return known;
      met.add(parts);
      const found =
        isNull(document, branch) ||
        typeNamesOf(parts).acceptsNull ||
        parts.some((inner) => admitsNull(document, inner, met));
      if (found) branchesWithNull.set(parts, true);
      return found;
    }),
  );
}

function keywordsOf(parts: readonly Located<Json>[]): Map<string, Located<Json>[]> {
  const found = new Map<string, Located<Json>[]>();
  for (const part of parts) if (isObject(part.value)) for (const [name, at] of members(part)) appendTo(found, name, at);
  return found;
}

function propertiesOf(parts: readonly Located<Json>[]): Map<string, Schema> {
  const found = new Map<string, Located<Json>[]>();
  for (const part of parts)
    for (const [name, property] of membersAt(part, "properties")) appendTo(found, name, property);
  return found;
}

function itemsOf(part: Located<Json>, name: string): Located<Json>[] {
  const list = isObject(part.value) ? member(part, name) : undefined;
  return Array.isArray(list?.value) ? members(list).map(([, item]) => item) : [];
}
