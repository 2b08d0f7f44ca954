import { type Located, member, members } from "../../openapi/located.js";
import type { SourceDocument } from "../../openapi/document.js";
import { isObject, type Json } from "../../json.js";
import { branchesOf, conjuncts, isNull, type Schema } from "./conjuncts.js";
import { typeNamesOf } from "./types.js";

/** A schema as drift compares it: its parts put together, so that how it is written makes no difference. */
export interface View {
  /** Where it is written: its first part. */
  readonly pointer: string;
  readonly parts: readonly Located<Json>[];
  /** True for `false`, which accepts nothing. */
  readonly refusesAll: boolean;
  /** JSON Schema's types without `null`; undefined where any is accepted. */
  readonly types: ReadonlySet<string> | undefined;
  /** Undefined where the schema says nothing of types, so that null is accepted along with everything. */
  readonly isNullable: boolean | undefined;
  readonly properties: ReadonlyMap<string, Schema>;
  readonly required: ReadonlySet<string>;
  readonly unions: readonly Union[];
}

/** One `oneOf` or `anyOf` of two branches or more. */
export interface Union {
  readonly pointer: string;
  readonly branches: readonly Schema[];
}

export function viewOf(document: SourceDocument, schema: Schema): View {
  const parts = conjuncts(document, schema);
  const unions = parts.flatMap((part) => unionsOf(document, part));
  const types = typeNamesOf(parts);
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
    properties: propertiesOf(parts),
    required: new Set(
      parts.flatMap((part) =>
        itemsOf(part, "required").flatMap(({ value }) => (typeof value === "string" ? [value] : [])),
      ),
    ),
    unions,
  };
}

/** The same keyword of all the parts. */
export function keyword(view: View, name: string): Located<Json>[] {
  return view.parts.flatMap((part) => member(part, name) ?? []);
}

/** A keyword that says nothing more the second time, such as `format`: the first of the parts that has it. */
export function first(view: View, name: string): Located<Json> | undefined {
  return keyword(view, name)[0];
}

function unionsOf(document: SourceDocument, part: Located<Json>): Union[] {
  return ["oneOf", "anyOf"].flatMap((name) => {
    const branches = branchesOf(document, part, name);
    return branches.length < 2
      ? []
      : [{ pointer: `${part.pointer}/${name}`, branches: branches.map((branch) => [branch]) }];
  });
}

/** `nullable` beside a reference, which the generated types honour too, or a union with a branch that accepts null. */
function admitsNull(document: SourceDocument, part: Located<Json>, open: ReadonlySet<string> = new Set()): boolean {
  if (member(part, "nullable")?.value === true) return true;
  if (open.has(part.pointer)) return false;
  const within = new Set([...open, part.pointer]);
  return ["oneOf", "anyOf"].some((name) =>
    itemsOf(part, name).some((branch) => {
      if (isNull(document, branch)) return true;
      const parts = conjuncts(document, [branch]);
      return typeNamesOf(parts).acceptsNull || parts.some((inner) => admitsNull(document, inner, within));
    }),
  );
}

function propertiesOf(parts: readonly Located<Json>[]): Map<string, Schema> {
  const found = new Map<string, Located<Json>[]>();
  for (const part of parts)
    for (const [name, property] of members(member(part, "properties") ?? { value: {}, pointer: "" }))
      found.set(name, [...(found.get(name) ?? []), property]);
  return found;
}

function itemsOf(part: Located<Json>, name: string): Located<Json>[] {
  const list = isObject(part.value) ? member(part, name) : undefined;
  return Array.isArray(list?.value) ? members(list).map(([, item]) => item) : [];
}
