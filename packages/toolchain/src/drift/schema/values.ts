import type { Json } from "../../json.js";
import { presenceKeywords, type PresenceKeyword, type ChangeSide } from "../change.js";
import { bigintText } from "./texts.js";
import { first, keyword, type View } from "./view.js";
import { recordSchemaChange, type SchemaContext } from "./walk.js";

/**
 * Compares keywords for single values: `enum`, `const`, `format`, `pattern`, `default`, and those that are compared as
 * a whole.
 */
export function compareValues(context: SchemaContext, before: View, after: View, path: string): void {
  compareEnums(context, before, after, path);
  compareOne(context, "format", before, after, path);
  comparePatterns(context, before, after, path);
  compareOne(context, "default", before, after, path);
  const [wasUnique, isUnique] = [before, after].map((view) =>
    keyword(view, "uniqueItems").find(({ value }) => value === true),
  );
  if (wasUnique === undefined && isUnique) recordSchemaChange(context, "unique-items-added", path, undefined, isUnique);
  if (wasUnique && isUnique === undefined) recordSchemaChange(context, "unique-items-removed", path, wasUnique);
  for (const name of presenceNames) comparePresence(context, name, before, after, path);
}

const presenceNames = Object.keys(presenceKeywords).filter((name): name is PresenceKeyword => name in presenceKeywords);

/** Compares the allowed values; where one schema has `enum`, `const` counts as a list of one. */
function compareEnums(context: SchemaContext, before: View, after: View, path: string): void {
  const [wasConst, isConst] = [first(before, "const"), first(after, "const")];
  const [wasEnum, isEnum] = [listed(before, "enum"), listed(after, "enum")];
  if (wasEnum === undefined && isEnum === undefined) {
    if (text(wasConst?.value) !== text(isConst?.value))
      recordSchemaChange(context, `const-${changeTypeOf(wasConst, isConst)}`, path, wasConst, isConst);
    return;
  }
  const was = wasEnum ?? listed(before, "const");
  const is = isEnum ?? listed(after, "const");
  if (was === undefined || is === undefined) {
    const kind = was === undefined ? "enum-added" : "enum-removed";
    return recordSchemaChange(context, kind, path, first(before, "enum"), first(after, "enum"));
  }
  for (const [name, at] of is) if (!was.has(name)) recordSchemaChange(context, "enum-value-added", path, undefined, at);
  for (const [name, at] of was) if (!is.has(name)) recordSchemaChange(context, "enum-value-removed", path, at);
}

/** The allowed values by their text. Null is omitted, because nullability is compared separately. */
function listed(view: View, name: "enum" | "const"): Map<string, ChangeSide> | undefined {
  const lists = keyword(view, name).map(({ value, pointer }) =>
    Array.isArray(value) && name === "enum"
      ? value.map((item, index) => ({ value: item, pointer: `${pointer}/${index}` }))
      : [{ value, pointer }],
  );
  return lists
    .map((list) => new Map(list.filter(({ value }) => value !== null).map((at) => [text(at.value), at])))
    .reduce<Map<string, ChangeSide> | undefined>(
      (all, list) => (all === undefined ? list : new Map([...all].filter(([name_]) => list.has(name_)))),
      undefined,
    );
}

function compareOne(context: SchemaContext, name: "format" | "default", before: View, after: View, path: string): void {
  const [was, is] = [first(before, name), first(after, name)];
  if (text(was?.value) !== text(is?.value))
    recordSchemaChange(context, `${name}-${changeTypeOf(was, is)}`, path, was, is);
}

/** All patterns must match, so each is its own change; one removed and one added are a changed pattern. */
function comparePatterns(context: SchemaContext, before: View, after: View, path: string): void {
  const [was, is] = [keyword(before, "pattern"), keyword(after, "pattern")];
  const gone = was.filter(({ value }) => is.every((other) => other.value !== value));
  const added = is.filter(({ value }) => was.every((other) => other.value !== value));
  for (let index = 0; index < Math.max(gone.length, added.length); index++)
    recordSchemaChange(context, `pattern-${changeTypeOf(gone[index], added[index])}`, path, gone[index], added[index]);
}

function comparePresence(context: SchemaContext, name: PresenceKeyword, before: View, after: View, path: string): void {
  const key = presenceKeywords[name];
  const [was, is] = [keyword(before, key), keyword(after, key)];
  const shapes = [
    shapesOf(context.before, before, key === "if" ? ["if", "then", "else"] : [key]),
    shapesOf(context.after, after, key === "if" ? ["if", "then", "else"] : [key]),
  ];
  if (shapes[0] !== shapes[1])
    recordSchemaChange(context, `${name}-${changeTypeOf(was[0], is[0])}`, path, was[0], is[0]);
}

function shapesOf({ shapeOf }: SchemaContext["before"], view: View, keys: readonly string[]): string {
  return keys
    .flatMap((key) => keyword(view, key).map((at) => `${key} ${shapeOf(at)}`))
    .toSorted()
    .join();
}

function changeTypeOf(before: unknown, after: unknown): "added" | "changed" | "removed" {
  return before === undefined ? "added" : after === undefined ? "removed" : "changed";
}

function text(value: Json | undefined): string {
  return JSON.stringify(value, bigintText) ?? "";
}
