import { membersWithValues, withInheritance } from "../../openapi/inheritance.js";
import { type Located, member } from "../../openapi/located.js";
import { pointerOf } from "../../openapi/reference.js";
import { compareText, formatPointer, isObject, type Json, type JsonObject, parsePointer, valueAt } from "../../json.js";
import { jsonText } from "../json-text.js";
import { UNIONS } from "./conjuncts.js";
import { first, type View } from "./view.js";
import { type ComparedDocument, type SchemaContext, tell } from "./walk.js";

/** Compares discriminators, which change no message: the types have what they add, where they add something. */
export function compareDiscriminators(context: SchemaContext, before: View, after: View): void {
  const [was, is] = [first(before, "discriminator"), first(after, "discriminator")];
  if (was === undefined && is === undefined) return;
  if (jsonText(was?.value) === jsonText(is?.value)) return;
  if (effectOf(context.before, was) === effectOf(context.after, is))
    return tell(context, "description-changed", was ?? before, is ?? after);
  if (was === undefined || is === undefined)
    return tell(context, `discriminator-${was ? "removed" : "added"}`, was, is);
  const [wasName, isName] = [member(was, "propertyName"), member(is, "propertyName")];
  if (wasName?.value !== isName?.value) tell(context, "discriminator-changed", wasName, isName);
  const [old, now] = [mappingOf(was), mappingOf(is)];
  if (
    areOtherKeys(old.value, now.value) ||
    areOthers(context, old.value, now.value) ||
    areOtherKeys(fallbackOf(was), fallbackOf(is)) ||
    areOthers(context, fallbackOf(was), fallbackOf(is))
  )
    tell(context, "discriminator-mapping-changed", old, now);
}

function mappingOf(discriminator: Located<Json>): Located {
  const { value, pointer } = member(discriminator, "mapping") ?? { value: {}, pointer: discriminator.pointer };
  return { pointer, value: isObject(value) ? value : {} };
}

/** The default schema of a discriminator (OpenAPI 3.2, `defaultMapping`), in the form of a mapping. */
function fallbackOf(discriminator: Located<Json>): JsonObject {
  const { value } = member(discriminator, "defaultMapping") ?? {};
  return value === undefined ? {} : { defaultMapping: value };
}

function areOtherKeys(was: JsonObject, is: JsonObject): boolean {
  const [before, after] = [was, is].map((mapping) => jsonText(Object.keys(mapping).toSorted(compareText)));
  return before !== after;
}

/** Whether a key leads to another schema: the schemas may be renamed without a change. */
function areOthers({ after }: SchemaContext, was: JsonObject, is: JsonObject): boolean {
  const hasStill = (target: Json | undefined): boolean => {
    const name = typeof target === "string" ? target : "";
    const pointer = pointerOf(name) ?? formatPointer(["components", "schemas", name]);
    return valueAt(after.document.value, pointer) !== undefined;
  };
  return Object.keys(was).some((key) => was[key] !== is[key] && hasStill(was[key]));
}

/** What a discriminator adds to the types of the members of its union, or of those that inherit from its schema. */
function effectOf({ document }: ComparedDocument, discriminator: Located<Json> | undefined): string {
  if (discriminator === undefined) return "";
  const tokens = parsePointer(discriminator.pointer).slice(0, -1);
  const schema = valueAt(document.value, formatPointer(tokens));
  const schemas = valueAt(document.value, "/components/schemas");
  if (!isObject(schema) || !isObject(schemas)) return "";
  const members = UNIONS.flatMap((keyword) => schema[keyword] ?? []);
  const added = membersWithValues(schema, members, schemas).filter((each, index) => each !== members[index]);
  if (members.length > 0) return added.length === 0 ? "" : jsonText(added);
  const union = withInheritance(schemas)[tokens[2] ?? ""];
  return isObject(union) && union["oneOf"] !== undefined ? jsonText([discriminator.value, union["oneOf"]]) : "";
}
