import { type Case, COMPONENTS, isSchemaObject, MARK, type Place, type Schema, TARGET } from "./case.js";

/** A schema under this key is moved to the components, under a name that begins with the key's value. */
const PART = "x-part";
/** What stands beside the reference to a part, or replaces its JSON pointer. */
const BESIDE = "x-beside";
/** Stands for the name of a part, in the part itself. */
export const OWN = "%";
/** Stands for a reference to the nearest schema around that is a component. */
export const SELF = "x-self";
/** The values of a discriminator, one for each member, where it maps them. */
export const VALUES = "x-values";

/** A schema that is moved to the components. */
export function part(label: string, schema: Schema, beside?: object): Readonly<Record<string, unknown>> {
  return isSchemaObject(schema)
    ? { ...schema, [PART]: label, ...(beside === undefined ? {} : { [BESIDE]: beside }) }
    : { allOf: [schema] };
}

/** The schema with its parts moved to the components, and references in their place. */
export function lifted(drawn: Schema, place: Place): Case {
  const parts: Record<string, Schema> = {};
  const visit = (value: unknown, around: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => visit(item, around));
    if (!isSchemaObject(value)) return value;
    if (SELF in value) return { $ref: COMPONENTS + around + String(value[SELF]) };
    const { [PART]: label, [BESIDE]: beside, ...rest } = value;
    if (typeof label !== "string") return members(value, around);
    const name = `${MARK}${label}${Object.keys(parts).length}`;
    // Taken before its own parts are.
    parts[name] = true;
    parts[name] = owned(members(rest, name), name);
    const more = isSchemaObject(beside) ? owned(members(beside, around), name) : undefined;
    return { $ref: COMPONENTS + name, ...more, ...(more === undefined ? {} : { [TARGET]: COMPONENTS + name }) };
  };
  const members = (value: Readonly<Record<string, unknown>>, around: string): Record<string, unknown> => {
    const result = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visit(item, around)]));
    if (typeof result[TARGET] === "string" && !result[TARGET].startsWith("#"))
      result[TARGET] = COMPONENTS + around + result[TARGET];
    return { ...result, ...mapped(result) };
  };
  const schema = visit(drawn, MARK);
  return { place, schema: isSchemaObject(schema) || typeof schema === "boolean" ? schema : {}, parts };
}

function owned(value: Readonly<Record<string, unknown>>, name: string): Readonly<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(value).replaceAll(OWN, name));
}

/** A discriminator that maps its values to the members. */
function mapped({ discriminator, oneOf, anyOf }: Readonly<Record<string, unknown>>): object {
  if (!isSchemaObject(discriminator) || !Array.isArray(discriminator[VALUES])) return {};
  const members: unknown = oneOf ?? anyOf;
  const entries = discriminator[VALUES].map((value: unknown, index) => [
    String(value),
    Object(Object(members)[index])["$ref"],
  ]);
  return { discriminator: { propertyName: discriminator["propertyName"], mapping: Object.fromEntries(entries) } };
}
