import { isDocumentation } from "../../openapi/role.js";
import { REFERENCE } from "../../openapi/reference.js";
import { isObject, type Json } from "../../json.js";
import type { ChangeSide } from "../change.js";
import { presenceKeywords } from "../rules/keyword-presence.js";
import { bounds } from "./bounds.js";
import { UNIONS } from "./conjuncts.js";
import { keyword, type View } from "./view.js";
import { tell, type SchemaContext } from "./walk.js";

/** Keywords that have comparisons of their own. What `$defs` holds is compared where something refers to it. */
const compared: ReadonlySet<string> = new Set([
  ...Object.values(presenceKeywords).map(([name]) => name),
  ...bounds,
  ...UNIONS,
  REFERENCE,
  ..."allOf type nullable enum const format pattern default uniqueItems if then else discriminator".split(" "),
  ..."required properties patternProperties additionalProperties unevaluatedProperties items prefixItems".split(" "),
  ..."readOnly writeOnly deprecated $defs definitions".split(" "),
]);

/** The floor: records keywords that differ and that no other comparison knows. */
export function compareOtherKeywords(context: SchemaContext, before: View, after: View): void {
  const names = [before, after].flatMap(({ parts }) => parts.flatMap(({ value }) => Object.keys(value ?? {})));
  const others = [...new Set(names)].filter(
    (name) => !compared.has(name) && !isDocumentation(name) && !name.startsWith("x-"),
  );
  for (const name of others)
    if (!isSameKeyword(context, before, after, name)) recordKeyword(context, name, before, after);
}

/** Records a keyword by its values. */
export function recordKeyword(context: SchemaContext, name: string, before: View, after: View): void {
  const side = (view: View, schema: string): ChangeSide => {
    const [found] = keyword(view, name);
    const value: Json = found === undefined ? {} : { [name]: isObject(found.value) ? schema : found.value };
    return { pointer: found?.pointer ?? view.pointer, value };
  };
  tell(context, "keyword-changed", side(before, "a schema"), side(after, "another schema"));
}

/** Whether the values of keywords mean the same in all parts of two schemas. */
export function isSameKeyword(
  { before: was, after: is }: Pick<SchemaContext, "before" | "after">,
  before: View,
  after: View,
  ...names: readonly string[]
): boolean {
  const shapes = (view: View, { shapeOf }: SchemaContext["before"]): string =>
    names.flatMap((name) => [...new Set(keyword(view, name).map((at) => `${name} ${shapeOf(at)}`))].toSorted()).join();
  return shapes(before, was) === shapes(after, is);
}
