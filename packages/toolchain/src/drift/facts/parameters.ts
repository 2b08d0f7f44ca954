import { templateNames } from "../../openapi/path-template.js";
import { defaultExplode, defaultStyle, isParameterPlace } from "../../openapi/parameter-styles.js";
import { type Located, member, members, textOf } from "../../openapi/located.js";
import { constantOf } from "../../contract/parameters.js";
import type { Json } from "../../json.js";
import type { Direction } from "../change.js";
import { compareSchemas } from "../schema/compare-schemas.js";
import type { IndexedOperation } from "./operation-index.js";
import { note, type ComparisonContext } from "./note-part.js";
import { contentOf } from "./content.js";

/** Parameters by location and name; those of the path by their place in it, since their names never travel. */
export function compareParameters(
  context: ComparisonContext,
  before: IndexedOperation,
  after: IndexedOperation,
  direction: Direction,
): void {
  const [were, are] = [keyed(before), keyed(after)];
  for (const [key, was] of were) {
    const is = are.get(key);
    if (is === undefined) compareMissing(context, was, [...are].find(([other]) => isElsewhere(key, other, were))?.[1]);
    else compareParameter(context, was, is, direction);
  }
  for (const [key, is] of are) {
    if (were.has(key) || [...were].some(([other]) => isElsewhere(other, key, were) && !are.has(other))) continue;
    const value = sentAnyway(context, is);
    const kind = value === undefined ? (isRequired(is) ? "required" : "optional") : "constant";
    note(context, `parameter-added-${kind}`, nameOf(is), { after: { pointer: is.pointer, value } }, direction);
  }
}

/** Path parameters are keyed by the place of their braces in the template. */
function keyed({ path, parameters }: IndexedOperation): Map<string, Located> {
  const names = templateNames(path);
  return new Map(
    [...parameters].map(([key, at]) => {
      const name = textOf(at, "name") ?? "";
      return [textOf(at, "in") === "path" && names.includes(name) ? `path ${names.indexOf(name)}` : key, at];
    }),
  );
}

/** The same name at another location, where the earlier document had none. */
function isElsewhere(key: string, other: string, were: ReadonlyMap<string, unknown>): boolean {
  return key !== other && !were.has(other) && key.split(" ")[1] === other.split(" ")[1] && !/ \d+$/u.test(key);
}

function compareMissing(context: ComparisonContext, was: Located, elsewhere: Located | undefined): void {
  const before = { pointer: was.pointer, value: textOf(was, "in") };
  if (elsewhere === undefined) return note(context, "parameter-removed", nameOf(was), { before }, "request");
  const after = { pointer: elsewhere.pointer, value: textOf(elsewhere, "in") };
  note(context, "parameter-location-changed", nameOf(was), { before, after }, "request");
}

function compareParameter(context: ComparisonContext, was: Located, is: Located, direction: Direction): void {
  const where = nameOf(is);
  const sides = { before: { pointer: was.pointer }, after: { pointer: is.pointer } };
  if (textOf(was, "name") !== textOf(is, "name") && textOf(is, "in") === "path")
    note(context, "path-parameter-renamed", where, {
      before: { pointer: was.pointer, value: textOf(was, "name") },
      after: { pointer: is.pointer, value: textOf(is, "name") },
    });
  if (isRequired(was) !== isRequired(is)) {
    const value = sentAnyway(context, is);
    const kind = value === undefined ? (isRequired(is) ? "required" : "optional") : "required-constant";
    note(context, `parameter-became-${kind}`, where, { ...sides, after: { ...sides.after, value } }, direction);
  }
  if (member(was, "deprecated")?.value !== true && member(is, "deprecated")?.value === true)
    note(context, "parameter-deprecated", where, sides, direction);
  if (textOf(was, "description") !== textOf(is, "description")) note(context, "description-changed", where, sides);
  compareForm(context, was, is, direction);
}

/** How the value is written, and the value. */
function compareForm(context: ComparisonContext, was: Located, is: Located, direction: Direction): void {
  const where = nameOf(is);
  const [wasStyle, isStyle] = [styleOf(was), styleOf(is)];
  if (wasStyle !== isStyle)
    note(
      context,
      "parameter-style-changed",
      where,
      { before: { pointer: was.pointer, value: wasStyle }, after: { pointer: is.pointer, value: isStyle } },
      direction,
    );
  const [wasContent, isContent] = [was, is].map((at) => contentOf(at)[0]);
  if (wasContent?.[0] !== isContent?.[0])
    note(
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

/** Style, explode and allowReserved, with the specification's defaults filled in (Parameter Object, `style`). */
function styleOf(at: Located): string {
  const place = textOf(at, "in");
  const style = textOf(at, "style") ?? (isParameterPlace(place) ? defaultStyle(place) : "");
  const explode = member(at, "explode")?.value ?? defaultExplode(style);
  const reserved = member(at, "allowReserved")?.value === true ? ", reserved characters as they are" : "";
  return `${style}${explode === true ? ", exploded" : ""}${reserved}`;
}

/** The one value that a required parameter allows: the client sends it without being asked. */
function sentAnyway({ after }: ComparisonContext, at: Located): Json | undefined {
  return isRequired(at) && textOf(at, "in") !== "path" ? constantOf(after.document, at) : undefined;
}

function isRequired(at: Located): boolean {
  return textOf(at, "in") === "path" || member(at, "required")?.value === true;
}

/** ``query parameter `limit` ``. */
function nameOf(at: Located): string {
  return `${textOf(at, "in")} parameter \`${textOf(at, "name")}\``;
}

/** Headers of a response are parameters without a name of their own. */
export function headersOf(response: Located): [string, Located][] {
  return members(member(response, "headers") ?? { value: {}, pointer: "" }).flatMap(([name, { value, pointer }]) =>
    typeof value === "object" && value !== null && !Array.isArray(value) && name.toLowerCase() !== "content-type"
      ? [[name.toLowerCase(), { value, pointer }] as [string, Located]]
      : [],
  );
}
