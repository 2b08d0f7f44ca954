import { pointerOf, REFERENCE, referenceOf } from "../../openapi/reference.js";
import { isObject, type Json, type JsonObject } from "../../json.js";
import type { RuleMatch, LintRule } from "../rule.js";
import { type At, childOf, type LintContext, targetAt } from "../lint-context.js";

export const schemaRules: readonly LintRule[] = [
  {
    id: "object-without-properties",
    severity: "info",
    title: "an object schema has no keywords",
    check: eachSchema(
      ({ value }) => declaredTypesOf(value).includes("object") && !objectKeywords.some((key) => key in value),
      "An object without properties: list them, or declare that any are allowed.",
      () => ({ additionalProperties: true }),
    ),
  },
  {
    id: "array-without-items",
    severity: "warning",
    title: "an array schema has no keywords",
    check: eachSchema(
      ({ value }) => declaredTypesOf(value).includes("array") && !arrayKeywords.some((key) => key in value),
      "An array without `items`: declare the schema of its items, or `{}` for anything.",
      () => ({ items: {} }),
    ),
  },
  {
    id: "enum-without-type",
    severity: "info",
    title: "an enum has no type",
    check: eachSchema(
      ({ value }) => Array.isArray(value["enum"]) && !["type", REFERENCE, "allOf"].some((key) => key in value),
      "An enum without a type: some tools treat its values as strings.",
      ({ value }) => ({ type: typeOfAll(value["enum"]) }),
    ),
  },
  {
    id: "required-undeclared",
    severity: "warning",
    title: "a required property is not declared",
    check: (subject) =>
      subject.schemas.flatMap((schema) => {
        const missing = undeclared(schema);
        if (missing.length === 0) return [];
        const message = `${missing.map((name) => `'${name}'`).join(" and ")} ${missing.length === 1 ? "is" : "are"} required but not declared.`;
        const properties = Object.fromEntries(missing.map((name) => [name, {}]));
        return [hit(subject, schema, message, { properties })];
      }),
  },
  {
    id: "discriminator-without-mapping",
    severity: "warning",
    title: "a discriminator has no mapping",
    check: (subject) =>
      subject.schemas.flatMap((schema) => {
        const at = `${schema.pointer}/discriminator`;
        const discriminator = schema.value["discriminator"];
        const references = referencesOf(schema);
        if (!isObject(discriminator) || "mapping" in discriminator || references.length === 0) return [];
        const { propertyName: property } = discriminator;
        if (typeof property !== "string") return [];
        const mapping = Object.fromEntries(
          references.map((reference) => [valueOf(subject, reference, property), reference]),
        );
        const message = `The discriminator '${property}' has no mapping: its values are assumed to be the schemas' names.`;
        return [hit(subject, { value: discriminator, pointer: at }, message, { mapping })];
      }),
  },
];

const composition = [REFERENCE, "allOf", "anyOf", "oneOf", "not", "if", "enum", "const", "$dynamicRef"];
const objectKeywords = [
  ...composition,
  "properties",
  "additionalProperties",
  "patternProperties",
  "propertyNames",
  "unevaluatedProperties",
];
const arrayKeywords = [...composition, "items", "prefixItems", "contains", "unevaluatedItems"];

function eachSchema(
  isWrong: (schema: At) => boolean,
  message: string,
  update: (schema: At) => JsonObject,
): LintRule["check"] {
  return (subject) => subject.schemas.filter(isWrong).map((schema) => hit(subject, schema, message, update(schema)));
}

function hit({ document }: LintContext, { pointer }: At, message: string, update: JsonObject): RuleMatch {
  return { at: pointer, message, repair: [{ target: targetAt(document, pointer), update }] };
}

export function declaredTypesOf({ type }: JsonObject): string[] {
  const types = Array.isArray(type) ? type : [type];
  return types.filter((one) => typeof one === "string");
}

/** One type, or a list where the values have several. */
function typeOfAll(values: Json | undefined): Json {
  const types = [...new Set((Array.isArray(values) ? values : []).map(typeOf))];
  return types.length === 1 ? (types[0] ?? "string") : types;
}

function typeOf(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "bigint") return "integer";
  return typeof value === "number" ? (Number.isInteger(value) ? "integer" : "number") : typeof value;
}

/** The undeclared required properties; none in compositions, where another schema may declare them. */
function undeclared({ value, pointer }: At): string[] {
  const { properties, required } = value;
  if (!isObject(properties) || !Array.isArray(required)) return [];
  if (composition.some((key) => key in value) || /\/(?:allOf|anyOf|oneOf)\/\d+$/u.test(pointer)) return [];
  return required.filter((name) => typeof name === "string").filter((name) => !Object.hasOwn(properties, name));
}

function referencesOf({ value }: At): string[] {
  const members = value["oneOf"] ?? value["anyOf"];
  return (Array.isArray(members) ? members : []).map(referenceOf).filter((reference) => reference !== undefined);
}

/** The only value that a schema allows the property, else the schema's name. */
function valueOf({ document }: LintContext, reference: string, property: string): string {
  const schema = childOf(document, { value: document.value, pointer: pointerOf(reference) ?? "" }, "properties");
  const field = childOf(document, schema, property)?.value;
  const values = field?.["const"] ?? field?.["enum"];
  const [only, ...others] = Array.isArray(values) ? values : [values];
  if (typeof only === "string" && others.length === 0) return only;
  return reference.slice(reference.lastIndexOf("/") + 1);
}
