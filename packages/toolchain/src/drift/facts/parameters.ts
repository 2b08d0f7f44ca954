import { templateNames } from "../../openapi/path-template.js";
import { defaultExplode, defaultStyle, isParameterPlace } from "../../openapi/parameter-styles.js";
import { type Located, member, members, textOf } from "../../openapi/located.js";
import { constantOf } from "../../contract/parameters.js";
import type { Json } from "../../json.js";
import type { Direction } from "../change.js";
import { compareSchemas } from "../schema/compare-schemas.js";
import type { IndexedOperation } from "./operation-index.js";
import { record, type ComparisonContext } from "./part-changes.js";
import { contentOf } from "./content.js";

/** Compares parameters by location and name; path parameters by position, because their names are not sent. */
export function compareParameters(
  context: ComparisonContext,
  before: IndexedOperation,
  after: IndexedOperation,
  direction: Direction,
): void {
  const [were, are] = [keyed(before), keyed(after)];
  for (const [key, was] of were) {
    const is = are.get(key);
    if (is === undefined) compareRemoved(context, was, [...are].find(([other]) => isMoved(key, other, were))?.[1]);
    else compareParameter(context, was, is, direction);
  }
  for (const [key, is] of are) {
    if (were.has(key) || [...were].some(([other]) => isMoved(other, key, were) && !are.has(other))) continue;
    const value = constantValue(context, is);
    const kind = value === undefined ? (isRequired(is) ? "required" : "optional") : "constant";
    record(context, `parameter-added-${kind}`, nameOf(is), { after: { pointer: is.pointer, value } }, direction);
  }
}

/** Path parameters are keyed by their position in the template. */
function keyed({ path, parameters }: IndexedOperation): Map<string, Located> {
  const names = templateNames(path);
  return new Map(
    [...parameters].map(([key, at]) => {
      const name = textOf(at, "name") ?? "";
      return [textOf(at, "in") === "path" && names.includes(name) ? `path ${names.indexOf(name)}` : key, at];
    }),
  );
}

/** Whether two keys have the same name at different locations, and the earlier document lacked the second. */
function isMoved(key: string, other: string, were: ReadonlyMap<string, unknown>): boolean {
  return key !== other && !were.has(other) && key.split(" ")[1] === other.split(" ")[1] && !/ \d+$/u.test(key);
}

function compareRemoved(context: ComparisonContext, was: Located, elsewhere: Located | undefined): void {
  const before = { pointer: was.pointer, value: textOf(was, "in") };
  if (elsewhere === undefined) return record(context, "parameter-removed", nameOf(was), { before }, "request");
  const after = { pointer: elsewhere.pointer, value: textOf(elsewhere, "in") };
  record(context, "parameter-location-changed", nameOf(was), { before, after }, "request");
}

function compareParameter(context: ComparisonContext, was: Located, is: Located, direction: Direction): void {
  const where = nameOf(is);
  const places = { before: { pointer: was.pointer }, after: { pointer: is.pointer } };
  if (textOf(was, "name") !== textOf(is, "name") && textOf(is, "in") === "path")
    record(context, "path-parameter-renamed", where, {
      before: { pointer: was.pointer, value: textOf(was, "name") },
      after: { pointer: is.pointer, value: textOf(is, "name") },
    });
  if (isRequired(was) !== isRequired(is)) {
    const value = constantValue(context, is);
    const kind = value === undefined ? (isRequired(is) ? "required" : "optional") : "required-constant";
    record(context, `parameter-became-${kind}`, where, { ...places, after: { ...places.after, value } }, direction);
  }
  if (member(was, "deprecated")?.value !== true && member(is, "deprecated")?.value === true)
    record(context, "parameter-deprecated", where, places, direction);
  if (textOf(was, "description") !== textOf(is, "description")) record(context, "description-changed", where, places);
  compareSerialization(context, was, is, direction);
}

/** Compares the serialization and the schema. */
function compareSerialization(context: ComparisonContext, was: Located, is: Located, direction: Direction): void {
  const where = nameOf(is);
  const [wasStyle, isStyle] = [styleOf(was), styleOf(is)];
  if (wasStyle !== isStyle)
    record(
      context,
      "parameter-style-changed",
      where,
      { before: { pointer: was.pointer, value: wasStyle }, after: { pointer: is.pointer, value: isStyle } },
      direction,
    );
  const [wasContent, isContent] = [was, is].map((at) => contentOf(at)[0]);
  if (wasContent?.[0] !== isContent?.[0])
    record(
      context,
      "parameter-content-changed",
      where,
      {
        before: { pointer: was.pointer, value: wasContent?.[0] },
        after: { pointer: is.pointer, value: isContent?.[0] },
      },
      direction,
    );
  const [wasSchema, isSchema] = [was, is].map((at, index) =>
    member([wasContent, isContent][index]?.[1] ?? at, "schema"),
  );
  compareSchemas({ ...context, direction, where }, wasSchema ? [wasSchema] : [], isSchema ? [isSchema] : [], "");
}

/** Style, explode and allowReserved, with the defaults of the specification (Parameter Object, `style`). */
function styleOf(at: Located): string {
  const place = textOf(at, "in");
  const style = textOf(at, "style") ?? (isParameterPlace(place) ? defaultStyle(place) : "");
  const explode = member(at, "explode")?.value ?? defaultExplode(style);
  const reserved = member(at, "allowReserved")?.value === true ? ", reserved characters as they are" : "";
  return `${style}${explode === true ? ", exploded" : ""}${reserved}`;
}

/** The only value that a required parameter allows; the client sends it by itself. */
function constantValue({ after }: ComparisonContext, at: Located): Json | undefined {
  return isRequired(at) && textOf(at, "in") !== "path" ? constantOf(after.document, at) : undefined;
}

function isRequired(at: Located): boolean {
  return textOf(at, "in") === "path" || member(at, "required")?.value === true;
}

/** ``query parameter `limit` ``. */
function nameOf(at: Located): string {
  return `${textOf(at, "in")} parameter \`${textOf(at, "name")}\``;
}

/** The headers of a response. They are parameters without a name of their own. */
export function headersOf(response: Located): [string, Located][] {
  return members(member(response, "headers") ?? { value: {}, pointer: "" }).flatMap(([name, { value, pointer }]) =>
    typeof value === "object" && value !== null && !Array.isArray(value) && name.toLowerCase() !== "content-type"
      ? [[name.toLowerCase(), { value, pointer }] as [string, Located]]
      : [],
  );
}
