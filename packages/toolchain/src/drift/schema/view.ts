import { appendTo } from "../../append-to.js";
import { type Located, member, members, membersAt } from "../../openapi/located.js";
import type { SourceDocument } from "../../openapi/document.js";
import { isObject, type Json } from "../../json.js";
import { REFERENCE } from "../../openapi/reference.js";
import { followSchema } from "../../openapi/references.js";
import { acceptsAll, branchesOf, branchParts, conjuncts, isNull, type Schema, UNIONS } from "./conjuncts.js";
import { type Conjunct, withPlainTogether } from "./plain-unions.js";
import { withEffect } from "./effect.js";
import { typeNamesOf } from "./types.js";
import { isConstant, type Openness, opennessOf, commonValues, type ValueSet } from "./value-sets.js";

/** A normalized schema: equivalent notations give the same view. */
export interface View {
  /** The pointer of its first part. */
  readonly pointer: string;
  readonly parts: readonly Conjunct[];
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
    refusesAll: parts.some(({ value }) => value === false),
    types: types.accepted,
    isNullable: parts.some((part) => admitsNull(document, part))
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
export function keyword(view: View, name: string): Located<Json>[] {
  return view.parts.flatMap((part) => member(part, name) ?? []);
}

/** The first value of a keyword that needs only one, such as `format`. */
export function first(view: View, name: string): Located<Json> | undefined {
  return keyword(view, name)[0];
}

function unionsOf(document: SourceDocument, part: Located<Json>, fewest: number): Union[] {
  return UNIONS.flatMap((name) => {
    const pointer = `${part.pointer}/${name}`;
    const all = branchesOf(document, part, name);
    const parts = all.map((branch) => branchParts(document, branch));
    const branches = withPlainTogether(all, parts, pointer);
    const choice = name === "oneOf" ? "one" : "several";
    const matches = member(part, "discriminator") === undefined ? choice : undefined;
    return branches.length < fewest ? [] : [{ pointer, matches, branches: branches.map((branch) => [branch]) }];
  });
}

/**
 * Whether a part accepts null by `nullable`, also beside a reference as in the generated types, or by a branch of a
 * union.
 */
function admitsNull(document: SourceDocument, part: Located<Json>, met = new Set<string>()): boolean {
  if (member(part, "nullable")?.value === true) return true;
  if (met.has(part.pointer)) return false;
  met.add(part.pointer);
  return UNIONS.some((name) =>
    itemsOf(part, name).some((branch) => {
      if (isNull(document, branch)) return true;
      const parts = branchParts(document, branch);
      return typeNamesOf(parts).acceptsNull || parts.some((inner) => admitsNull(document, inner, met));
    }),
  );
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
