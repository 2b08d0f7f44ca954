import {
  formatPointer,
  isObject,
  type Json,
  type JsonObject,
  nearestPlace,
  parsePointer,
  setOwn,
  valueAt,
} from "../../json.js";
import type { SourceDocument } from "../../openapi/document.js";
import { type Kind, kindAt } from "../../openapi/grammar.js";
import { besideReference, REFERENCE, referenceOf, referenceText, referenceTo } from "../../openapi/reference.js";
import { mapObjects, type Visit, objectsIn, someObject } from "../../openapi/walk.js";
import { mappedIn, withMapped } from "../../openapi/discriminator.js";
import { openApiObject } from "../openapi-object.js";
import { type Component, componentAt, nameOf, placeComponents, relativePath, sectionsOf } from "./component.js";
import { FileSet, type FilePlace, type DocumentFile, placeKey } from "./file-set.js";
import { withoutMapReferences } from "./map-references.js";
import { DYNAMIC, INSIDE, ReferenceTargets } from "./reference-targets.js";

/**
 * One document from an entry file and the files that it refers to: every reference is a JSON pointer to a place in the
 * result. What other files hold becomes a component, under the name that the entry gives it where it does; path items
 * stand where they are referred to. Identifiers and anchors of schemas go, since nothing is named by them any more.
 * Examples and literal data are left alone, whatever they look like, and so is a reference that names nothing in a file.
 * @throws ToolchainError `document/reference` for a reference to a file that is none of these
 */
export function bundle(given: DocumentFile, others: readonly DocumentFile[]): SourceDocument {
  const [entry = given, ...rest] = withoutMapReferences([given, ...others]);
  const root = openApiObject(entry);
  return someObject(root, "document", isBundled)
    ? new Bundler(entry, rest).bundle(root)
    : { value: root, locate: entry.locate };
}

const IDENTIFIERS = ["$id", "$anchor", "$dynamicAnchor", "$recursiveAnchor"] as const;
const NAMING: ReadonlySet<string> = new Set([...IDENTIFIERS, ...DYNAMIC]);

class Bundler {
  readonly #entry: DocumentFile;
  readonly #targets: ReferenceTargets;
  readonly #sections: ReadonlyMap<Kind, string>;
  /** Components by the place that they come from. */
  readonly #components = new Map<string, Component>();
  /** What stands at those places, and at those that the entry's components name. */
  readonly #kinds = new Map<string, Kind>();
  /** Pointers in the result by the place that stands there. */
  readonly #pointers = new Map<string, string>();
  /** Where parts of the result come from, by their pointers in it. */
  readonly #origins = new Map<string, FilePlace>();
  /** Places whose objects are being copied in, outermost first. */
  readonly #inlining: string[] = [];

  constructor(entry: DocumentFile, others: readonly DocumentFile[]) {
    this.#entry = entry;
    this.#targets = new ReferenceTargets(new FileSet([entry, ...others]), entry);
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
        if (reference === undefined || this.#targets.isLeft(reference, from, kind)) continue;
        const target = this.#targets.end(reference, from, kind);
        if (target === undefined || target.file === this.#entry || this.#pointers.has(placeKey(target))) continue;
        this.#place(target, pointer);
        this.#kinds.set(placeKey(target), kind);
      }
  }

  #place(place: FilePlace, pointer: string): void {
    this.#pointers.set(placeKey(place), pointer);
    this.#origins.set(pointer, place);
  }

  /** Finds what is referred to from the entry on, references of references included. */
  #collect(): void {
    const pending: (FilePlace & { kind: Kind })[] = [{ file: this.#entry, pointer: "", kind: "document" }];
    const seen = new Set<string>();
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { file } = next;
      for (const met of objectsIn(valueAt(file.value, next.pointer) ?? null, next.kind, next.pointer)) {
        for (const { end, index } of this.#targets.of(met, file)) {
          if (end.file === this.#entry) continue;
          const found = this.#sections.has(met.kind) ? this.#add(end, index, met.kind) : end;
          if (!seen.has(placeKey(found))) pending.push({ kind: met.kind, ...found });
          seen.add(placeKey(found));
        }
      }
    }
  }

  /** @param index What an index of parts calls the part, where it was reached by one. */
  #add(target: FilePlace, index: string | undefined, kind: Kind): FilePlace {
    const component = componentAt(target, kind);
    const key = placeKey(component);
    const known = this.#components.get(key);
    if (this.#pointers.has(key) || (known !== undefined && known.pointer !== "")) return component;
    const name = component.pointer === "" && index !== undefined ? nameOf(index) : (known ?? component).name;
    this.#components.set(key, { ...component, name });
    this.#kinds.set(key, component.kind);
    return component;
  }

  /** Whether a component stands within another, where it has a place. Definitions have names of their own. */
  #isPart({ file, pointer, kind }: Component): boolean {
    if (pointer === "" || /\/(?:\$defs|definitions)\/[^/]*$/u.test(pointer)) return false;
    const outer = nearestPlace(
      this.#kinds,
      pointer.slice(0, pointer.lastIndexOf("/")),
      placeKey({ file, pointer: "" }),
    );
    if (outer === undefined) return false;
    const way = pointer.slice(pointer.lastIndexOf("/") - outer.rest.length);
    return kindAt(outer.found, parsePointer(way)) === kind;
  }

  #rewrite(from: FilePlace, kind: Kind, at: string): Json {
    const { file, pointer } = from;
    const change = (met: Visit): Json => this.#change(met, file, at + met.pointer.slice(pointer.length));
    return mapObjects(valueAt(file.value, pointer) ?? null, kind, change, pointer);
  }

  /** @param at Where the object stands in the result. */
  #change({ object, kind, pointer }: Visit, file: DocumentFile, at: string): Json {
    const from = { file, pointer };
    const changed = this.#withReference(object, kind, from, at);
    return kind === "schema" && isObject(changed) ? this.#schema(changed, object, from) : changed;
  }

  #withReference(object: JsonObject, kind: Kind, from: FilePlace, at: string): Json {
    const reference = kind === "document" || kind === "components" ? undefined : referenceOf(object);
    if (reference === undefined || this.#targets.isLeft(reference, from, kind)) return object;
    const claimed = from.file === this.#entry ? this.#origins.get(at) : undefined;
    if (claimed !== undefined) return this.#inline(claimed, kind, object, at);
    const target = this.#targets.end(reference, from, kind);
    if (target === undefined) return { ...object, [REFERENCE]: this.#dangling(reference, from.file) };
    if (target.file !== this.#entry && !this.#sections.has(kind)) return this.#inline(target, kind, object, at);
    return { ...object, ...referenceTo(this.#pointerOf(target)) };
  }

  /** A schema with plain pointers in its mapping and in place of dynamic references, and without identifiers. */
  #schema(schema: JsonObject, given: JsonObject, from: FilePlace): JsonObject {
    const changed = withMapped(schema, (reference) => {
      const target = this.#targets.mapped(reference, from);
      return target === undefined ? reference : referenceText(this.#pointerOf(target));
    });
    const named = this.#targets.dynamic(given, from).map((places): Json => {
      const [only, ...others] = places.map((place) => referenceTo(this.#pointerOf(place)));
      return only === undefined || others.length > 0 ? { anyOf: [only ?? {}, ...others] } : only;
    });
    if (named.length === 0 && !IDENTIFIERS.some((key) => Object.hasOwn(changed, key))) return changed;
    const rest: JsonObject = { ...changed };
    for (const key of IDENTIFIERS) delete rest[key];
    if (named.length === 0) return rest;
    for (const key of DYNAMIC) delete rest[key];
    const [only, ...others] = named;
    if (isObject(only) && others.length === 0 && Object.keys(rest).length === 0) return only;
    return { ...rest, allOf: [...(Array.isArray(rest["allOf"]) ? rest["allOf"] : []), ...named] };
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
    const component = nearestPlace(this.#pointers, target.pointer, placeKey({ ...target, pointer: "" }));
    return component === undefined ? "" : component.found + component.rest;
  }

  #inline(target: FilePlace, kind: Kind, object: JsonObject, at: string): Json {
    const key = placeKey(target);
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
    const origin = nearestPlace(this.#origins, pointer);
    if (origin === undefined) return this.#entry.locate(pointer);
    return origin.found.file.locate(origin.found.pointer + origin.rest);
  }
}

/** Whether an object has something that is not the same in a document of one file, all of whose references are pointers. */
function isBundled(object: JsonObject): boolean {
  const leaves = (reference: Json | undefined): boolean => typeof reference === "string" && !INSIDE.test(reference);
  return Object.keys(object).some((key) => {
    if (key === REFERENCE) return leaves(referenceOf(object));
    if (key === "discriminator") return mappedIn(object).some(leaves);
    return NAMING.has(key) && typeof object[key] === "string";
  });
}

/** Whether an entry of the components is what it refers to, with a text of its own at most (OpenAPI 3.1, "Reference Object"). */
function isStandIn(value: Json, kind: Kind): value is JsonObject {
  const isText = (key: string): boolean => /^(?:summary|description|x-.*)$/u.test(key);
  return isObject(value) && kind !== "document" && Object.keys(value).every((key) => key === REFERENCE || isText(key));
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
