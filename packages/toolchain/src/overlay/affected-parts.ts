import { formatPointer, isObject, type Json, valueAt } from "../json.js";
import type { ActionResult } from "./apply-action.js";

/**
 * The parts of the document that an action affects, as JSON pointers: what it removes, replaces or copies to; of a
 * merged object, only the keys in the update. An extension affects the object that contains it.
 */
export function affectedParts({ action: { change }, before, places }: ActionResult): string[] {
  const pointers = places.map((place) => formatPointer(place));
  if (change.kind !== "update") return pointers;
  return [...new Set(pointers.flatMap((pointer) => merged(pointer, valueAt(before, pointer), change.value)))];
}

function merged(pointer: string, target: Json | undefined, update: Json): string[] {
  if (!isObject(target) || !isObject(update)) return [pointer];
  return Object.entries(update).flatMap(([key, value]) =>
    key.startsWith("x-") ? [pointer] : merged(`${pointer}${formatPointer([key])}`, target[key], value),
  );
}
