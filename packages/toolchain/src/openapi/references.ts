import { isObject, type Json, valueAt } from "../json.js";
import type { SourceDocument } from "./document.js";
import { failure, formatShort, type Located } from "./located.js";
import { pointerOf, REFERENCE, referenceOf } from "./reference.js";
import { isDocumentation } from "./role.js";

/** Where references lead: to a value that is none, to nothing, or back to where they have been. */
export type Resolution =
  | { readonly kind: "found"; readonly at: Located<Json> }
  | { readonly kind: "missing" | "circular"; readonly reference: string; readonly at: Located<Json> };

type Chains = WeakMap<object, Map<string, Resolution>>;

/** The ends of reference chains, by root and pointer. Each reference of a chain is followed once. A root never changes. */
const chains: Chains = new WeakMap();

/** The same for schemas, where a chain ends at a reference with other keywords beside it. */
const schemaChains: Chains = new WeakMap();

/** Follows references, chains of them too, until something stands there that is none. They reach within the document only. */
export function resolve(root: Json, at: Located<Json>): Resolution {
  return resolveIn(chains, root, at);
}

function resolveIn(all: Chains, root: Json, at: Located<Json>): Resolution {
  const passed = new Set<string>();
  const end = (resolution: Resolution): Resolution => keep(all, root, passed, resolution);
  for (let current = at; ;) {
    const reference = referenceOf(current.value);
    const isEnd = all === schemaChains && passed.size > 0 && !isLone(current.value);
    if (reference === undefined || isEnd) return end({ kind: "found", at: current });
    if (passed.has(current.pointer)) return end({ kind: "circular", reference, at: current });
    const known = passed.size === 0 || !isObject(root) ? undefined : all.get(root)?.get(current.pointer);
    if (known !== undefined) return end(known);
    passed.add(current.pointer);
    const pointer = pointerOf(reference);
    const value = pointer === undefined ? undefined : valueAt(root, pointer);
    if (pointer === undefined || value === undefined) return end({ kind: "missing", reference, at: current });
    current = { value, pointer };
  }
}

/** Whether a reference stands alone, documentation aside. */
function isLone(value: Json): boolean {
  return isObject(value) && Object.keys(value).every((key) => key === REFERENCE || isDocumentation(key));
}

/** Stores the end of a chain for its pointers, except the first: the caller gives it, and it may not be in the root. */
function keep(all: Chains, root: Json, passed: ReadonlySet<string>, end: Resolution): Resolution {
  if (passed.size < 2 || !isObject(root)) return end;
  const known = all.get(root) ?? new Map<string, Resolution>();
  for (const pointer of [...passed].slice(1)) known.set(pointer, end);
  all.set(root, known);
  return end;
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
 * @throws ToolchainError `contract/reference` where one leads nowhere: a document whose defects were read has none.
 */
export function follow(document: SourceDocument, at: Located<Json>): Located<Json> {
  return foundAt(document, resolve(document.value, at));
}

/**
 * The schema that a reference leads to. It may have a reference itself, if other keywords stand beside that: they count
 * from OpenAPI 3.1 on.
 *
 * @throws ToolchainError `contract/reference` as {@link follow}.
 */
export function followSchema(document: SourceDocument, at: Located<Json>): Located<Json> {
  return foundAt(document, resolveIn(schemaChains, document.value, at));
}

function foundAt(document: SourceDocument, resolution: Resolution): Located<Json> {
  if (resolution.kind === "found") return resolution.at;
  const end = resolution.kind === "missing" ? "names nothing" : "leads back to itself";
  const message = `The reference '${resolution.reference}' ${end}.`;
  throw failure(document, resolution.at.pointer, "contract/reference", message);
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
