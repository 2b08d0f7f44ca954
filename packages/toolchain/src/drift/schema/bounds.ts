import type { Located } from "../../openapi/located.js";
import type { Json } from "../../json.js";
import type { ChangeSide } from "../change.js";
import { closedLength, mostItems } from "./arrays.js";
import { keyword, type View } from "./view.js";
import { tell, type SchemaContext } from "./walk.js";

/** Keywords with the same meaning: inclusive, and exclusive where it exists. */
const upper = [["maximum", "exclusiveMaximum"], ["maxLength"], ["maxItems"], ["maxProperties"], ["maxContains"]];
const lower = [["minimum", "exclusiveMinimum"], ["minLength"], ["minItems"], ["minProperties"], ["minContains"]];

/** All keywords of bounds. */
export const bounds: readonly string[] = [...upper, ...lower].flat();

/** A bound with its value. At the same limit, an exclusive bound is tighter. */
interface Bound extends ChangeSide {
  readonly limit: number | bigint;
  readonly isExclusive: boolean;
}

export function compareBounds(context: SchemaContext, before: View, after: View): void {
  for (const [side, groups] of [
    ["upper", upper],
    ["lower", lower],
  ] as const)
    for (const keywords of groups) {
      const [was, is] = [before, after].map(
        (view) => tightest(view, keywords, side) ?? implied(keywords, view, before, after),
      );
      const changeType = changeTypeOf(was, is, side);
      if (changeType !== undefined) tell(context, `${side}-bound-${changeType}`, was, is);
    }
}

function changeTypeOf(
  was: Bound | undefined,
  is: Bound | undefined,
  side: "upper" | "lower",
): "added" | "removed" | "raised" | "lowered" | undefined {
  if (was === undefined || is === undefined) return was ? "removed" : is ? "added" : undefined;
  if (was.limit === is.limit && was.isExclusive === is.isExclusive) return undefined;
  const isTighter = tighter(is, was, side) === is;
  return isTighter === (side === "lower") ? "raised" : "lowered";
}

/** The effective bound where several parts have one. */
function tightest(view: View, keywords: readonly string[], side: "upper" | "lower"): Bound | undefined {
  return keywords
    .flatMap((name) => keyword(view, name).flatMap((at) => boundOf(at, name, view)))
    .reduce<Bound | undefined>((all, bound) => (all === undefined ? bound : tighter(all, bound, side)), undefined);
}

/** A bound that both schemas imply: `contains` needs one item, and a closed prefix allows no further items. */
function implied([name]: readonly string[], of: View, ...views: readonly View[]): Bound | undefined {
  const limit = (view: View): number | undefined => {
    if (name === "minContains") return keyword(view, "contains").length > 0 ? 1 : undefined;
    return name === "maxItems" ? closedLength(view) : undefined;
  };
  const value = limit(of);
  const others = views.map((view) => (name === "maxItems" ? mostItems(view) : limit(view)));
  if (value === undefined || others.includes(undefined)) return undefined;
  return { pointer: of.pointer, value, limit: value, isExclusive: false };
}

function tighter(a: Bound, b: Bound, side: "upper" | "lower"): Bound {
  if (a.limit === b.limit) return b.isExclusive ? b : a;
  return a.limit < b.limit === (side === "upper") ? a : b;
}

/** A bound, if it has an effect. A minimum of 0 has none, and `minProperties` needs more than the required properties. */
function boundOf({ value, pointer }: Located<Json>, name: string, view: View): Bound[] {
  const { types, required } = view;
  const isNumber = typeof value === "number" || typeof value === "bigint";
  const least = name === "minProperties" ? required.size : 0;
  if (!isNumber || (/^min[LIP]/u.test(name) && Number(value) <= least)) return [];
  if (isMetByValues(view, name, value)) return [];
  const isExclusive = name.startsWith("exclusive");
  const isWhole = types?.size === 1 && types.has("integer") && typeof value === "number";
  const bound = isWhole ? wholeBound(value, name) : { limit: value, isExclusive };
  return [{ pointer, value, ...bound }];
}

/** Whether a schema lists its values, and all that a bound is about are within it. */
function isMetByValues({ values, openness }: View, name: string, limit: number | bigint): boolean {
  if (values === undefined || openness === "accepted" || !/(?:imum|Length)$/iu.test(name)) return false;
  return [...values.values()].every(({ value }) => {
    const isText = typeof value === "string";
    const size = isText ? Array.from(value).length : value;
    if ((typeof size !== "number" && typeof size !== "bigint") || isText !== name.endsWith("Length")) return true;
    if (size === limit) return !name.startsWith("exclusive");
    return size < limit === /^max|Maximum$/u.test(name);
  });
}

/** The equivalent inclusive bound for integers: an exclusive minimum of 0 is a minimum of 1. */
function wholeBound(value: number, name: string): Pick<Bound, "limit" | "isExclusive"> {
  const isUpper = name.endsWith("aximum");
  const nearest = isUpper ? Math.floor(value) : Math.ceil(value);
  const isNext = name.startsWith("exclusive") && nearest === value;
  return { limit: isNext ? nearest + (isUpper ? -1 : 1) : nearest, isExclusive: false };
}
