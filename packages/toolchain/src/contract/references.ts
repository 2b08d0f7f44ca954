import { findClosest } from "../closest.js";
import type { SourceDocument } from "../document/document.js";
import { objectsIn } from "../document/walk.js";
import { isObject, type Json, valueAt } from "../json.js";
import { failure, type Located, member, show } from "./located.js";

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
    current = target(document, reference, current.pointer);
  }
}

/**
 * Checks that every reference of the document names something, wherever it stands: types are printed of all of them.
 *
 * @throws ToolchainError `contract/reference` at the first that does not.
 */
export function checkReferences(document: SourceDocument): void {
  const checked = new Set<string>();
  for (const met of objectsIn(document.value, "document")) {
    const { kind } = met;
    const { $ref: reference } = met.object;
    // Nothing is made of examples and links.
    if (typeof reference !== "string" || kind === "example" || kind === "link" || checked.has(reference)) continue;
    target(document, reference, met.pointer);
    checked.add(reference);
  }
}

/**
 * The object at a place, references followed.
 *
 * @throws ToolchainError `contract/shape` where something else stands there; `contract/reference` as {@link follow}.
 */
export function objectAt(document: SourceDocument, at: Located<Json>): Located {
  const { value, pointer } = follow(document, at);
  if (isObject(value)) return { value, pointer };
  throw failure(document, pointer, "contract/shape", `Expected an object, found ${show(value)}.`);
}

function target(document: SourceDocument, reference: string, pointer: string): Located<Json> {
  const fail = (message: string, hint?: string): never => {
    throw failure(document, pointer, "contract/reference", message, hint);
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
