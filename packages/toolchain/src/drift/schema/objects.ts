import { type Located, members } from "../../openapi/located.js";
import { isObject, type Json } from "../../json.js";
import { conjuncts, type Schema } from "./conjuncts.js";
import { keyword, type View } from "./view.js";
import { areSame, type DocumentSide, recordSchemaChange, type Walk } from "./walk.js";

/** How the schemas within a schema are compared. */
export type Compare = (walk: Walk, before: Schema, after: Schema, path: string) => void;

/** Properties, those that patterns name, and all others. */
export function compareObjects(walk: Walk, before: View, after: View, path: string, compare: Compare): void {
  for (const name of new Set([...before.properties.keys(), ...after.properties.keys()]))
    compareProperty(walk, name, { before, after }, path, compare);
  compareUndeclared(walk, before, after, path);
  comparePatternProperties(walk, before, after, path, compare);
  compareOthers(walk, before, after, path, compare);
  const [wereClosed, areClosed] = [before, after].map((view) => closing(view, "unevaluatedProperties"));
  if (wereClosed && !areClosed) recordSchemaChange(walk, "unevaluated-properties-opened", path, wereClosed);
  if (!wereClosed && areClosed) recordSchemaChange(walk, "unevaluated-properties-closed", path, undefined, areClosed);
}

function compareProperty(
  walk: Walk,
  name: string,
  { before, after }: { readonly before: View; readonly after: View },
  parent: string,
  compare: Compare,
): void {
  const path = join(parent, name);
  const [was, is] = [before.properties.get(name), after.properties.get(name)];
  const [wasRequired, isRequired] = [before.required.has(name), after.required.has(name)];
  if (was && is && wasRequired === isRequired && areSame(walk, was, is)) return;
  const [wasTravelling, isTravelling] = [travels(walk, walk.before, was), travels(walk, walk.after, is)];
  if (was === undefined || is === undefined) {
    if (is !== undefined && isTravelling)
      recordSchemaChange(
        walk,
        isRequired ? "property-added-required" : "property-added-optional",
        path,
        undefined,
        at(is),
      );
    if (was !== undefined && wasTravelling)
      recordSchemaChange(walk, wasRequired ? "property-removed-required" : "property-removed-optional", path, at(was));
    return;
  }
  for (const [flag, kind] of flags) {
    const [wasSet, isSet] = [isFlagged(walk.before, was, flag), isFlagged(walk.after, is, flag)];
    if (wasSet !== isSet) recordSchemaChange(walk, kind, path, at(was), at(is));
  }
  if (!isFlagged(walk.before, was, "deprecated") && isFlagged(walk.after, is, "deprecated"))
    recordSchemaChange(walk, "property-deprecated", path, at(was), at(is));
  if (!wasTravelling || !isTravelling) return;
  if (wasRequired !== isRequired)
    recordSchemaChange(
      walk,
      isRequired ? "property-became-required" : "property-became-optional",
      path,
      at(was),
      at(is),
    );
  compare(walk, was, is, path);
}

const flags = [
  ["readOnly", "read-only-changed"],
  ["writeOnly", "write-only-changed"],
] as const;

/** A property that the API alone writes travels in no request, one that it never shows in no response. */
function travels(walk: Walk, side: DocumentSide, schema: Schema | undefined): boolean {
  return schema !== undefined && !isFlagged(side, schema, walk.direction === "request" ? "readOnly" : "writeOnly");
}

function isFlagged({ document }: DocumentSide, schema: Schema, flag: string): boolean {
  return conjuncts(document, schema).some(({ value }) => isObject(value) && value[flag] === true);
}

/** Names that are required though no property declares them. */
function compareUndeclared(walk: Walk, before: View, after: View, path: string): void {
  const isUndeclared = (name: string): boolean => !before.properties.has(name) && !after.properties.has(name);
  for (const name of after.required)
    if (isUndeclared(name) && !before.required.has(name))
      recordSchemaChange(walk, "property-became-required", join(path, name), { pointer: before.pointer }, after);
  for (const name of before.required)
    if (isUndeclared(name) && !after.required.has(name))
      recordSchemaChange(walk, "property-became-optional", join(path, name), { pointer: before.pointer }, after);
}

function comparePatternProperties(walk: Walk, before: View, after: View, path: string, compare: Compare): void {
  const [were, are] = [before, after].map(patterns);
  for (const [pattern, schema] of are ?? []) {
    const was = were?.get(pattern);
    if (was === undefined)
      recordSchemaChange(walk, "pattern-properties-added", join(path, `/${pattern}/`), undefined, at([schema]));
    else compare(walk, [was], [schema], join(path, `/${pattern}/`));
  }
  for (const [pattern, schema] of were ?? [])
    if (!are?.has(pattern))
      recordSchemaChange(walk, "pattern-properties-removed", join(path, `/${pattern}/`), at([schema]));
}

function patterns(view: View): Map<string, Located<Json>> {
  return new Map(keyword(view, "patternProperties").flatMap((part) => members(part)));
}

/** Properties that nothing names: refused, accepted, or of a schema of their own. */
function compareOthers(walk: Walk, before: View, after: View, path: string, compare: Compare): void {
  if (!speaksOfObjects(before) || !speaksOfObjects(after)) return;
  const [wereClosed, areClosed] = [before, after].map((view) => closing(view, "additionalProperties"));
  if (wereClosed && areClosed) return;
  if (wereClosed) return recordSchemaChange(walk, "additional-properties-opened", path, wereClosed);
  if (areClosed) return recordSchemaChange(walk, "additional-properties-closed", path, undefined, areClosed);
  const [was, is] = [keyword(before, "additionalProperties"), keyword(after, "additionalProperties")];
  if (was.length > 0 || is.length > 0) compare(walk, was, is, join(path, "*"));
}

function speaksOfObjects({ types }: View): boolean {
  return types === undefined || types.has("object");
}

function closing(view: View, name: string): Located<Json> | undefined {
  return keyword(view, name).find(({ value }) => value === false);
}

function at(schema: Schema): { pointer: string } {
  return { pointer: schema[0]?.pointer ?? "" };
}

/** `user.address.city`; a name that would not read so is quoted. */
function join(parent: string, name: string): string {
  const step = /^[\w$*-]+$|^\/.*\/$/u.test(name) ? name : JSON.stringify(name);
  return parent === "" ? step : `${parent}.${step}`;
}
