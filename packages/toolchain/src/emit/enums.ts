import type { ModelNames } from "../contract/names/models.js";
import { isObject, type JsonObject } from "../json.js";
import { REFERENCE } from "../openapi/reference.js";
import { has, listedValues, schemasOf } from "../openapi/schema-keywords.js";
import { comment, firstParagraph } from "./docs.js";
import type { ModuleText } from "./format.js";
import { literal, objectOf } from "./literal.js";
import { withDocs } from "./layout.js";
import { constant } from "./literal-layout.js";
import { declarable } from "./method-names.js";

/** A schema that lists its values. */
export interface EnumFacts {
  /** The name of its model. */
  readonly name: string;
  readonly description: string;
  /** By the names that the document gives them, else by themselves. */
  readonly values: ReadonlyMap<string, string | number>;
}

/** With one of these keywords, the type of a schema is not only the values that it lists. */
const COMBINED = [REFERENCE, "allOf", "anyOf", "oneOf", "discriminator"] as const;

/** The component schemas that list texts or numbers, in the document's order. */
export function enumsOf(document: JsonObject, names: ModelNames): readonly EnumFacts[] {
  return Object.entries(schemasOf(document)).flatMap(([schema, value]): EnumFacts[] => {
    const name = names.get(schema);
    const listed = isObject(value) ? (listedValues(value) ?? []) : [];
    if (name === undefined || !isObject(value) || COMBINED.some((key) => has(value, key))) return [];
    const keys = keysOf(value, listed.length);
    const values = listed.flatMap((one, index): [string, string | number][] =>
      typeof one === "string" || typeof one === "number" ? [[keys?.[index] ?? `${one}`, one]] : [],
    );
    if (values.length === 0 || listed.some((one) => !["string", "number"].includes(typeof one) && one !== null))
      return [];
    const description = typeof value["description"] === "string" ? firstParagraph(value["description"]) : "";
    return [{ name, description, values: new Map(values) }];
  });
}

/** Names of values, which some documents list beside them; each must be one of its own. */
const NAME_KEYS = ["x-enum-varnames", "x-enumNames"] as const;

function keysOf(schema: JsonObject, length: number): readonly string[] | undefined {
  for (const key of NAME_KEYS) {
    const names = has(schema, key) ? schema[key] : undefined;
    const texts = Array.isArray(names)
      ? names.flatMap((name) => (typeof name === "string" && name !== "" ? [name] : []))
      : [];
    if (texts.length === length && new Set(texts).size === length) return texts;
  }
  return undefined;
}

/** `functions/enums.ts`: the values of enums as constants, in an entry of its own, which costs nothing elsewhere. */
export function enumsModule(enums: readonly EnumFacts[]): ModuleText {
  const renamed = enums.flatMap(({ name }) => (declarable(name) === name ? [] : [`${declarable(name)} as ${name}`]));
  const constants = enums.map(({ name, description, values }) => {
    const local = declarable(name);
    const members = [...values].map(([key, value]) => [key, literal(value)] as const);
    const docs = comment({ summary: `The values of \`${name}\`.`, description });
    const start = `${local === name ? "export " : ""}const ${local}`;
    return withDocs(docs, constant(start, objectOf(Object.fromEntries(members)), " as const"));
  });
  return { statements: [...constants, ...(renamed.length === 0 ? [] : [`export { ${renamed.join(", ")} };`])] };
}
