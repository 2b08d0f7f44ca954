import { sha256 } from "../../document/digest.js";
import { isOpenEnum } from "../../emit/schema/open-enum.js";
import { isDocumentation } from "../../openapi/role.js";
import { REFERENCE } from "../../openapi/reference.js";
import type { Located } from "../../openapi/located.js";
import { compareText, isObject, type Json } from "../../json.js";
import { jsonText } from "../json-text.js";
import { includesType, typeNamesOf, typeOfValue, type Types } from "./types.js";
import { commonValues } from "./value-sets.js";

/** A part of a schema, after references, `allOf` and plain unions. */
export interface Conjunct extends Located<Json> {
  /** Present where values beside its `enum` are accepted too: it was a union with a whole type. */
  readonly isOpen?: true;
}

/** A branch that says no more than which values, or which types, it accepts. */
interface PlainBranch {
  readonly values: readonly Json[] | undefined;
  readonly types: Types;
  readonly text: string | undefined;
}

/** A nested union adds its documentation to the outer union. A longer text is replaced by its digest. */
const LONGEST_TEXT = 10_000;

/** Keywords of a plain branch. */
const plainKeywords = new Set(["type", "enum", "const", "nullable", "allOf", "deprecated", REFERENCE]);

/**
 * The one schema that says the same as a union of plain values and types: JSON Schema gives a list of values, or of
 * types, the meaning of a union. Undefined where a branch says more, or where values stand beside another type.
 *
 * @param branches The parts of each branch.
 */
export function plainUnion(branches: readonly (readonly Conjunct[])[], pointer: string): Conjunct | undefined {
  if (branches.length < 2) return undefined;
  const plain = branches.flatMap((parts) => plainBranch(parts) ?? []);
  if (plain.length < branches.length) return undefined;
  const listed = plain.flatMap(({ values }) => values ?? []);
  const values = [...new Map(listed.map((value) => [jsonText(value), value])).values()];
  const types = new Set(
    plain.flatMap(({ values: some, types: all }) => names(some ? { ...all, accepted: undefined } : all)),
  );
  const texts = plain.flatMap(({ text }) => text ?? []).toSorted(compareText);
  const documented = texts.length === 0 ? {} : { description: texts.join("\n") };
  const isOfValues = [...types].every((type) => type === "null");
  if (values.length > 0 && isOfValues)
    return { value: { enum: types.has("null") ? [...values, null] : values, ...documented }, pointer };
  if (values.some((value) => !includesType(types, typeOfValue(value)))) return undefined;
  const value = { type: [...types], ...documented };
  return values.length === 0 ? { value, pointer } : { value: { ...value, enum: values }, pointer, isOpen: true };
}

/**
 * The branches of a union, of which those of values alone are one, and those of whole types are one.
 *
 * @param parts The parts of each branch.
 */
export function withPlainTogether(
  branches: readonly Located<Json>[],
  parts: readonly (readonly Conjunct[])[],
  pointer: string,
): Located<Json>[] {
  const plain = parts.map((each) => plainBranch(each));
  const merged = [true, false].flatMap((isOfValues) => {
    const group = plain.map((each) => each !== undefined && (each.values !== undefined) === isOfValues);
    // No value stands at this pointer: its place is the union.
    const union = plainUnion(
      parts.filter((_, index) => group[index]),
      `${pointer}/${isOfValues ? "values" : "types"}`,
    );
    return union === undefined ? [] : [{ group, union }];
  });
  const rest = branches.filter((_, index) => !merged.some(({ group }) => group[index]));
  return [...rest, ...merged.map(({ union }) => union)];
}

function plainBranch(parts: readonly Conjunct[]): PlainBranch | undefined {
  const isPlain = parts.every(({ value, isOpen }) => isObject(value) && isOpen !== true && hasPlainKeywords(value));
  const types = typeNamesOf(parts);
  if (!isPlain || names(types).length === 0) return undefined;
  const values = commonValues(parts);
  const own = values === undefined ? "" : [...values.keys()].join();
  const texts = parts.flatMap(({ value }) =>
    isObject(value) ? Object.keys(value).flatMap((key) => (isDocumentation(key) ? jsonText(value[key]) : [])) : [],
  );
  const text = [own, ...texts].join(" ");
  return {
    values: values && [...values.values()].map(({ value }) => value ?? null),
    types,
    text: texts.length === 0 ? undefined : text.length > LONGEST_TEXT ? sha256(text) : text,
  };
}

function hasPlainKeywords(value: { readonly [key: string]: Json }): boolean {
  return (
    !isOpenEnum(value) &&
    Object.keys(value).every((key) => plainKeywords.has(key) || isDocumentation(key) || key.startsWith("x-"))
  );
}

function names({ accepted, acceptsNull }: Types): string[] {
  return [...(accepted ?? []), ...(acceptsNull ? ["null"] : [])];
}
