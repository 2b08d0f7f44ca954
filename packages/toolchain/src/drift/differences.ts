import { isObject, type Json } from "../json.js";
import { firstOf, shortValue } from "./describe.js";
import { jsonText } from "./json-text.js";

/** A place where two values differ. Lists differ as a whole. */
export interface Difference {
  readonly path: readonly string[];
  /** Undefined where only one of the values has the place. */
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** All differences of two values, the innermost that both have. */
export function differences(
  before: Json | undefined,
  after: Json | undefined,
  path: readonly string[] = [],
): Difference[] {
  if (before === after) return [];
  if (isObject(before) && isObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name) => differences(ownOf(before, name), ownOf(after, name), [...path, name]));
  }
  return jsonText(before) === jsonText(after) ? [] : [{ path, before, after }];
}

/** The first differences by field: ``size: `limit` → `page_size` ``. */
export function fieldsText(before: Json | undefined, after: Json | undefined): string {
  const fields = differences(before, after).map(
    (field) => `${field.path.join(".")}: \`${shortValue(field.before)}\` → \`${shortValue(field.after)}\``,
  );
  return firstOf(fields);
}

function ownOf(value: { readonly [key: string]: Json }, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}
