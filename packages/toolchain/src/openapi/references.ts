import { findClosest } from "../closest.js";
import type { SourceDocument } from "./document.js";
import type { Kind } from "./grammar.js";
import { type Visit, objectsIn, walkObjects } from "./walk.js";
import { isObject, type Json, valueAt } from "../json.js";
import { failure, type Located, member, formatShort } from "./located.js";

/**
 * Follows `$ref` until something stands there that is no reference. References reach within the document only: the
 * document stage has bundled the others.
 *
 * @throws ToolchainError `contract/reference` where one names nothing, leaves the document, or leads back to itself.
 */
export function follow(document: SourceDocument, at: Located<Json>): Located<Json> {
  const seen = new Set<string>();
  for (let current = at; ;) {
    const reference = member(current, "$ref")?.value;
    if (typeof reference !== "string") return current;
    if (seen.has(current.pointer))
      throw failure(document, at.pointer, "contract/reference", `The reference '${reference}' leads back to itself.`);
    seen.add(current.pointer);
    const { pointer } = current;
    current = target(document, reference, () => pointer);
  }
}

/**
 * Checks that every reference of the document names something, wherever it stands: types are printed of all of them.
 *
 * @throws ToolchainError `contract/reference` at the first that does not.
 */
export function checkReferences(document: SourceDocument): void {
  const references = new Set<string>();
  walkObjects(document.value, "document", (object, kind) => {
    const { $ref: reference } = object;
    if (typeof reference === "string" && isFollowed(kind)) references.add(reference);
    return true;
  });
  for (const reference of references)
    target(document, reference, () => {
      const isHere = ({ object, kind }: Visit): boolean => object["$ref"] === reference && isFollowed(kind);
      return objectsIn(document.value, "document").find(isHere)?.pointer ?? "";
    });
}

/** Nothing is made of examples and links. */
function isFollowed(kind: Kind): boolean {
  return kind !== "example" && kind !== "link";
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

/** @param at The pointer of the object that refers; asked for where the reference cannot stand. */
function target(document: SourceDocument, reference: string, at: () => string): Located<Json> {
  const fail = (message: string, hint?: string): never => {
    throw failure(document, at(), "contract/reference", message, hint);
  };
  if (!/^#(\/|$)/.test(reference))
    return fail(`The reference '${reference}' does not begin with '#/', and only those stay within the document.`);
  const to = decode(reference.slice(1)) ?? fail(`The reference '${reference}' is not a well-formed URI fragment.`);
  const value = valueAt(document.value, to);
  if (value !== undefined) return { value, pointer: to };
  const parent = valueAt(document.value, to.slice(0, to.lastIndexOf("/")));
  const closest = isObject(parent) ? findClosest(to.slice(to.lastIndexOf("/") + 1), Object.keys(parent)) : undefined;
  return fail(`The reference '${reference}' names nothing.`, closest && `Did it mean '${closest}'?`);
}

function decode(fragment: string): string | undefined {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return undefined;
  }
}
