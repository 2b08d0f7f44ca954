import type { Json } from "../../json.js";
import { opaqueKeywords, type OpaqueKeyword, type Written } from "../change.js";
import { exact } from "./texts.js";
import { first, keyword, type View } from "./view.js";
import { recordSchemaChange, type Walk } from "./walk.js";

/** Keywords that say something of single values: `enum`, `const`, `format`, `pattern`, `default`, and the opaque ones. */
export function compareValues(walk: Walk, before: View, after: View, path: string): void {
  compareEnums(walk, before, after, path);
  compareOne(walk, "format", before, after, path);
  comparePatterns(walk, before, after, path);
  compareOne(walk, "default", before, after, path);
  const [wasUnique, isUnique] = [before, after].map((view) =>
    keyword(view, "uniqueItems").find(({ value }) => value === true),
  );
  if (wasUnique === undefined && isUnique) recordSchemaChange(walk, "unique-items-added", path, undefined, isUnique);
  if (wasUnique && isUnique === undefined) recordSchemaChange(walk, "unique-items-removed", path, wasUnique);
  for (const name of opaque) compareOpaque(walk, name, before, after, path);
}

const opaque = Object.keys(opaqueKeywords).filter((name): name is OpaqueKeyword => name in opaqueKeywords);

/** The values that a schema lists, by their text; a constant is a list of one where the other side has a list. */
function compareEnums(walk: Walk, before: View, after: View, path: string): void {
  const [wasConst, isConst] = [first(before, "const"), first(after, "const")];
  const [wasEnum, isEnum] = [listed(before, "enum"), listed(after, "enum")];
  if (wasEnum === undefined && isEnum === undefined) {
    if (text(wasConst?.value) !== text(isConst?.value))
      recordSchemaChange(walk, `const-${fateOf(wasConst, isConst)}`, path, wasConst, isConst);
    return;
  }
  const was = wasEnum ?? listed(before, "const");
  const is = isEnum ?? listed(after, "const");
  if (was === undefined || is === undefined) {
    const kind = was === undefined ? "enum-added" : "enum-removed";
    return recordSchemaChange(walk, kind, path, first(before, "enum"), first(after, "enum"));
  }
  for (const [name, at] of is) if (!was.has(name)) recordSchemaChange(walk, "enum-value-added", path, undefined, at);
  for (const [name, at] of was) if (!is.has(name)) recordSchemaChange(walk, "enum-value-removed", path, at);
}

/** Null is left to what is said of nullability. */
function listed(view: View, name: "enum" | "const"): Map<string, Written> | undefined {
  const lists = keyword(view, name).map(({ value, pointer }) =>
    Array.isArray(value) && name === "enum"
      ? value.map((item, index) => ({ value: item, pointer: `${pointer}/${index}` }))
      : [{ value, pointer }],
  );
  return lists
    .map((list) => new Map(list.filter(({ value }) => value !== null).map((at) => [text(at.value), at])))
    .reduce<Map<string, Written> | undefined>(
      (all, list) => (all === undefined ? list : new Map([...all].filter(([name_]) => list.has(name_)))),
      undefined,
    );
}

function compareOne(walk: Walk, name: "format" | "default", before: View, after: View, path: string): void {
  const [was, is] = [first(before, name), first(after, name)];
  if (text(was?.value) !== text(is?.value)) recordSchemaChange(walk, `${name}-${fateOf(was, is)}`, path, was, is);
}

/** All patterns have to match, so each is a change of its own; one for one is a changed pattern. */
function comparePatterns(walk: Walk, before: View, after: View, path: string): void {
  const [was, is] = [keyword(before, "pattern"), keyword(after, "pattern")];
  const gone = was.filter(({ value }) => is.every((other) => other.value !== value));
  const added = is.filter(({ value }) => was.every((other) => other.value !== value));
  for (let index = 0; index < Math.max(gone.length, added.length); index++)
    recordSchemaChange(walk, `pattern-${fateOf(gone[index], added[index])}`, path, gone[index], added[index]);
}

function compareOpaque(walk: Walk, name: OpaqueKeyword, before: View, after: View, path: string): void {
  const key = opaqueKeywords[name];
  const [was, is] = [keyword(before, key), keyword(after, key)];
  const shapes = [
    shapesOf(walk.before, before, key === "if" ? ["if", "then", "else"] : [key]),
    shapesOf(walk.after, after, key === "if" ? ["if", "then", "else"] : [key]),
  ];
  if (shapes[0] !== shapes[1]) recordSchemaChange(walk, `${name}-${fateOf(was[0], is[0])}`, path, was[0], is[0]);
}

function shapesOf({ shapeOf }: Walk["before"], view: View, keys: readonly string[]): string {
  return keys
    .flatMap((key) => keyword(view, key).map((at) => `${key} ${shapeOf(at)}`))
    .toSorted()
    .join();
}

function fateOf(before: unknown, after: unknown): "added" | "changed" | "removed" {
  return before === undefined ? "added" : after === undefined ? "removed" : "changed";
}

function text(value: Json | undefined): string {
  return JSON.stringify(value, exact) ?? "";
}
