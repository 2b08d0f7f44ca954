import { componentReference } from "../../openapi/reference.js";
import { isMethodField } from "../../openapi/methods.js";
import { isField, type Kind, type Shape, type Value, type ValueField } from "../../openapi/grammar.js";
import { isObject, type Json, type JsonObject, valueAt } from "../../json.js";

/** What people write for the types of JSON Schema. */
const TYPES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    string: "text str date datetime date-time uuid char varchar email uri url password byte",
    integer: "int int32 int64 long short bigint",
    number: "float double decimal numeric real",
    boolean: "bool",
    object: "map dict hash json struct",
    array: "list",
  }).flatMap(([type, names]) => names.split(" ").map((name) => [name, type] as const)),
);

/** What was likely meant by a value where an object of a kind should stand; undefined where nobody can say. */
export function likeliestObject(kind: Kind, value: Json, document: JsonObject): Json | undefined {
  if (kind === "schema") return typeof value === "string" ? namedSchema(value, document) : {};
  if (kind === "server" && typeof value === "string") return { url: value };
  if (kind === "tag" && typeof value === "string") return { name: value };
  if (kind === "discriminator" && typeof value === "string") return { propertyName: value };
  if (kind === "securityRequirement" && typeof value === "string") return { [value]: [] };
  // These say something by being there.
  return kind === "response" || kind === "mediaType" || kind === "serverVariable" ? {} : undefined;
}

/** The name of a schema, or of a type. */
function namedSchema(name: string, document: JsonObject): JsonObject {
  if (isObject(valueAt(document, "/components/schemas")) && isComponent(name, document))
    return componentReference(name);
  const type = likeliestValue(name, { holds: "text", as: "one", words: [...new Set(TYPES.values())] });
  return type === undefined ? {} : { type };
}

function isComponent(name: string, document: JsonObject): boolean {
  const schemas = valueAt(document, "/components/schemas");
  return isObject(schemas) && Object.hasOwn(schemas, name);
}

/** A value as its field takes it: itself where it does, what was likely meant, or undefined. */
export function likeliestValue(value: Json, { holds, words }: ValueField): Json | undefined {
  if (holds === "any") return value;
  if (holds === "text") {
    const text =
      typeof value === "string" ? value : value === null || typeof value === "object" ? undefined : `${value}`;
    return words === undefined || text === undefined ? text : likeliestWord(text, words);
  }
  if (typeof value === holds || (holds === "number" && typeof value === "bigint")) return value;
  if (typeof value !== "string") return undefined;
  if (holds === "boolean") return /^true$/iu.test(value) ? true : /^false$/iu.test(value) ? false : undefined;
  return /^-?\d+(?:\.\d+)?$/u.test(value.trim()) ? Number(value) : undefined;
}

function likeliestWord(text: string, words: readonly string[]): string | undefined {
  if (words.includes(text)) return text;
  const plain = text.trim().toLowerCase();
  const known = words.find((word) => word.toLowerCase() === plain);
  const alias = TYPES.get(plain);
  return known ?? (alias !== undefined && words.includes(alias) ? alias : undefined);
}

/** Whether a field accepts a value that is neither a list nor an object. */
export function isWellFormed(value: Json, shape: Shape): boolean {
  return typeof value !== "object" && shape.as === "one" && !isField(shape) && likeliestValue(value, shape) === value;
}

/** Flattens a list of texts. Some documents put a list into a list. */
export function flat(values: Json[]): Json[] {
  return values.some(Array.isArray) ? values.flat() : values;
}

/** The correct spelling of a key, if no other member has it. */
export function freeKey(object: JsonObject, spelled: (key: string) => string): (key: string) => string {
  return (key) => (Object.hasOwn(object, spelled(key)) ? key : spelled(key));
}

/** The field of an HTTP method. Some documents write it in capital letters. */
export function methodFieldOf(key: string): string {
  return isMethodField(key.toLowerCase()) ? key.toLowerCase() : key;
}

/** A range of statuses, such as `5XX`. Some documents write it in small letters. */
export function rangeOf(key: string): string {
  return /^[1-5]xx$/iu.test(key) ? key.toUpperCase() : key;
}

const NAMES: Readonly<Partial<Record<Kind | Value, string>>> = {
  boolean: "true or false",
  number: "a number",
  any: "a value",
  text: "text",
};

/** How messages call what should stand somewhere. */
export function expectedOf(holds: Kind | Value, words?: readonly string[]): string {
  if (words !== undefined) return `one of ${words.join(", ")}`;
  const named = NAMES[holds];
  const spelled = spelledOf(holds);
  return named ?? `${/^[aeiou]/u.test(spelled) ? "an" : "a"} ${spelled}`;
}

/** The same of several. */
export function severalOf(holds: Kind | Value): string {
  return holds === "any" ? "values" : `${spelledOf(holds)}s`;
}

function spelledOf(holds: Kind | Value): string {
  return holds.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
