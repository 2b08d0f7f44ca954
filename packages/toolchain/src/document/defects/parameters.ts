import { isObject, type Json, type JsonObject, parsePointer } from "../../json.js";
import { isParameterPlace, defaultStyle, PARAMETER_STYLES, styleOfPlace } from "../../openapi/parameter-styles.js";
import { kindAt } from "../../openapi/grammar.js";
import { objectFrom } from "../../openapi/references.js";
import type { Draft } from "./draft.js";

/** A parameter with the style of its place where it says one that the place does not have. */
export function readStyle(draft: Draft, parameter: JsonObject, pointer: () => string): JsonObject {
  const { in: place, style } = parameter;
  if (typeof place !== "string" || typeof style !== "string" || !isParameterPlace(place)) return parameter;
  if (styleOfPlace(place, style) !== undefined) return parameter;
  const reading = defaultStyle(place);
  const expected = PARAMETER_STYLES[place].join(", ");
  draft.report("parameter-style", `${pointer()}/style`, { expected, found: style, reading });
  return { ...parameter, style: reading };
}

/**
 * The list of a path item's or an operation's parameters with `undefined` for each that cannot be read or stands there
 * before.
 *
 * @param template The names that the path's template takes.
 */
export function readParameterList(
  draft: Draft,
  list: readonly Json[],
  pointer: string,
  template: readonly string[],
): (Json | undefined)[] {
  const seen = new Map<string, Json>();
  return list.map((item, index) => {
    const at = objectFrom(draft.value, { value: item, pointer: `${pointer}/${index}` });
    // A reference that leads nowhere, or to something else, is told as such.
    if (at === undefined || (kindAt("document", parsePointer(at.pointer)) ?? "parameter") !== "parameter") return item;
    const { name, in: place } = at.value;
    if (typeof name !== "string" || name === "") {
      draft.report("parameter-unnamed", at.pointer, {});
      return undefined;
    }
    const isKnown = typeof place === "string" && isParameterPlace(place);
    const reading = isKnown ? place : template.includes(name) ? "path" : undefined;
    if (!isKnown) draft.report("parameter-place", at.pointer, { name, found: place, reading });
    if (reading === undefined) return undefined;
    const key = `${reading} ${name}`;
    const earlier = seen.get(key);
    seen.set(key, earlier ?? at.value);
    if (earlier !== undefined) {
      const found = JSON.stringify(earlier) === JSON.stringify(at.value);
      draft.report("parameter-duplicate", `${pointer}/${index}`, { name, found });
      return undefined;
    }
    return isKnown || !isObject(at.value) ? item : { ...at.value, in: reading };
  });
}
