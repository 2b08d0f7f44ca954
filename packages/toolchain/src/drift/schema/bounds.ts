import type { Located } from "../../openapi/located.js";
import type { Json } from "../../json.js";
import type { Written } from "../change.js";
import { keyword, type View } from "./view.js";
import { recordSchemaChange, type Walk } from "./walk.js";

/** Keywords that bound the same thing: the inclusive one, and the exclusive one where there is one. */
const upper = [["maximum", "exclusiveMaximum"], ["maxLength"], ["maxItems"], ["maxProperties"], ["maxContains"]];
const lower = [["minimum", "exclusiveMinimum"], ["minLength"], ["minItems"], ["minProperties"], ["minContains"]];

/** A bound as it is written; an exclusive one is tighter than the inclusive one at the same limit. */
interface Bound extends Written {
  readonly limit: number | bigint;
  readonly isExclusive: boolean;
}

export function compareBounds(walk: Walk, before: View, after: View, path: string): void {
  for (const keywords of upper) {
    const [was, is] = [before, after].map((view) => tightest(view, keywords, "upper"));
    const fate = fateOf(was, is, "upper");
    if (fate !== undefined) recordSchemaChange(walk, `upper-bound-${fate}`, path, was, is);
  }
  for (const keywords of lower) {
    const [was, is] = [before, after].map((view) => tightest(view, keywords, "lower"));
    const fate = fateOf(was, is, "lower");
    if (fate !== undefined) recordSchemaChange(walk, `lower-bound-${fate}`, path, was, is);
  }
}

function fateOf(
  was: Bound | undefined,
  is: Bound | undefined,
  side: "upper" | "lower",
): "added" | "removed" | "raised" | "lowered" | undefined {
  if (was === undefined || is === undefined) return was ? "removed" : is ? "added" : undefined;
  if (was.limit === is.limit && was.isExclusive === is.isExclusive) return undefined;
  const isTighter = tighter(is, was, side) === is;
  return isTighter === (side === "lower") ? "raised" : "lowered";
}

/** The one bound that decides where several parts bound the same. */
function tightest(view: View, keywords: readonly string[], side: "upper" | "lower"): Bound | undefined {
  return keywords
    .flatMap((name) => keyword(view, name).flatMap((at) => boundOf(at, name)))
    .reduce<Bound | undefined>((all, bound) => (all === undefined ? bound : tighter(all, bound, side)), undefined);
}

function tighter(a: Bound, b: Bound, side: "upper" | "lower"): Bound {
  if (a.limit === b.limit) return b.isExclusive ? b : a;
  return a.limit < b.limit === (side === "upper") ? a : b;
}

/** A length of at least 0 bounds nothing. */
function boundOf({ value, pointer }: Located<Json>, name: string): Bound[] {
  const isNumber = typeof value === "number" || typeof value === "bigint";
  if (!isNumber || (/^min[LIP]/u.test(name) && Number(value) === 0)) return [];
  return [{ pointer, value, limit: value, isExclusive: name.startsWith("exclusive") }];
}
