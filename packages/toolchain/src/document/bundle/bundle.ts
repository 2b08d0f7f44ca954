import { ToolchainError } from "../../errors.js";
import { formatPointer, isObject, type Json, type JsonObject, parsePointer, setOwn, valueAt } from "../../json.js";
import type { SourceDocument } from "../../openapi/document.js";
import type { Kind } from "../../openapi/grammar.js";
import { mapObjects, type Visit, objectsIn, someObject } from "../../openapi/walk.js";
import { openApiObject } from "../openapi-object.js";
import { type Component, componentAt, placeComponents, sectionOf } from "./component.js";
import { FileSet, type FilePlace, type DocumentFile } from "./file-set.js";

/**
 * One document from an entry file and the files that it refers to: every reference leads to a place in the result, by
 * a JSON pointer. What other files hold becomes a component; path items stand where they are referred to.
 * Examples and literal data are left alone, whatever they look like, and integers keep their digits.
 * @throws ToolchainError `document/reference` for a reference that names nothing among the files
 */
export function bundle(entry: DocumentFile, others: readonly DocumentFile[]): SourceDocument {
  return new Bundler(entry, others).bundle();
}

/** A plain pointer within a document. */
const INSIDE = /^#(?:\/|$)/u;

class Bundler {
  readonly #entry: DocumentFile;
  readonly #library: FileSet;
  /** Components by file and pointer. */
  readonly #components = new Map<string, Component>();
  #pointers: ReadonlyMap<Component, string> = new Map();
  /** Files with a schema that has an `$id`: elsewhere all references count from the file. */
  readonly #scoped: ReadonlySet<DocumentFile>;
  /** Places whose objects are being copied in, outermost first. */
  readonly #inlining: string[] = [];

  constructor(entry: DocumentFile, others: readonly DocumentFile[]) {
    this.#entry = entry;
    this.#library = new FileSet([entry, ...others]);
    this.#scoped = new Set([entry, ...others].filter(({ value }) => hasIds(value)));
  }

  bundle(): SourceDocument {
    const root = openApiObject(this.#entry);
    if (this.#scoped.size === 0 && !someObject(root, "document", refersOut))
      return { value: root, locate: this.#entry.locate };
    this.#collect({ volume: this.#entry, pointer: "" }, "document");
    this.#pointers = placeComponents([...this.#components.values()], this.#entry);
    const rewritten = this.#rewrite({ volume: this.#entry, pointer: "" }, "document");
    if (!isObject(rewritten)) return { value: root, locate: this.#entry.locate };
    let value = rewritten;
    for (const [component, pointer] of this.#pointers)
      value = withValueAt(value, parsePointer(pointer), this.#rewrite(component, component.kind));
    return { value, locate: (pointer) => this.#locate(pointer) };
  }

  /** Finds what is referred to from a place on, references of references included. */
  #collect(from: FilePlace, kind: Kind): void {
    const pending = [{ ...from, kind }];
    const seen = new Set([keyOf(from)]);
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { volume } = next;
      for (const met of objectsIn(valueAt(volume.value, next.pointer) ?? null, next.kind, next.pointer)) {
        for (const target of this.#targetsOf(met, volume)) {
          if (target.volume === this.#entry) continue;
          const found = sectionOf(met.kind, this.#entry) === undefined ? target : this.#add(target, met.kind);
          if (!seen.has(keyOf(found))) pending.push({ kind: met.kind, ...found });
          seen.add(keyOf(found));
        }
      }
    }
  }

  #targetsOf(met: Visit, volume: DocumentFile): FilePlace[] {
    const { object, kind } = met;
    const references = [object["$ref"], ...(kind === "schema" ? Object.values(mappingOf(object)) : [])];
    if (references.length === 1 && references[0] === undefined) return [];
    const from = { volume, pointer: met.pointer };
    return references
      .filter((reference) => typeof reference === "string")
      .filter((reference) => reference === object["$ref"] || this.#isPath(reference, from))
      .filter((reference) => !this.#isInside(reference, from))
      .map((reference) => this.#resolve(reference, from));
  }

  /** Whether a reference is a plain pointer within the entry. Those are not looked at: an overlay may yet repair them. */
  #isInside(reference: string, from: FilePlace): boolean {
    return from.volume === this.#entry && INSIDE.test(reference) && this.#scopeOf(from) === undefined;
  }

  /** Whether a mapping's value is a reference to a place here, and not a schema's name (OpenAPI 3.1, "Discriminator Object"). */
  #isPath(text: string, from: FilePlace): boolean {
    return /[#/]|\.(?:json|ya?ml)$/iu.test(text) && this.#library.has(text, from);
  }

  #resolve(reference: string, from: FilePlace): FilePlace {
    return this.#library.resolve(reference, from, this.#scopeOf(from));
  }

  /** The nearest schema around a place that has an `$id`, the place itself included. */
  #scopeOf({ volume, pointer }: FilePlace): string | undefined {
    if (!this.#scoped.has(volume)) return undefined;
    const tokens = parsePointer(pointer);
    for (let length = tokens.length; length > 0; length -= 1) {
      const scope = formatPointer(tokens.slice(0, length));
      const schema = valueAt(volume.value, scope);
      if (isObject(schema) && typeof schema["$id"] === "string") return scope;
    }
    return undefined;
  }

  #add(target: FilePlace, kind: Kind): Component {
    const { component } = componentAt(target, kind);
    const known = this.#components.get(keyOf(component));
    if (known === undefined) this.#components.set(keyOf(component), component);
    return known ?? component;
  }

  #rewrite({ volume, pointer }: FilePlace, kind: Kind): Json {
    const change = (met: Visit): Json => this.#change(met, volume);
    return mapObjects(valueAt(volume.value, pointer) ?? null, kind, change, pointer);
  }

  #change(met: Visit, volume: DocumentFile): Json {
    const { object, kind } = met;
    const { $ref: reference } = object;
    const isReference = typeof reference === "string" && kind !== "document" && kind !== "components";
    if (!isReference && (kind !== "schema" || object["discriminator"] === undefined)) return object;
    const from = { volume, pointer: met.pointer };
    const mapping = kind === "schema" ? this.#mapping(object, from) : undefined;
    const changed = mapping === undefined ? object : { ...object, discriminator: mapping };
    if (!isReference || this.#isInside(reference, from)) return changed;
    const target = this.#resolve(reference, from);
    const isOutside = target.volume !== this.#entry;
    if (isOutside && sectionOf(kind, this.#entry) === undefined) return this.#inline(target, kind, object);
    return { ...changed, $ref: `#${this.#pointerOf(target, kind)}` };
  }

  #mapping(object: JsonObject, from: FilePlace): Json | undefined {
    const { discriminator } = object;
    const entries = Object.entries(mappingOf(object));
    if (!isObject(discriminator) || entries.length === 0) return undefined;
    const mapping: JsonObject = {};
    for (const [value, reference] of entries) {
      const isLeft = typeof reference !== "string" || !this.#isPath(reference, from) || this.#isInside(reference, from);
      setOwn(mapping, value, isLeft ? reference : `#${this.#pointerOf(this.#resolve(reference, from), "schema")}`);
    }
    return { ...discriminator, mapping };
  }

  /** Where a place stands in the result. */
  #pointerOf(target: FilePlace, kind: Kind): string {
    if (target.volume === this.#entry) return fragment(target.pointer);
    const { component, rest } = componentAt(target, kind);
    const known = this.#components.get(keyOf(component));
    return fragment(`${(known && this.#pointers.get(known)) ?? ""}${rest}`);
  }

  #inline(target: FilePlace, kind: Kind, { $ref: _reference, ...beside }: JsonObject): Json {
    const key = keyOf(target);
    if (this.#inlining.includes(key)) {
      const location = target.volume.locate(target.pointer);
      throw new ToolchainError(
        "document/reference",
        "Expected an end of references, found one that leads back to itself.",
        { location },
      );
    }
    this.#inlining.push(key);
    const value = this.#rewrite(target, kind);
    this.#inlining.pop();
    return isObject(value) ? { ...value, ...beside } : value;
  }

  #locate(pointer: string): ReturnType<SourceDocument["locate"]> {
    for (const [{ volume, pointer: origin }, placed] of this.#pointers)
      if (pointer === placed || pointer.startsWith(`${placed}/`))
        return volume.locate(origin + pointer.slice(placed.length));
    return this.#entry.locate(pointer);
  }
}

/** Whether an object has a reference, or the mapping of a discriminator, that is no plain pointer within the document. */
function refersOut(object: JsonObject): boolean {
  const leaves = (reference: Json | undefined): boolean => typeof reference === "string" && !INSIDE.test(reference);
  return (
    leaves(object["$ref"]) || (object["discriminator"] !== undefined && Object.values(mappingOf(object)).some(leaves))
  );
}

/** A pointer as a URI fragment has it (RFC 6901, section 6). */
function fragment(pointer: string): string {
  return encodeURI(pointer).replaceAll("#", "%23");
}

function keyOf({ volume, pointer }: FilePlace): string {
  return `${volume.path}#${pointer}`;
}

/** Whether any object has an `$id`, schema or not. */
function hasIds(value: Json): boolean {
  if (Array.isArray(value)) return value.some(hasIds);
  if (!isObject(value)) return false;
  if (typeof value["$id"] === "string") return true;
  for (const key of Object.keys(value)) if (hasIds(value[key] ?? null)) return true;
  return false;
}

function mappingOf({ discriminator }: JsonObject): JsonObject {
  const mapping = isObject(discriminator) ? discriminator["mapping"] : undefined;
  return isObject(mapping) ? mapping : {};
}

/** A copy of an object with a value at a place, objects made on the way there where none are. */
function withValueAt(object: Json | undefined, [token = "", ...rest]: readonly string[], value: Json): JsonObject {
  const copy: JsonObject = isObject(object) ? { ...object } : {};
  const member = Object.hasOwn(copy, token) ? copy[token] : undefined;
  setOwn(copy, token, rest.length === 0 ? value : withValueAt(member, rest, value));
  return copy;
}
