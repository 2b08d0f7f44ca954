import { templateNames } from "../../openapi/path-template.js";
import { isIgnoredHeader } from "../../openapi/parameter-styles.js";
import { type Located, member, textOf } from "../../openapi/located.js";
import { constantOf } from "../../contract/parameters.js";
import type { Json } from "../../json.js";
import { type View, viewOf } from "../schema/view.js";
import type { ComparedDocument } from "../schema/walk.js";
import { compareContent, contentOf, essence, styleText } from "./content.js";
import type { IndexedOperation } from "./operation-index.js";
import { compareOtherFields } from "./other-fields.js";
import { type ComparisonContext, compareSchemasIn, isTrue, teller } from "./part-changes.js";

/** Compares parameters by location and name; path parameters by position, because their names are not sent. */
export function compareParameters(context: ComparisonContext, before: IndexedOperation, after: IndexedOperation): void {
  const [were, are] = [keyed(before), keyed(after)];
  for (const [key, was] of were) {
    const is = are.get(key);
    if (is === undefined) compareRemoved(context, was, [...are].find(([other]) => isMoved(key, other, were))?.[1]);
    else compareParameter(context, was, is);
  }
  for (const [key, is] of are) {
    if (were.has(key) || [...were].some(([other]) => isMoved(other, key, were) && !are.has(other))) continue;
    const value = constantValue(context, is);
    const kind = value === undefined ? (isRequired(is) ? "required" : "optional") : "constant";
    teller(context, nameOf(is), undefined, is)(`parameter-added-${kind}`, undefined, value);
  }
}

/**
 * Path parameters are keyed by their position in the template, headers without case (RFC 9110, 5.1). Headers that the
 * client writes by itself are no parameters (OpenAPI, Parameter Object).
 */
function keyed({ path, parameters }: IndexedOperation): Map<string, Located> {
  const names = templateNames(path);
  return new Map(
    [...parameters].flatMap(([key, at]): [string, Located][] => {
      const [place, name] = [textOf(at, "in"), textOf(at, "name") ?? ""];
      if (place === "header") return isIgnoredHeader(name) ? [] : [[key.toLowerCase(), at]];
      return [[place === "path" && names.includes(name) ? `path ${names.indexOf(name)}` : key, at]];
    }),
  );
}

/** Whether two keys have the same name at different locations, and the earlier document lacked the second. */
function isMoved(key: string, other: string, were: ReadonlyMap<string, unknown>): boolean {
  return key !== other && !were.has(other) && key.split(" ")[1] === other.split(" ")[1] && !/ \d+$/u.test(key);
}

function compareRemoved(context: ComparisonContext, was: Located, elsewhere: Located | undefined): void {
  const tell = teller(context, nameOf(was), was, elsewhere);
  if (elsewhere === undefined) tell("parameter-removed", textOf(was, "in"));
  else tell("parameter-location-changed", textOf(was, "in"), textOf(elsewhere, "in"));
}

function compareParameter(context: ComparisonContext, was: Located, is: Located): void {
  const where = nameOf(is);
  const tell = teller(context, where, was, is);
  const [oldName, name] = [textOf(was, "name"), textOf(is, "name")];
  if (oldName !== name)
    tell(textOf(is, "in") === "path" ? "path-parameter-renamed" : "parameter-respelled", oldName, name);
  if (isRequired(was) !== isRequired(is)) {
    const value = constantValue(context, is);
    const kind = value === undefined ? (isRequired(is) ? "required" : "optional") : "required-constant";
    tell(`parameter-became-${kind}`, undefined, value);
  }
  if (isTrue(was, "deprecated") !== isTrue(is, "deprecated"))
    tell(isTrue(is, "deprecated") ? "parameter-deprecated" : "parameter-undeprecated");
  compareOtherFields(context, was, is, where, "name in required deprecated style explode allowReserved schema content");
  const [wasType, isType] = [mediaTypeOf(context.before, was), mediaTypeOf(context.after, is)];
  const views = [...viewsOf(context.before, was), ...viewsOf(context.after, is)];
  const [wasStyle, isStyle] = [was, is].map((at) => styleText(at, textOf(at, "in"), views));
  if (wasStyle !== isStyle && wasType === undefined && isType === undefined)
    tell("parameter-style-changed", wasStyle, isStyle);
  else if (["style", "explode", "allowReserved"].some((key) => member(was, key)?.value !== member(is, key)?.value))
    tell("parameter-style-unused");
  if (wasType !== isType) tell("parameter-content-changed", wasType, isType);
  else if (wasType !== undefined) compareContent(context, was, is, where);
  else compareSchemasIn(context, was, is, where);
}

/** The media type of a parameter that has content: it has one. */
function mediaTypeOf(document: ComparedDocument, at: Located): string | undefined {
  const [type] = contentOf(document, at).keys();
  return type === undefined ? undefined : essence(type);
}

/** The view of a parameter that has a schema. */
function viewsOf({ document }: ComparedDocument, at: Located): View[] {
  const schema = member(at, "schema");
  return schema === undefined ? [] : [viewOf(document, [schema])];
}

/** The only value that a required parameter allows; the client sends it by itself. */
function constantValue({ after }: ComparisonContext, at: Located): Json | undefined {
  return isRequired(at) && textOf(at, "in") !== "path" ? constantOf(after.document, at) : undefined;
}

function isRequired(at: Located): boolean {
  return textOf(at, "in") === "path" || isTrue(at, "required");
}

/** ``query parameter `limit` ``. */
function nameOf(at: Located): string {
  return `${textOf(at, "in")} parameter \`${textOf(at, "name")}\``;
}
