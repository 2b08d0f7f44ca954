import { directionsOf } from "../../openapi/directions.js";
import { withInheritance } from "../../openapi/inheritance.js";
import { breakCycles } from "../../openapi/schema-cycles.js";
import { has, schemasOf } from "../../openapi/schema-keywords.js";
import { compareText, type JsonObject } from "../../json.js";

/** Names of types by the names of their schemas. */
export type ModelNames = ReadonlyMap<string, string>;

/** The types of a document's schemas. */
export interface Models {
  /** Those that only requests have, such as `JobInput` beside `Job`, are among them. */
  readonly names: ModelNames;
  /** Names of the schemas that requests have in place of others. */
  readonly inputs: ReadonlyMap<string, string>;
}

/**
 * Names the type of each component schema, in an order of its own, so that the document's has no effect.
 *
 * @param kept Names that `contract.json` has; they stand.
 */
export function modelsOf(document: JsonObject, kept: ModelNames): Models {
  const described = schemasOf(document);
  const schemas = breakCycles(withInheritance(described));
  const { inputs } = directionsOf(document, schemas);
  const derived = [...Object.keys(schemas).filter((name) => !has(described, name)), ...inputs.values()];
  return { names: assignModelNames([Object.keys(described), derived], kept), inputs };
}

/**
 * A name for each schema: its own, if a type can have it and it has no `_` at an end, else its words joined. If the name is
 * taken, `Model` is appended. If that is taken too, the name is made of all characters of the schema's name.
 *
 * @param groups Names of schemas; each group leaves its names to those before it.
 */
export function assignModelNames(groups: readonly (readonly string[])[], kept: ModelNames): ModelNames {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const take = (schema: string, candidates: readonly string[]): void => {
    const isFree = (one: string): boolean => !taken.has(one) && isTypeName(one);
    let name = candidates.find(isFree) ?? candidates.at(-1) ?? "";
    while (!isFree(name)) name += "Model";
    taken.add(name);
    names.set(schema, name);
  };
  for (const group of groups) {
    const sorted = group.toSorted(compareText);
    const locked = sorted.filter((schema) => isTypeName(kept.get(schema) ?? "") && !taken.has(kept.get(schema) ?? ""));
    for (const schema of locked) take(schema, [kept.get(schema) ?? "", ...candidatesOf(schema)]);
    const rest = sorted.filter((schema) => !names.has(schema));
    for (const schema of rest.filter(isOwn)) take(schema, candidatesOf(schema));
    for (const schema of rest.filter((name) => !isOwn(name))) take(schema, candidatesOf(schema));
  }
  return names;
}

/** The names that differ from the schema's own: what the contract keeps. */
export function renamedModels(names: ModelNames): Readonly<Record<string, string>> | undefined {
  const renamed = [...names].filter(([schema, name]) => schema !== name);
  return renamed.length === 0 ? undefined : Object.fromEntries(renamed.toSorted(([a], [b]) => compareText(a, b)));
}

/** `SimpleUser` of `simple-user`, `Model2fa` of `2fa`. */
function joined(schema: string): string {
  const words = schema.split(/[^\p{ID_Continue}$]+|_/u).filter((word) => word !== "");
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^[\p{ID_Start}$]/u.test(name) ? name : `Model${name}`;
}

/** Names for a schema, the best first. The last one is unique, because it contains every character. */
function candidatesOf(schema: string): string[] {
  const codeOf = (character: string): string => `$${(character.codePointAt(0) ?? 0).toString(16)}$`;
  const best = isOwn(schema) ? schema : joined(schema);
  return [best, `${joined(schema)}Model`, `Model${schema.replaceAll(/[^\p{ID_Continue}]|[_$]/gu, codeOf)}`];
}

/** Whether a type may have the name of its schema. */
function isOwn(schema: string): boolean {
  return isTypeName(schema) && !/^_|_$/u.test(schema);
}

function isTypeName(name: string): boolean {
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) && !reserved.has(name);
}

/** Words that name no type alias, or that mean something else where a type stands; and helpers of the printed types. */
const reserved = new Set(
  (
    "abstract any arguments as asserts async await bigint boolean break case catch class const continue debugger " +
    "default delete do else enum eval export extends false finally for function globalThis if implements import in " +
    "infer instanceof interface intrinsic is keyof let never new null number object package private protected public " +
    "readonly return static string super switch symbol this throw true try typeof undefined unique unknown var void " +
    "while with yield MergePatch WithRequired"
  ).split(" "),
);
