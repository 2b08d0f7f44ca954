import {
  formatPointer,
  isObject,
  type Json,
  type JsonObject,
  mapMembers,
  parsePointer,
  setOwn,
  valueAt,
} from "../../json.js";
import type { SourceDocument } from "../../openapi/document.js";
import { type Kind, kindAt } from "../../openapi/grammar.js";
import { besideReference, REFERENCE, referenceOf, referenceText, referenceTo } from "../../openapi/reference.js";
import { mapObjects, type Visit, objectsIn, someObject } from "../../openapi/walk.js";
import { openApiObject } from "../openapi-object.js";
import { type Component, componentAt, nameOf, placeComponents, relativePath, sectionsOf } from "./component.js";
import { FileSet, type FilePlace, type DocumentFile } from "./file-set.js";

/**
 * One document from an entry file and the files that it refers to: every reference is a JSON pointer to a place in the
 * result. What other files hold becomes a component, under the name that the entry gives it where it does; path items
 * stand where they are referred to. Identifiers and anchors of schemas go, since nothing is named by them any more.
 * Examples and literal data are left alone, whatever they look like, and so is a reference that names nothing in a file.
 * @throws ToolchainError `document/reference` for a reference to a file that is none of these
 */
export function bundle(entry: DocumentFile, others: readonly DocumentFile[]): SourceDocument {
  const root = openApiObject(entry);
  return someObject(root, "document", isBundled)
    ? new Bundler(entry, others).bundle(root)
    : { value: root, locate: entry.locate };
}

/** A plain pointer within a document. */
const INSIDE = /^#(?:\/|$)/u;

/** Keywords that name a schema, beside `$ref` (JSON Schema 2020-12, section 8.2.3.2, and 2019-09, section 8.2.4.2). */
const DYNAMIC = ["$dynamicRef", "$recursiveRef"] as const;

const IDENTIFIERS = ["$id", "$anchor", "$dynamicAnchor", "$recursiveAnchor"] as const;

class Bundler {
  readonly #entry: DocumentFile;
  readonly #files: FileSet;
  readonly #sections: ReadonlyMap<Kind, string>;
  /** Components by the place that they come from. */
  readonly #components = new Map<string, Component>();
  /** Pointers in the result by the place that stands there. */
  readonly #pointers = new Map<string, string>();
  /** Where parts of the result come from, by their pointers in it. */
  readonly #origins = new Map<string, FilePlace>();
  /** Places whose objects are being copied in, outermost first. */
  readonly #inlining: string[] = [];

  constructor(entry: DocumentFile, others: readonly DocumentFile[]) {
    this.#entry = entry;
    this.#files = new FileSet([entry, ...others]);
    this.#sections = sectionsOf(entry);
  }

  bundle(root: JsonObject): SourceDocument {
    const start = { file: this.#entry, pointer: "" };
    this.#claim();
    this.#collect();
    const components = [...this.#components.values()].filter((component) => !this.#isPart(component));
    const placed = placeComponents(components, this.#entry);
    for (const [component, pointer] of placed) this.#place(component, pointer);
    const rewritten = this.#rewrite(start, "document", "");
    if (!isObject(rewritten)) return { value: root, locate: this.#entry.locate };
    const sections = new Map<string, JsonObject>();
    for (const [component, pointer] of placed) {
      const [, section = "", name = ""] = /^(.*)\/([^/]*)$/u.exec(pointer) ?? [];
      const members = sections.get(section) ?? {};
      setOwn(members, name, this.#rewrite(component, component.kind, pointer));
      sections.set(section, members);
    }
    let value = rewritten;
    for (const [section, members] of sections) value = withMembers(value, parsePointer(section), members);
    return { value, locate: (pointer) => this.#locate(pointer) };
  }

  /** Parts of other files that an entry of the components stands for: they keep that name. */
  #claim(): void {
    for (const [kind, section] of this.#sections)
      for (const [name, value] of Object.entries(valueAt(this.#entry.value, section) ?? {})) {
        const pointer = section + formatPointer([name]);
        const reference = isStandIn(value, kind) ? referenceOf(value) : undefined;
        const from = { file: this.#entry, pointer };
        if (reference === undefined || this.#isInside(reference, from)) continue;
        const target = this.#end(reference, from);
        if (target !== undefined && target.file !== this.#entry && !this.#pointers.has(keyOf(target)))
          this.#place(target, pointer);
      }
  }

  #place(place: FilePlace, pointer: string): void {
    this.#pointers.set(keyOf(place), pointer);
    this.#origins.set(pointer, place);
  }

  /** Finds what is referred to from the entry on, references of references included. */
  #collect(): void {
    const pending: (FilePlace & { kind: Kind })[] = [{ file: this.#entry, pointer: "", kind: "document" }];
    const seen = new Set<string>();
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { file } = next;
      for (const met of objectsIn(valueAt(file.value, next.pointer) ?? null, next.kind, next.pointer)) {
        for (const reference of this.#referencesOf(met, file)) {
          const from = { file, pointer: met.pointer };
          const target = this.#end(reference, from);
          if (target === undefined || target.file === this.#entry) continue;
          const found = this.#sections.has(met.kind) ? this.#add(reference, from, target, met.kind) : target;
          if (!seen.has(keyOf(found))) pending.push({ kind: met.kind, ...found });
          seen.add(keyOf(found));
        }
      }
    }
  }

  /** References of an object that are no plain pointers within the entry. */
  #referencesOf({ object, kind, pointer }: Visit, file: DocumentFile): string[] {
    const from = { file, pointer };
    const mapped = kind === "schema" ? Object.values(mappingOf(object)).filter((text) => this.#isPath(text, from)) : [];
    const references = [
      referenceOf(object),
      ...DYNAMIC.map((key) => (kind === "schema" ? object[key] : undefined)),
      ...mapped,
    ];
    return references.filter((text) => typeof text === "string").filter((text) => !this.#isInside(text, from));
  }

  /** Whether a reference is a plain pointer within the entry, which is left as it is. */
  #isInside(reference: string, from: FilePlace): boolean {
    return from.file === this.#entry && INSIDE.test(reference) && this.#files.isPlain(from);
  }

  /** Whether a mapping's value is a reference to a place here, and not a schema's name (OpenAPI 3.1, "Discriminator Object"). */
  #isPath(text: Json, from: FilePlace): text is string {
    return typeof text === "string" && /[#/]|\.(?:json|ya?ml)$/iu.test(text) && this.#files.has(text, from);
  }

  /** What a reference names, past parts of other files that are references and nothing else. */
  #end(reference: string, from: FilePlace): FilePlace | undefined {
    const seen = new Set<string>();
    let place = this.#files.resolve(reference, from);
    while (place !== undefined && !seen.has(keyOf(place))) {
      seen.add(keyOf(place));
      const value = valueAt(place.file.value, place.pointer);
      const next = isObject(value) && Object.keys(value).length === 1 ? referenceOf(value) : undefined;
      const target = next === undefined || this.#isInside(next, place) ? undefined : this.#files.resolve(next, place);
      if (target === undefined) return place;
      place = target;
    }
    return place;
  }

  #add(reference: string, from: FilePlace, target: FilePlace, kind: Kind): FilePlace {
    const component = componentAt(target, kind);
    const key = keyOf(component);
    if (this.#pointers.has(key)) return component;
    const known = this.#components.get(key);
    if (known !== undefined && known.pointer !== "") return known;
    // A file that is one part is called as an index of parts calls it, where there is one.
    const index = parsePointer(this.#files.resolve(reference, from)?.pointer ?? "").at(-1);
    const name = component.pointer === "" && index !== undefined ? nameOf(index) : (known ?? component).name;
    this.#components.set(key, { ...component, name });
    return component;
  }

  /** Whether a component stands within another, where it has a place. Definitions have names of their own. */
  #isPart({ file, pointer, kind }: Component): boolean {
    if (/\/(?:\$defs|definitions)\/[^/]*$/u.test(pointer)) return false;
    return ends(pointer).some((end) => {
      const key = keyOf({ file, pointer: pointer.slice(0, end) });
      const claimed = this.#pointers.get(key);
      const outer = claimed === undefined ? this.#components.get(key)?.kind : kindAt("document", parsePointer(claimed));
      return end < pointer.length && outer !== undefined && kindAt(outer, parsePointer(pointer.slice(end))) === kind;
    });
  }

  #rewrite(from: FilePlace, kind: Kind, at: string): Json {
    const { file, pointer } = from;
    const change = (met: Visit): Json => this.#change(met, file, at + met.pointer.slice(pointer.length));
    return mapObjects(valueAt(file.value, pointer) ?? null, kind, change, pointer);
  }

  /** @param at Where the object stands in the result. */
  #change(met: Visit, file: DocumentFile, at: string): Json {
    const { kind } = met;
    const from = { file, pointer: met.pointer };
    const object = kind === "schema" ? this.#schema(met.object, from) : met.object;
    const reference = kind === "document" || kind === "components" ? undefined : referenceOf(object);
    if (reference === undefined || this.#isInside(reference, from)) return object;
    const claimed = file === this.#entry ? this.#origins.get(at) : undefined;
    if (claimed !== undefined) return this.#inline(claimed, kind, object, at);
    const target = this.#end(reference, from);
    if (target === undefined) return { ...object, [REFERENCE]: this.#dangling(reference, file) };
    if (target.file !== this.#entry && !this.#sections.has(kind)) return this.#inline(target, kind, object, at);
    return { ...object, ...referenceTo(this.#pointerOf(target)) };
  }

  /** A schema with plain pointers in its mapping and in place of its other kinds of references, without identifiers. */
  #schema(object: JsonObject, from: FilePlace): JsonObject {
    const { discriminator } = object;
    const mapping = mapMembers(mappingOf(object), (reference) =>
      !this.#isPath(reference, from) || this.#isInside(reference, from) ? reference : this.#rewritten(reference, from),
    );
    let changed = object;
    if (isObject(discriminator) && mapping !== discriminator["mapping"] && Object.keys(mapping).length > 0)
      changed = { ...changed, discriminator: { ...discriminator, mapping } };
    for (const key of DYNAMIC) {
      const { [key]: reference, ...rest } = changed;
      if (typeof reference !== "string") continue;
      const named = { [REFERENCE]: this.#rewritten(reference, from) };
      const others = Array.isArray(rest["allOf"]) ? rest["allOf"] : [];
      changed = referenceOf(rest) === undefined ? { ...rest, ...named } : { ...rest, allOf: [...others, named] };
    }
    if (!IDENTIFIERS.some((key) => Object.hasOwn(changed, key))) return changed;
    const { $id: _id, $anchor: _anchor, $dynamicAnchor: _dynamic, $recursiveAnchor: _recursive, ...rest } = changed;
    return rest;
  }

  /** A reference to a schema as a plain pointer; as it is where it names nothing. */
  #rewritten(reference: string, from: FilePlace): string {
    const target = this.#end(reference, from);
    return target === undefined ? this.#dangling(reference, from.file) : referenceText(this.#pointerOf(target));
  }

  /** A reference to nothing as it was written. One within another file names that file, since it means nothing here. */
  #dangling(reference: string, file: DocumentFile): string {
    return file === this.#entry || !reference.startsWith("#")
      ? reference
      : `${relativePath(file.path, this.#entry.path)}${reference}`;
  }

  /** Where a place stands in the result. */
  #pointerOf(target: FilePlace): string {
    if (target.file === this.#entry) return target.pointer;
    for (const end of ends(target.pointer)) {
      const place = this.#pointers.get(keyOf({ file: target.file, pointer: target.pointer.slice(0, end) }));
      if (place !== undefined) return place + target.pointer.slice(end);
    }
    return "";
  }

  #inline(target: FilePlace, kind: Kind, object: JsonObject, at: string): Json {
    const key = keyOf(target);
    // A path item that includes itself: nothing stands there.
    if (this.#inlining.includes(key))
      return { ...object, [REFERENCE]: this.#dangling(`#${target.pointer}`, target.file) };
    this.#inlining.push(key);
    this.#origins.set(at, target);
    const value = this.#rewrite(target, kind, at);
    this.#inlining.pop();
    return isObject(value) ? { ...value, ...besideReference(object) } : value;
  }

  #locate(pointer: string): ReturnType<SourceDocument["locate"]> {
    for (const end of ends(pointer)) {
      const origin = this.#origins.get(pointer.slice(0, end));
      if (origin !== undefined) return origin.file.locate(origin.pointer + pointer.slice(end));
    }
    return this.#entry.locate(pointer);
  }
}

/** Where a pointer may end so that it names a place, or one around it; the longest is first. */
function ends(pointer: string): number[] {
  const found = [0];
  for (let at = pointer.indexOf("/", 1); at !== -1; at = pointer.indexOf("/", at + 1)) found.push(at);
  return pointer === "" ? found : [...found, pointer.length].toReversed();
}

/** Whether an object has something that is not the same in a document of one file, all of whose references are pointers. */
function isBundled(object: JsonObject): boolean {
  const leaves = (reference: Json | undefined): boolean => typeof reference === "string" && !INSIDE.test(reference);
  return (
    leaves(referenceOf(object)) ||
    [...IDENTIFIERS, ...DYNAMIC].some((key) => typeof object[key] === "string") ||
    (object["discriminator"] !== undefined && Object.values(mappingOf(object)).some(leaves))
  );
}

/** Whether an entry of the components is what it refers to, with a text of its own at most (OpenAPI 3.1, "Reference Object"). */
function isStandIn(value: Json, kind: Kind): value is JsonObject {
  const isText = (key: string): boolean => /^(?:summary|description|x-.*)$/u.test(key);
  return isObject(value) && kind !== "document" && Object.keys(value).every((key) => key === REFERENCE || isText(key));
}

function keyOf({ file, pointer }: FilePlace): string {
  return `${file.path}#${pointer}`;
}

function mappingOf({ discriminator }: JsonObject): JsonObject {
  const mapping = isObject(discriminator) ? discriminator["mapping"] : undefined;
  return isObject(mapping) ? mapping : {};
}

/** A copy of an object with more members at a place, objects made on the way there where none are. */
function withMembers(object: Json | undefined, [token, ...rest]: readonly string[], members: JsonObject): JsonObject {
  const copy: JsonObject = isObject(object) ? { ...object } : {};
  if (token === undefined) {
    for (const [name, member] of Object.entries(members)) setOwn(copy, name, member);
    return copy;
  }
  const below = Object.hasOwn(copy, token) ? copy[token] : undefined;
  setOwn(copy, token, withMembers(below, rest, members));
  return copy;
}
