import { type Located, members } from "../../openapi/located.js";
import { isObject, type Json } from "../../json.js";
import { conjuncts, type Schema } from "./conjuncts.js";
import { keyword, type View } from "./view.js";
import { areSame, type ComparedDocument, recordSchemaChange, type SchemaContext } from "./walk.js";

/** Compares the schemas within a schema. */
export type Compare = (context: SchemaContext, before: Schema, after: Schema, path: string) => void;

/** Compares properties, pattern properties, and all others. */
export function compareObjects(
  context: SchemaContext,
  before: View,
  after: View,
  path: string,
  compare: Compare,
): void {
  for (const name of new Set([...before.properties.keys(), ...after.properties.keys()]))
    compareProperty(context, name, { before, after }, path, compare);
  compareUndeclared(context, before, after, path);
  comparePatternProperties(context, before, after, path, compare);
  compareOthers(context, before, after, path, compare);
  const [wereClosed, areClosed] = [before, after].map((view) => falseKeyword(view, "unevaluatedProperties"));
  if (wereClosed && !areClosed) recordSchemaChange(context, "unevaluated-properties-opened", path, wereClosed);
  if (!wereClosed && areClosed)
    recordSchemaChange(context, "unevaluated-properties-closed", path, undefined, areClosed);
}

function compareProperty(
  context: SchemaContext,
  name: string,
  { before, after }: { readonly before: View; readonly after: View },
  parent: string,
  compare: Compare,
): void {
  const path = join(parent, name);
  const [was, is] = [before.properties.get(name), after.properties.get(name)];
  const [wasRequired, isRequired] = [before.required.has(name), after.required.has(name)];
  if (was && is && wasRequired === isRequired && areSame(context, was, is)) return;
  const [wasSent, isNowSent] = [isSent(context, context.before, was), isSent(context, context.after, is)];
  if (was === undefined || is === undefined) {
    if (is !== undefined && isNowSent)
      recordSchemaChange(
        context,
        isRequired ? "property-added-required" : "property-added-optional",
        path,
        undefined,
        at(is),
      );
    if (was !== undefined && wasSent)
      recordSchemaChange(
        context,
        wasRequired ? "property-removed-required" : "property-removed-optional",
        path,
        at(was),
      );
    return;
  }
  for (const [flag, kind] of flags) {
    const [wasSet, isSet] = [isFlagged(context.before, was, flag), isFlagged(context.after, is, flag)];
    if (wasSet !== isSet) recordSchemaChange(context, kind, path, at(was), at(is));
  }
  if (!isFlagged(context.before, was, "deprecated") && isFlagged(context.after, is, "deprecated"))
    recordSchemaChange(context, "property-deprecated", path, at(was), at(is));
  if (!wasSent || !isNowSent) return;
  if (wasRequired !== isRequired)
    recordSchemaChange(
      context,
      isRequired ? "property-became-required" : "property-became-optional",
      path,
      at(was),
      at(is),
    );
  compare(context, was, is, path);
}

const flags = [
  ["readOnly", "read-only-changed"],
  ["writeOnly", "write-only-changed"],
] as const;

/** A `readOnly` property is not sent in requests, a `writeOnly` property not in responses. */
function isSent(context: SchemaContext, side: ComparedDocument, schema: Schema | undefined): boolean {
  return schema !== undefined && !isFlagged(side, schema, context.direction === "request" ? "readOnly" : "writeOnly");
}

function isFlagged({ document }: ComparedDocument, schema: Schema, flag: string): boolean {
  return conjuncts(document, schema).some(({ value }) => isObject(value) && value[flag] === true);
}

/** Compares required names without a declared property. */
function compareUndeclared(context: SchemaContext, before: View, after: View, path: string): void {
  const isUndeclared = (name: string): boolean => !before.properties.has(name) && !after.properties.has(name);
  for (const name of after.required)
    if (isUndeclared(name) && !before.required.has(name))
      recordSchemaChange(context, "property-became-required", join(path, name), { pointer: before.pointer }, after);
  for (const name of before.required)
    if (isUndeclared(name) && !after.required.has(name))
      recordSchemaChange(context, "property-became-optional", join(path, name), { pointer: before.pointer }, after);
}

function comparePatternProperties(
  context: SchemaContext,
  before: View,
  after: View,
  path: string,
  compare: Compare,
): void {
  const [were, are] = [before, after].map(patterns);
  for (const [pattern, schema] of are ?? []) {
    const was = were?.get(pattern);
    if (was === undefined)
      recordSchemaChange(context, "pattern-properties-added", join(path, `/${pattern}/`), undefined, at([schema]));
    else compare(context, [was], [schema], join(path, `/${pattern}/`));
  }
  for (const [pattern, schema] of were ?? [])
    if (!are?.has(pattern))
      recordSchemaChange(context, "pattern-properties-removed", join(path, `/${pattern}/`), at([schema]));
}

function patterns(view: View): Map<string, Located<Json>> {
  return new Map(keyword(view, "patternProperties").flatMap((part) => members(part)));
}

/** Compares undeclared properties: refused, accepted, or with their own schema. */
function compareOthers(context: SchemaContext, before: View, after: View, path: string, compare: Compare): void {
  if (!acceptsObjects(before) || !acceptsObjects(after)) return;
  const [wereClosed, areClosed] = [before, after].map((view) => falseKeyword(view, "additionalProperties"));
  if (wereClosed && areClosed) return;
  if (wereClosed) return recordSchemaChange(context, "additional-properties-opened", path, wereClosed);
  if (areClosed) return recordSchemaChange(context, "additional-properties-closed", path, undefined, areClosed);
  const [was, is] = [keyword(before, "additionalProperties"), keyword(after, "additionalProperties")];
  if (was.length > 0 || is.length > 0) compare(context, was, is, join(path, "*"));
}

function acceptsObjects({ types }: View): boolean {
  return types === undefined || types.has("object");
}

function falseKeyword(view: View, name: string): Located<Json> | undefined {
  return keyword(view, name).find(({ value }) => value === false);
}

function at(schema: Schema): { pointer: string } {
  return { pointer: schema[0]?.pointer ?? "" };
}

/** `user.address.city`; a name with other characters is quoted. */
function join(parent: string, name: string): string {
  const step = /^[\w$*-]+$|^\/.*\/$/u.test(name) ? name : JSON.stringify(name);
  return parent === "" ? step : `${parent}.${step}`;
}
