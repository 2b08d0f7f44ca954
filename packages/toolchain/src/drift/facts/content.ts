import { type Located, member, members } from "../../openapi/located.js";
import type { Direction } from "../change.js";
import { compareSchemas } from "../schema/compare-schemas.js";
import { record, type ComparisonContext, qualifiedName } from "./part-changes.js";

/** The media types of a body, a response or a parameter, with their Media Type Objects. */
export function contentOf(at: Located): [string, Located][] {
  return members(member(at, "content") ?? { value: {}, pointer: "" }).flatMap(([type, { value, pointer }]) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? [[essence(type), { value, pointer }] as [string, Located]]
      : [],
  );
}

/** Compares content, media type by media type. */
export function compareContent(
  context: ComparisonContext,
  was: Located,
  is: Located,
  direction: Direction,
  where: string,
): void {
  const [before, after] = [new Map(contentOf(was)), new Map(contentOf(is))];
  for (const [type, media] of before) {
    const other = after.get(type);
    const places = { before: { pointer: media.pointer, value: type } };
    if (other === undefined) record(context, "media-type-removed", where, places, direction);
    else compareMedia(context, media, other, direction, `${where} (${type})`);
  }
  for (const [type, media] of after)
    if (!before.has(type))
      record(context, "media-type-added", where, { after: { pointer: media.pointer, value: type } }, direction);
}

function compareMedia(
  context: ComparisonContext,
  was: Located,
  is: Located,
  direction: Direction,
  where: string,
): void {
  const [wasEncoding, isEncoding] = [member(was, "encoding"), member(is, "encoding")];
  if (shapeText(context.before, wasEncoding) !== shapeText(context.after, isEncoding))
    record(context, "encoding-changed", where, { before: wasEncoding ?? was, after: isEncoding ?? is }, direction);
  for (const key of ["schema", "itemSchema"]) {
    const [before, after] = [member(was, key), member(is, key)];
    if (before === undefined && after === undefined) continue;
    const path = key === "itemSchema" ? "[]" : "";
    compareSchemas(
      { ...context, direction, where: qualifiedName(context, where) },
      before ? [before] : [],
      after ? [after] : [],
      path,
    );
  }
}

function shapeText(
  { shapeOf }: ComparisonContext["before"],
  at: Parameters<ComparisonContext["before"]["shapeOf"]>[0] | undefined,
): string {
  return at === undefined ? "" : shapeOf(at);
}

/** A media type without its parameters, in lower case. */
function essence(type: string): string {
  return (type.split(";")[0] ?? "").trim().toLowerCase();
}
