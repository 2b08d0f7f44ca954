import { isObject, type Json, type JsonObject } from "../../json.js";
import { acceptsAll } from "./conjuncts.js";
import { jsonText } from "../json-text.js";
import type { Conjunct } from "./plain-unions.js";
import { includesType } from "./types.js";

/** Keywords that apply to values of one type only (JSON Schema 2020-12, Validation 6 and Core 10.3). */
const typedKeywords: Readonly<Record<string, string>> = {
  string: "minLength maxLength pattern contentEncoding contentMediaType contentSchema",
  number: "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf",
  array: "items prefixItems unevaluatedItems contains minContains maxContains minItems maxItems uniqueItems",
  object:
    "properties required patternProperties additionalProperties unevaluatedProperties propertyNames dependentRequired dependentSchemas minProperties maxProperties",
};

const typeOfKeyword = new Map(
  Object.entries(typedKeywords).flatMap(([type, names]) => names.split(" ").map((name) => [name, type] as const)),
);

/** Patterns that match every text. */
const everyText = new Set<Json>(["", "^", "$", ".*", "^.*", ".*$", "^.*$"]);

/**
 * The parts of a schema without keywords that have no effect. A keyword has no effect if the schema does not accept its
 * type, if it needs another keyword that is missing, or if its condition is always true.
 *
 * @param types The types that all parts accept.
 * @param root The pointer of the part that all others are within; undefined where there is none.
 */
export function withEffect(
  parts: readonly Conjunct[],
  types: ReadonlySet<string> | undefined,
  root: string | undefined,
): Conjunct[] {
  const isWhole = parts.length === 1;
  const closing = isWhole ? undefined : closingPart(parts, root);
  const hasProperties = parts.some(({ value }) => isObject(value) && "properties" in value);
  return parts.map((part) => {
    const { value } = part;
    if (!isObject(value)) return part;
    const plain = withSplitDependencies(withCountedItems(withoutRepeatedPatterns(value)));
    const own = hasProperties ? plain : mapOfPattern(plain);
    const whole = part === closing ? withClosedRest(own) : own;
    return { ...part, value: withoutIdle(isWhole ? closed(own, types) : whole, types) };
  });
}

function withoutIdle(value: JsonObject, types: ReadonlySet<string> | undefined): JsonObject {
  const entries = Object.entries(value);
  const kept = entries.filter(([name, of]) => appliesTo(name, types) && !isIdle(name, of, value, types));
  return kept.length === entries.length ? value : Object.fromEntries(kept);
}

function appliesTo(name: string, types: ReadonlySet<string> | undefined): boolean {
  const type = typeOfKeyword.get(name);
  if (type === undefined || types === undefined) return true;
  return types.has(type) || (type === "number" && includesType(types, "integer"));
}

/** Whether a keyword has no effect because of its value or because another keyword is missing. */
function isIdle(name: string, value: Json, schema: JsonObject, types: ReadonlySet<string> | undefined): boolean {
  switch (name) {
    case "multipleOf":
      return value === 1 && types?.has("number") === false;
    case "pattern":
      return everyText.has(value);
    case "uniqueItems":
      return schema["maxItems"] === 0 || schema["maxItems"] === 1;
    case "contains":
      return schema["minContains"] === 0 && !("maxContains" in schema);
    case "unevaluatedItems":
      return "items" in schema || acceptsAll(value);
    case "propertyNames":
      return acceptsAll(value) || isOfText(value);
    case "not":
      return value === false || isOfOtherTypes(value, types);
    case "if":
      return !("then" in schema || "else" in schema);
    case "then":
    case "else":
      return !("if" in schema);
    case "maxContains":
      return !("contains" in schema);
    case "minContains":
      return !("contains" in schema) || value === 1 || isIdle("contains", value, schema, types);
    case "contentSchema":
      return !("contentMediaType" in schema);
    case "dependentRequired":
      return isObject(value) && Object.values(value).every((names) => Array.isArray(names) && names.length === 0);
    case "dependentSchemas":
    case "patternProperties":
      return isObject(value) && Object.keys(value).length === 0;
    default:
      return false;
  }
}

/** Replaces `contains` by `minItems` and `maxItems` if it accepts any item. */
function withCountedItems(value: JsonObject): JsonObject {
  if (!acceptsAll(value["contains"]) || "minItems" in value || "maxItems" in value) return value;
  const { contains: _anything, minContains = 1, maxContains, ...others } = value;
  return { ...others, minItems: minContains, ...(maxContains === undefined ? {} : { maxItems: maxContains }) };
}

/** Replaces `dependencies` by the two keywords that took their place (JSON Schema 2019-09, Validation 6.5.4). */
function withSplitDependencies(value: JsonObject): JsonObject {
  if (!isObject(value["dependencies"]) || "dependentRequired" in value || "dependentSchemas" in value) return value;
  const { dependencies, ...others } = value;
  const [names, schemas] = [true, false].map((isOfNames) =>
    Object.fromEntries(Object.entries(dependencies ?? {}).filter(([, held]) => Array.isArray(held) === isOfNames)),
  );
  return { ...others, dependentRequired: names ?? {}, dependentSchemas: schemas ?? {} };
}

/** Removes a pattern from `patternProperties` if its schema equals `additionalProperties`. */
function withoutRepeatedPatterns(value: JsonObject): JsonObject {
  const { patternProperties, additionalProperties } = value;
  if (!isObject(patternProperties) || !isObject(additionalProperties)) return value;
  const rest = jsonText(additionalProperties);
  const own = Object.entries(patternProperties).filter(([, schema]) => jsonText(schema) !== rest);
  return { ...value, patternProperties: Object.fromEntries(own) };
}

/** Whether a schema accepts only types that are not among the given ones. */
function isOfOtherTypes(value: Json, types: ReadonlySet<string> | undefined): boolean {
  if (!isObject(value) || types === undefined) return false;
  const { type, ...others } = value;
  const names = Array.isArray(type) ? type : [type];
  const isOther = (name: Json | undefined): boolean =>
    typeof name === "string" &&
    name !== "null" &&
    ![...types].some((accepted) => includesType(new Set([accepted]), name) || includesType(new Set([name]), accepted));
  return acceptsAll(others) && names.every(isOther);
}

/** Replaces a pattern that matches every name by `additionalProperties`. */
function mapOfPattern(value: JsonObject): JsonObject {
  if (!isObject(value["patternProperties"]) || "additionalProperties" in value) return value;
  const { patternProperties = {}, ...others } = value;
  const [[pattern, schema] = [], ...more] = Object.entries(patternProperties);
  const isOfAll = pattern !== undefined && schema !== undefined && more.length === 0 && everyText.has(pattern);
  return isOfAll ? { ...others, additionalProperties: schema } : value;
}

/** Whether a schema says no more than that a value is text, as every name is. */
function isOfText(value: Json): boolean {
  if (!isObject(value) || value["type"] !== "string") return false;
  const { type: _type, ...others } = value;
  return acceptsAll(others);
}

/** Replaces what is said of unevaluated parts by what is said of all others, if no other schema can evaluate them. */
function closed(value: JsonObject, types: ReadonlySet<string> | undefined): JsonObject {
  if (!("unevaluatedProperties" in value) && !("unevaluatedItems" in value)) return value;
  const isAlone = (...names: readonly string[]): boolean =>
    ["oneOf", "anyOf", "if", ...names].every((name) => !(name in value));
  const isOfProperties = isAlone("additionalProperties", "dependentSchemas");
  const isOfItems = types?.has("array") === true && isAlone("items", "contains");
  const nameOf = (name: string): string => {
    if (name === "unevaluatedProperties" && isOfProperties) return "additionalProperties";
    return name === "unevaluatedItems" && isOfItems ? "items" : name;
  };
  return Object.fromEntries(Object.entries(value).map(([name, of]) => [nameOf(name), of]));
}

/** The part that refuses what no part declares, if all others are within it: they are closed as one schema would be. */
function closingPart(parts: readonly Conjunct[], root: string | undefined): Conjunct | undefined {
  const others = ["oneOf", "anyOf", "if", "additionalProperties", "dependentSchemas"];
  const isPlain = ({ value }: Conjunct): boolean => isObject(value) && others.every((name) => !(name in value));
  const isClosing = ({ pointer, value }: Conjunct): boolean =>
    pointer === root && isObject(value) && value["unevaluatedProperties"] === false;
  return parts.every(isPlain) ? parts.find(isClosing) : undefined;
}

function withClosedRest({ unevaluatedProperties = false, ...others }: JsonObject): JsonObject {
  return { ...others, additionalProperties: unevaluatedProperties };
}
