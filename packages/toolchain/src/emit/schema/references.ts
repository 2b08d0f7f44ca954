import { type Kind, kindAt } from "../../openapi/grammar.js";
import { mapObjects, objectsIn } from "../../openapi/walk.js";
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
import { besideReference, componentReference, pointerFrom, referenceOf, referenceTo } from "../../openapi/reference.js";
import { resolve } from "../../openapi/references.js";
import { schemasOf, without } from "../../openapi/schema-keywords.js";

/** Kinds whose components have types of their own; any other reference is replaced by what it names. */
const TYPED = new Map<Kind, string>([
  ["schema", "schemas"],
  ["response", "responses"],
  ["parameter", "parameters"],
  ["requestBody", "requestBodies"],
]);

/**
 * A document whose references all name whole components. A reference into one is replaced by what stands there, since
 * openapi-typescript would take its path for that of a type; where such a place contains itself it becomes a component.
 * `$defs` go: they are reached by references alone, and would be printed as a property.
 *
 * @param original The document whose places the references name.
 */
export function wholeReferences(document: JsonObject, original: JsonObject): JsonObject {
  const resolver = new Resolver(original);
  const components = isObject(document["components"]) ? document["components"] : {};
  const value = resolver.resolved({ ...document, components }, "document");
  const hoisted = resolver.hoisted();
  if (!isObject(value) || !isObject(value["components"])) return document;
  const schemas = { ...schemasOf(value), ...hoisted };
  return { ...value, components: { ...value["components"], ...(Object.keys(schemas).length > 0 ? { schemas } : {}) } };
}

/** How often a place is copied in before it becomes a component: copies within copies would be without number. */
const MAX_COPIES = 250;

class Resolver {
  readonly #document: JsonObject;
  readonly #copies = new Map<string, number>();
  /** Pointers that are being copied in, outermost first. */
  readonly #open: string[] = [];
  /** Names given to places that contain themselves. */
  readonly #names = new Map<string, string>();

  constructor(document: JsonObject) {
    this.#document = document;
  }

  resolved(value: Json, kind: Kind): Json {
    return mapObjects(value, kind, (met) => {
      if (met.kind === "components") return this.#components(met.object);
      const object = met.kind === "schema" ? without(met.object, "$defs", "definitions") : met.object;
      const pointer = isPlainlyWhole(referenceOf(object), met.kind) ? undefined : this.#target(object, met.kind);
      if (pointer === undefined || (met.kind === "schema" && isWhole(pointer, met.kind))) return object;
      const beside = besideReference(object);
      return isWhole(pointer, met.kind)
        ? { ...beside, ...referenceTo(pointer) }
        : this.#copied(pointer, met.kind, beside);
    });
  }

  /** Components none of which is a reference to another. Path items stand where they are referred to. */
  #components(components: JsonObject): JsonObject {
    const whole = without(components, "pathItems");
    for (const [kind, section] of TYPED) {
      const { [section]: held } = whole;
      if (kind === "schema" || !isObject(held)) continue;
      whole[section] = mapMembers(held, (component) => {
        const pointer = isObject(component) ? this.#target(component, kind) : undefined;
        return pointer === undefined || !isObject(component)
          ? component
          : this.#copied(pointer, kind, besideReference(component));
      });
    }
    return whole;
  }

  /** Where a reference leads: in the end, but for a schema, which has a name of its own even where it is a reference. */
  #target(object: JsonObject, kind: Kind): string | undefined {
    const pointer = pointerFrom(object);
    if (pointer === undefined || kind === "schema") return pointer;
    const end = resolve(this.#document, { value: object, pointer: "\n" });
    return end.kind === "found" ? end.at.pointer : pointer;
  }

  /** Schemas by the names that their places were given. */
  hoisted(): JsonObject {
    const schemas: JsonObject = {};
    for (const [pointer, name] of this.#names)
      setOwn(schemas, name, this.resolved(valueAt(this.#document, pointer) ?? {}, "schema"));
    return schemas;
  }

  #copied(pointer: string, kind: Kind, beside: JsonObject): Json {
    const known = this.#names.get(pointer);
    if (known !== undefined) return { ...componentReference(known), ...beside };
    const copies = (this.#copies.get(pointer) ?? 0) + 1;
    this.#copies.set(pointer, copies);
    if (kind === "schema" && (copies > MAX_COPIES || this.#containsItself(pointer)))
      return { ...componentReference(this.#name(pointer)), ...beside };
    // An object that is no schema and leads back to itself says nothing at all.
    if (this.#open.includes(pointer)) return beside;
    this.#open.push(pointer);
    const value = this.resolved(valueAt(this.#document, pointer) ?? {}, kind);
    this.#open.pop();
    return isObject(value) ? { ...value, ...beside } : value;
  }

  /** Whether references into places lead from a place back to it. Components are left out: they have names. */
  #containsItself(pointer: string): boolean {
    const seen = new Set<string>();
    const pending = [pointer];
    for (let next = pending.pop(); next !== undefined; next = pending.pop())
      for (const { object } of objectsIn(valueAt(this.#document, next) ?? null, "schema")) {
        const target = pointerFrom(object);
        if (target === undefined || isWhole(target, "schema")) continue;
        if (target === pointer) return true;
        if (!seen.has(target)) pending.push(target);
        seen.add(target);
      }
    return false;
  }

  #name(pointer: string): string {
    const tokens = parsePointer(pointer).filter((token) => token !== "properties");
    const words = (tokens[0] === "components" ? tokens.slice(2) : tokens)
      .join("_")
      .replaceAll(/[^A-Za-z0-9._-]+/gu, "_");
    const taken = new Set([...Object.keys(schemasOf(this.#document)), ...this.#names.values()]);
    let name = words === "" ? "Root" : words;
    while (taken.has(name)) name += "_";
    this.#names.set(pointer, name);
    return name;
  }
}

/** Whether a reference names a whole schema, by a look at the commonest form. */
function isPlainlyWhole(reference: string | undefined, kind: Kind): boolean {
  return kind === "schema" && /^#\/components\/schemas\/[A-Za-z0-9._-]+$/u.test(reference ?? "");
}

function isWhole(pointer: string, kind: Kind): boolean {
  const tokens = parsePointer(pointer);
  const section = TYPED.get(kind);
  const isPlain = kind === "schema" || /^[A-Za-z0-9._-]+$/u.test(tokens[2] ?? "");
  return (
    isPlain &&
    section !== undefined &&
    tokens.length === 3 &&
    formatPointer(tokens.slice(0, 2)) === `/components/${section}` &&
    kindAt("document", tokens) === kind
  );
}
