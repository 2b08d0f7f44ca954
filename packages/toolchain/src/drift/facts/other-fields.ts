import { isDocumentation } from "../../openapi/role.js";
import { type Located, member } from "../../openapi/located.js";
import type { Json } from "../../json.js";
import { jsonText } from "../json-text.js";
import type { ComparedDocument } from "../schema/walk.js";
import { type ComparisonContext, teller } from "./part-changes.js";

/**
 * The floor: records what differs between two objects of the document and has no comparison of its own. Documentation
 * counts as such; extensions do not count.
 *
 * @param compared The fields that have a comparison of their own, in a text.
 */
export function compareOtherFields(
  context: ComparisonContext,
  was: Located,
  is: Located,
  where: string,
  compared: string,
): void {
  const tell = teller(context, where, was, is);
  const known = new Set(compared.split(" "));
  const names = [...new Set([...Object.keys(was.value), ...Object.keys(is.value)])];
  const others = names.filter((name) => !known.has(name) && !name.startsWith("x-"));
  const isText = (name: string): boolean => isDocumentation(name) && textOf(was, name) !== textOf(is, name);
  if (others.some(isText)) tell("description-changed");
  const changed = others.filter(
    (name) => !isDocumentation(name) && shapeOf(context.before, was, name) !== shapeOf(context.after, is, name),
  );
  if (changed.length > 0) tell("field-changed", fieldsOf(was, changed), fieldsOf(is, changed));
}

function fieldsOf({ value }: Located, names: readonly string[]): Json {
  return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
}

/** What a field means; `false` is the default of every flag. */
function shapeOf({ shapeOf: shape }: ComparedDocument, at: Located, name: string): string {
  const found = member(at, name);
  return found === undefined || found.value === false ? "" : shape(found);
}

function textOf(at: Located, name: string): string {
  return jsonText(member(at, name)?.value);
}
