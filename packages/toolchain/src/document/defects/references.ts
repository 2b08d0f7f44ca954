import { findClosest } from "../../closest.js";
import { isObject, type JsonObject, valueAt } from "../../json.js";
import type { Kind } from "../../openapi/grammar.js";
import { besideReference, pointerOf, REFERENCE, referenceOf } from "../../openapi/reference.js";
import { resolve } from "../../openapi/references.js";
import type { Draft } from "./draft.js";

/**
 * An object whose reference leads somewhere, or that has none, as it is. Where it leads nowhere a schema keeps what
 * stands beside the reference; anything else is left out.
 */
export function readReference(
  draft: Draft,
  object: JsonObject,
  kind: Kind,
  pointer: () => string,
): JsonObject | undefined {
  const reference = referenceOf(object);
  // Nothing is made of examples and links.
  if (reference === undefined || kind === "example" || kind === "link" || kind === "securityRequirement") return object;
  const resolution = resolve(draft.value, { value: object, pointer: pointer() });
  if (resolution.kind === "found") return object;
  // A chain is told where it breaks.
  if (resolution.kind === "circular")
    draft.report("reference-circular", `${pointer()}/${REFERENCE}`, { found: reference });
  else if (resolution.at.value === object) {
    const closest = closestTo(draft.value, reference);
    draft.report("reference-dangling", `${pointer()}/${REFERENCE}`, {
      found: reference,
      ...(closest === undefined ? {} : { name: closest }),
    });
  }
  return kind === "schema" ? besideReference(object) : undefined;
}

/** The closest of the names that stand where the reference leads. */
function closestTo(root: JsonObject, reference: string): string | undefined {
  const pointer = pointerOf(reference) ?? "";
  const holder = valueAt(root, pointer.slice(0, pointer.lastIndexOf("/")));
  return isObject(holder) ? findClosest(pointer.slice(pointer.lastIndexOf("/") + 1), Object.keys(holder)) : undefined;
}
