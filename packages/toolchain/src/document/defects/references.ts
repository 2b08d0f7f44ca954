import { findClosest } from "../../closest.js";
import { formatPointer, isObject, type Json, type JsonObject, parsePointer, valueAt } from "../../json.js";
import { type Kind, kindAt } from "../../openapi/grammar.js";
import { isRead } from "../../openapi/kinds.js";
import type { Located } from "../../openapi/located.js";
import { besideReference, pointerOf, REFERENCE, referenceOf, referenceText } from "../../openapi/reference.js";
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
    const closest = draft.suggestion(() => closestTo(draft.value, reference, kind));
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

/**
 * The component that a dangling reference means: the component of the same name, if the reference uses the section of
 * another OpenAPI version or a misspelled section. Undefined for any other reference.
 */
export function meantComponent(root: JsonObject, reference: string, kind: Kind): string | undefined {
  const pointer = pointerOf(reference);
  if (pointer === undefined || !isRead(kind) || valueAt(root, pointer) !== undefined) return undefined;
  const tokens = parsePointer(pointer);
  const name = tokens.at(-1) ?? "";
  const section =
    tokens.length > 3 ? undefined : sectionsOf(root, kind).find(([, named]) => Object.hasOwn(named, name));
  return section && referenceText(formatPointer(["components", section[0], name]));
}

/** The components of a kind, by the name of their section. */
function sectionsOf(root: JsonObject, kind: Kind): [section: string, named: JsonObject][] {
  const { components } = root;
  return Object.entries(isObject(components) ? components : {}).flatMap(([section, named]) =>
    isObject(named) && kindAt("components", [section, ""]) === kind ? [[section, named]] : [],
  );
}

/** The closest name in the map that the reference leads to, or in the components of its kind. */
function closestTo(root: JsonObject, reference: string, kind: Kind): string | undefined {
  const pointer = pointerOf(reference) ?? "";
  const holder = valueAt(root, pointer.slice(0, pointer.lastIndexOf("/")));
  const names = isObject(holder)
    ? Object.keys(holder)
    : sectionsOf(root, kind).flatMap(([, named]) => Object.keys(named));
  return findClosest(pointer.slice(pointer.lastIndexOf("/") + 1), names);
}
