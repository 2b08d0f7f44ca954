import { isObject, type Json, type JsonObject, setOwn } from "../json.js";
import { roleOf, type Role } from "../openapi/role.js";

/** No published key or text begins with this: it is a noncharacter, kept by Unicode for internal use. */
const MARK = "\uFDD0";

/** Maps whose keys are free names. Others (paths, media types, statuses) have keys that an upgrade must recognise. */
const COVERED_MAPS = new Set([
  "properties",
  "patternProperties",
  "definitions",
  "schemas",
  "headers",
  "variables",
  "mapping",
  "scopes",
  "encoding",
  "callbacks",
  "links",
]);

/** Extensions that an upgrade itself moves. */
const MOVED_EXTENSIONS = new Set(["x-example", "x-examples", "x-webhooks"]);

/**
 * Hides from the upgrade what it must not touch. The library goes by keys alone: to it a property named `example` is
 * an example, `nullable` inside somebody's default value is a keyword, and `__proto__` is lost. Free names get a mark,
 * literal data leaves the document, and both come back afterwards.
 */
export class LiteralMask {
  readonly #data: Json[] = [];

  /** A covered copy, which may be changed. */
  cover(document: JsonObject): JsonObject {
    return this.#coverObject(document, "object", "");
  }

  /**
   * The document with names and data back, and without the members that an upgrade left undefined. The covered copy is
   * changed in place.
   */
  uncover(document: JsonObject): JsonObject {
    const given: Readonly<Record<string, Json | undefined>> = document;
    const keys = Object.keys(given);
    for (const key of keys)
      if (given[key] === undefined || key.startsWith(MARK)) return this.#renamed(Object.entries(given));
    for (const key of keys) {
      const value = document[key] ?? null;
      const uncovered = this.#uncoverValue(value);
      if (uncovered !== value) setOwn(document, key, uncovered);
    }
    return document;
  }

  #renamed(members: readonly (readonly [string, Json | undefined])[]): JsonObject {
    const copy: JsonObject = {};
    for (const [key, value] of members) {
      const name = key.startsWith(MARK) ? key.slice(MARK.length) : key;
      if (value !== undefined) setOwn(copy, name, this.#uncoverValue(value));
    }
    return copy;
  }

  #coverObject(object: JsonObject, role: Role, name: string): JsonObject {
    const copy: JsonObject = {};
    const isCovered = role === "names" && COVERED_MAPS.has(name);
    for (const [key, value] of Object.entries(object)) {
      const covered = isCovered || key.startsWith(MARK) ? `${MARK}${key}` : key;
      setOwn(copy, covered, this.#coverMember(value, key, roleOf(role, key, value)));
    }
    return copy;
  }

  #coverMember(value: Json, key: string, role: Role): Json {
    if (typeof value === "string" && value.startsWith(MARK)) return this.#store(value);
    // The upgrade looks into what is no text without a look at what it is.
    if (value === null) return this.#store(value);
    if (typeof value !== "object") return value;
    if (role === "data" && MOVED_EXTENSIONS.has(key)) return structuredClone(value);
    if (role === "data" && Array.isArray(value) && !value.some((item) => typeof item === "object")) return [...value];
    if (role === "documentation" && key === "examples" && isObject(value)) return this.#coverExamples(value);
    if (role === "data" || role === "documentation") return this.#store(value);
    if (Array.isArray(value)) return value.map((item) => this.#coverMember(item, key, role));
    return this.#coverObject(value, role, key);
  }

  /** The keys of examples are media types in 2.0, by which the upgrade moves them; the examples are not its business. */
  #coverExamples(examples: JsonObject): JsonObject {
    const copy: JsonObject = {};
    for (const [key, example] of Object.entries(examples)) setOwn(copy, key, this.#store(example));
    return copy;
  }

  #store(value: Json): string {
    return `${MARK}${this.#data.push(value) - 1}`;
  }

  #uncoverValue(value: Json): Json {
    if (typeof value === "string" && value.startsWith(MARK))
      return this.#data[Number(value.slice(MARK.length))] ?? null;
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) value[index] = this.#uncoverValue(item);
      return value;
    }
    return isObject(value) ? this.uncover(value) : value;
  }
}
