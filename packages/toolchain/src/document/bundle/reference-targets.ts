import { isObject, type JsonObject, parsePointer, valueAt, type Json } from "../../json.js";
import { mappedIn } from "../../openapi/discriminator.js";
import type { Kind } from "../../openapi/grammar.js";
import { isRead } from "../../openapi/kinds.js";
import { referenceOf } from "../../openapi/reference.js";
import type { Visit } from "../../openapi/walk.js";
import { type DocumentFile, type FilePlace, type FileSet, placeKey } from "./file-set.js";

/** A plain pointer within a document. */
export const INSIDE = /^#(?:\/|$)/u;

/** References whose targets depend on who refers (JSON Schema 2020-12, section 8.2.3.2, and 2019-09, section 8.2.4.2). */
export const DYNAMIC = ["$dynamicRef", "$recursiveRef"] as const;

/** Where a reference leads in the end. */
interface ReferenceTarget {
  readonly end: FilePlace;
  /** The last key of the place that the reference itself names. */
  readonly index: string | undefined;
}

/** What the references of one document's files lead to. */
export class ReferenceTargets {
  readonly #files: FileSet;
  readonly #entry: DocumentFile;

  constructor(files: FileSet, entry: DocumentFile) {
    this.#files = files;
    this.#entry = entry;
  }

  /**
   * Whether a reference stays unchanged. A plain pointer in the entry stays. So does a reference to a missing file in place
   * of an object that the client does not need.
   */
  isLeft(reference: string, from: FilePlace, kind?: Kind): boolean {
    if (kind !== undefined && !isRead(kind) && !this.#files.has(reference, from)) return true;
    return from.file === this.#entry && INSIDE.test(reference) && this.#files.isPlain(from);
  }

  /** What a reference names, past parts of other files that are references and nothing else; undefined for nothing. */
  end(reference: string, from: FilePlace, kind?: Kind): FilePlace | undefined {
    const seen = new Set<string>();
    let place = this.#files.resolve(reference, from);
    while (place !== undefined && !seen.has(placeKey(place))) {
      seen.add(placeKey(place));
      const value = valueAt(place.file.value, place.pointer);
      const next = isObject(value) && Object.keys(value).length === 1 ? referenceOf(value) : undefined;
      const target =
        next === undefined || this.isLeft(next, place, kind) ? undefined : this.#files.resolve(next, place);
      if (target === undefined) return place;
      place = target;
    }
    return place;
  }

  /** What each dynamic reference of a schema may name. */
  dynamic(schema: JsonObject, from: FilePlace): FilePlace[][] {
    const references = DYNAMIC.map((key) => schema[key]).filter((reference) => typeof reference === "string");
    return references
      .map((reference) => this.#files.resolveDynamic(reference, from))
      .filter(({ length }) => length > 0);
  }

  /**
   * What a value of a discriminator's mapping names; undefined where it is the name of a schema (OpenAPI 3.1,
   * "Discriminator Object"), or stays as it is.
   */
  mapped(text: Json, from: FilePlace): FilePlace | undefined {
    const isPath = typeof text === "string" && /[#/]|\.(?:json|ya?ml)$/iu.test(text) && this.#files.has(text, from);
    return isPath && !this.isLeft(text, from) ? this.end(text, from) : undefined;
  }

  /** All that an object refers to, but for what stays as it is. */
  of({ object, kind, pointer }: Visit, file: DocumentFile): ReferenceTarget[] {
    const from = { file, pointer };
    const reference = referenceOf(object);
    const found: ReferenceTarget[] = [];
    if (reference !== undefined && !this.isLeft(reference, from, kind)) {
      const end = this.end(reference, from, kind);
      const index = parsePointer(this.#files.resolve(reference, from)?.pointer ?? "").at(-1);
      if (end !== undefined) found.push({ end, index });
    }
    if (kind !== "schema") return found;
    const mapped = mappedIn(object).map((text) => this.mapped(text, from));
    const places = [...mapped, ...this.dynamic(object, from).flat()].filter((end) => end !== undefined);
    return [...found, ...places.map((end) => ({ end, index: undefined }))];
  }
}
