import { findClosest } from "../closest.js";
import { isObject, type Json, valueAt } from "../json.js";
import type { SourceDocument } from "./document.js";
import type { Kind } from "./grammar.js";
import { failure, formatShort, type Located } from "./located.js";
import { pointerOf, referenceOf } from "./reference.js";
import { objectsIn, type Visit, walkObjects } from "./walk.js";

/** Where references lead: to a value that is none, to nothing, or back to where they have been. */
export type Resolution =
  | { readonly kind: "found"; readonly at: Located<Json> }
  | { readonly kind: "missing" | "circular"; readonly reference: string; readonly at: Located<Json> };

/** Follows references, chains of them too, until something stands there that is none. They reach within the document only. */
export function resolve(root: Json, at: Located<Json>): Resolution {
  const seen = new Set<string>();
  for (let current = at; ;) {
    const reference = referenceOf(current.value);
    if (reference === undefined) return { kind: "found", at: current };
    if (seen.has(current.pointer)) return { kind: "circular", reference, at: current };
    seen.add(current.pointer);
    const pointer = pointerOf(reference);
    const value = pointer === undefined ? undefined : valueAt(root, pointer);
    if (pointer === undefined || value === undefined) return { kind: "missing", reference, at: current };
    current = { value, pointer };
  }
}

/** What a value is, references followed; undefined where they lead nowhere. */
export function resolvedValue(root: Json, value: Json | undefined): Json | undefined {
  if (referenceOf(value) === undefined) return value;
  const resolution = resolve(root, { value: value ?? null, pointer: "\n" });
  return resolution.kind === "found" ? resolution.at.value : undefined;
}

/** The object at a place, references followed; undefined where there is none. */
export function objectFrom(root: Json, at: Located<Json>): Located | undefined {
  const resolution = resolve(root, at);
  const { value, pointer } = resolution.at;
  return resolution.kind === "found" && isObject(value) ? { value, pointer } : undefined;
}

/**
 * What stands at a place, references followed.
 *
 * @throws ToolchainError `contract/reference` where one names nothing, leaves the document, or leads back to itself.
 */
export function follow(document: SourceDocument, at: Located<Json>): Located<Json> {
  const resolution = resolve(document.value, at);
  if (resolution.kind === "found") return resolution.at;
  if (resolution.kind === "missing") return refuse(document, resolution.reference, resolution.at.pointer);
  const message = `The reference '${resolution.reference}' leads back to itself.`;
  throw failure(document, at.pointer, "contract/reference", message);
}

/**
 * The object at a place, references followed.
 *
 * @throws ToolchainError `contract/shape` where something else stands there; `contract/reference` as {@link follow}.
 */
export function objectAt(document: SourceDocument, at: Located<Json>): Located {
  const { value, pointer } = follow(document, at);
  if (isObject(value)) return { value, pointer };
  throw failure(document, pointer, "contract/shape", `Expected an object, found ${formatShort(value)}.`);
}

/**
 * Checks that every reference of the document names something, wherever it stands: types are printed of all of them.
 *
 * @throws ToolchainError `contract/reference` at the first that does not.
 */
export function checkReferences(document: SourceDocument): void {
  const references = new Set<string>();
  walkObjects(document.value, "document", (object, kind) => {
    const reference = referenceOf(object);
    if (reference !== undefined && isFollowed(kind)) references.add(reference);
    return true;
  });
  for (const reference of references) {
    const pointer = pointerOf(reference);
    if (pointer !== undefined && valueAt(document.value, pointer) !== undefined) continue;
    const isHere = ({ object, kind }: Visit): boolean => referenceOf(object) === reference && isFollowed(kind);
    refuse(document, reference, objectsIn(document.value, "document").find(isHere)?.pointer ?? "");
  }
}

/** Nothing is made of examples and links. */
function isFollowed(kind: Kind): boolean {
  return kind !== "example" && kind !== "link";
}

/** @param at The pointer of the object that refers. */
function refuse(document: SourceDocument, reference: string, at: string): never {
  const fail = (message: string, hint?: string): never => {
    throw failure(document, at, "contract/reference", message, hint);
  };
  if (!/^#(\/|$)/.test(reference))
    return fail(`The reference '${reference}' does not begin with '#/', and only those stay within the document.`);
  const to = pointerOf(reference) ?? fail(`The reference '${reference}' is not a well-formed URI fragment.`);
  const parent = valueAt(document.value, to.slice(0, to.lastIndexOf("/")));
  const closest = isObject(parent) ? findClosest(to.slice(to.lastIndexOf("/") + 1), Object.keys(parent)) : undefined;
  return fail(`The reference '${reference}' names nothing.`, closest && `Did it mean '${closest}'?`);
}
