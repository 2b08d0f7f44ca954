import { findClosest } from "../../closest.js";
import { isObject, type Json, type JsonObject, parsePointer, valueAt } from "../../json.js";
import { type Kind, kindAt } from "../../openapi/grammar.js";
import { isRead } from "../../openapi/kinds.js";
import type { Located } from "../../openapi/located.js";
import { besideReference, pointerOf, REFERENCE, referenceOf } from "../../openapi/reference.js";
import { resolve } from "../../openapi/references.js";
import type { Draft } from "./draft.js";
import { expectedOf } from "./likeliest.js";

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
  if (reference === undefined || !isRead(kind) || kind === "securityRequirement") return object;
  const found = draft.published(reference);
  const resolution = resolve(draft.value, { value: object, pointer: pointer() });
  if (resolution.kind === "found") {
    const leads = kindOf(resolution.at);
    const isWanted = isObject(resolution.at.value) || (kind === "schema" && typeof resolution.at.value === "boolean");
    if (isWanted && (leads === undefined || leads === kind)) return object;
    draft.report("reference-kind", repairable(kind, pointer()), { found, expected: expectedOf(kind) });
    return kind === "schema" ? besideReference(object) : undefined;
  }
  // A chain is told where it breaks.
  if (resolution.kind === "circular") draft.report("reference-circular", repairable(kind, pointer()), { found });
  else if (resolution.at.value === object) {
    const closest = draft.suggestion(() => closestTo(draft.value, reference));
    draft.report("reference-dangling", repairable(kind, pointer()), {
      found,
      ...(closest === undefined ? {} : { name: closest }),
    });
  }
  return kind === "schema" ? besideReference(object) : undefined;
}

/** What is at a place, by the grammar; undefined where it knows nothing of it. */
function kindOf({ pointer }: Located<Json>): Kind | undefined {
  return kindAt("document", parsePointer(pointer));
}

/** What an overlay takes away: a schema keeps what stands beside its reference. */
function repairable(kind: Kind, pointer: string): string {
  return kind === "schema" ? `${pointer}/${REFERENCE}` : pointer;
}

/** The closest of the names that stand where the reference leads. */
function closestTo(root: JsonObject, reference: string): string | undefined {
  const pointer = pointerOf(reference) ?? "";
  const holder = valueAt(root, pointer.slice(0, pointer.lastIndexOf("/")));
  return isObject(holder) ? findClosest(pointer.slice(pointer.lastIndexOf("/") + 1), Object.keys(holder)) : undefined;
}
