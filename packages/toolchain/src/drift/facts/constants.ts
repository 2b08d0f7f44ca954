import { enumsOf } from "../../emit/enums.js";
import { isOpenEnum } from "../../emit/schema/open-enum.js";
import { formatPointer, isObject } from "../../json.js";
import { schemasOf } from "../../openapi/schema-keywords.js";
import type { ComparedDocument } from "../schema/walk.js";
import { type ComparisonContext, teller } from "./part-changes.js";

/** The values of an enum by the names of their constants. */
type Constants = ReadonlyMap<string, string | number>;

/**
 * Compares the constants of enums, which the generated package exports. A value that goes from a closed enum is told
 * with its type.
 */
export function compareConstants(context: ComparisonContext): void {
  const [were, are] = [constantsOf(context.before), constantsOf(context.after)];
  const schemas = schemasOf(context.after.document.value);
  for (const [name, was] of were) {
    const schema = schemas[name];
    if (schema === undefined) continue;
    const at = { value: schema, pointer: formatPointer(["components", "schemas", name]) };
    const tell = teller(context, `schema \`${name}\``, at, at);
    const is = are.get(name);
    if (is === undefined) tell("enum-constants-removed");
    else
      for (const [before, after] of gone(was, is))
        if (after !== undefined) tell("enum-constant-renamed", before, after);
        else if (isObject(schema) && isOpenEnum(schema)) tell("enum-constant-removed", before);
  }
}

/** The names of constants that are gone, and the later names of their values. */
function gone(was: Constants, is: Constants): [before: string, after: string | undefined][] {
  const names = new Map([...is].map(([name, value]) => [value, name]));
  return [...was].flatMap(([name, value]) => (is.get(name) === value ? [] : [[name, names.get(value)]]));
}

/** By the names of their schemas. */
function constantsOf({ document: { value } }: ComparedDocument): ReadonlyMap<string, Constants> {
  const names = new Map(Object.keys(schemasOf(value)).map((name) => [name, name]));
  return new Map(enumsOf(value, names).map(({ name, values }) => [name, values]));
}
