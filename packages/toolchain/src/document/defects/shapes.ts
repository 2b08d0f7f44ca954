import { isObject, type Json, type JsonObject, valueAt } from "../../json.js";
import {
  type Field,
  isExtension,
  isField,
  type Kind,
  type Shape,
  shapeOf,
  type ValueField,
} from "../../openapi/grammar.js";
import { isRead } from "../../openapi/kinds.js";
import { besideReference, pointerOf, REFERENCE, referenceOf } from "../../openapi/reference.js";
import { type Draft, Trail } from "./draft.js";
import {
  expectedOf,
  flat,
  freeKey,
  isWellFormed,
  likeliestObject,
  likeliestValue,
  methodFieldOf,
  rangeOf,
  severalOf,
} from "./likeliest.js";
import { meantComponent } from "./references.js";
import { ReferredProperties } from "./referred-properties.js";

/** Reads every value of a document in the shape of its field. What has another is what was likely meant, or left out. */
export function readShapes(draft: Draft): void {
  const reader = new ShapeReader(draft);
  draft.advance(reader.object(draft.value, "document"), reader.trail.moved);
}

class ShapeReader {
  readonly trail = new Trail();
  readonly #draft: Draft;
  readonly #referred: ReferredProperties;

  constructor(draft: Draft) {
    this.#draft = draft;
    this.#referred = new ReferredProperties(draft);
  }

  object(object: JsonObject, kind: Kind): JsonObject {
    const known = this.trail.members(
      object,
      (value, key, to) => {
        if (key === REFERENCE && kind !== "securityRequirement")
          return typeof value === "string"
            ? this.#reference(value, kind)
            : this.#leaveOut("reference-malformed", key, value);
        const shape = shapeOf(kind, to);
        if (shape === undefined || isWellFormed(value, shape)) return value;
        const isNullType = to === "type" && kind === "schema" && this.#isAlternative(object);
        this.trail.enter(key, to);
        const read = this.#member(isNullType ? this.#nullType(value, shape) : value, shape, to);
        this.trail.leave();
        return read;
      },
      kind === "pathItem" ? freeKey(object, methodFieldOf) : undefined,
    );
    const flagged = kind === "schema" ? requiredByFlag(object) : [];
    if (flagged.length === 0) return known;
    const { required } = known;
    return { ...known, required: [...new Set([...(Array.isArray(required) ? required : []), ...flagged])] };
  }

  #member(value: Json, shape: Shape, key: string): Json | undefined {
    // `items` of a draft-4 tuple is a list.
    const isListed = Array.isArray(value) && (shape.as === "oneOrList" || (shape.as === "one" && key === "items"));
    if (shape.as === "list" || isListed) return this.#list(value, shape, key);
    return shape.as === "one" || shape.as === "oneOrList" ? this.#one(value, shape) : this.#map(value, shape, key);
  }

  #one(value: Json, shape: Shape): Json | undefined {
    return isField(shape) ? this.#objectOf(value, shape.holds) : this.#valueOf(value, shape);
  }

  #objectOf(value: Json, kind: Kind): Json | undefined {
    if (kind === "schema" && isObject(value) && value["type"] === "file") {
      const bytes = { ...value, type: "string", format: "binary" };
      this.#report(expectedOf(kind), value, bytes);
      return this.object(bytes, kind);
    }
    if (isObject(value)) return this.object(value, kind);
    if (!isRead(kind) || (kind === "schema" && typeof value === "boolean")) return value;
    if (Array.isArray(value) && value.length === 1 && isObject(value[0])) {
      const [only = null] = value;
      this.#report(expectedOf(kind), value, only);
      return this.trail.step(0, 0, () => this.#objectOf(only, kind));
    }
    const reading = likeliestObject(kind, value, this.#draft.value);
    this.#report(expectedOf(kind), value, reading);
    return reading;
  }

  #valueOf(value: Json, shape: ValueField): Json | undefined {
    const reading = likeliestValue(value, shape);
    // Where nothing stands, nothing is missed.
    if (reading !== value && value !== null) this.#report(expectedOf(shape.holds, shape.words), value, reading);
    return reading;
  }

  #list(value: Json, shape: Shape, key = ""): Json | undefined {
    if (Array.isArray(value)) {
      const items = shape.holds === "text" ? flat(value) : value;
      return this.trail.items(items, (item) => this.#one(this.#nullType(item, shape), shape));
    }
    if (key === "required" && typeof value === "boolean") return this.#flag(value);
    const expected = `a list of ${severalOf(shape.holds)}`;
    if (isObject(value) && isField(shape) && isMapOf(value, shape)) {
      this.#report(expected, value, Object.values(value));
      return Object.entries(value).map(
        ([name, item], index) => this.trail.step(name, index, () => this.#one(item, shape)) ?? {},
      );
    }
    const isItem = isField(shape) ? isObject(value) : value !== null && typeof value !== "object";
    this.#report(expected, value, isItem ? [value] : undefined);
    if (!isItem) return undefined;
    // The item stands where the list should.
    this.trail.moved.set(`${this.trail.pointer}/0`, this.trail.pointer);
    const item = this.#one(value, shape);
    return item === undefined ? undefined : [item];
  }

  /** Whether a schema says nothing but its type, as one of several. */
  #isAlternative(schema: JsonObject): boolean {
    return Object.keys(schema).length === 1 && ["anyOf", "oneOf"].includes(`${this.trail.last(2)[0]}`);
  }

  /** Replaces null in a list of types by the type name `null`. YAML reads the unquoted word as null. */
  #nullType(item: Json, shape: Shape): Json {
    if (item !== null || isField(shape) || shape.words?.includes("null") !== true) return item;
    this.#report(expectedOf(shape.holds, shape.words), item, "null");
    return "null";
  }

  #map(value: Json, shape: Shape, key: string): Json | undefined {
    const expected = `a map of ${severalOf(shape.holds)}`;
    if (isObject(value)) {
      const isByStatus = isField(shape) && shape.holds === "response" && shape.as === "extensibleMap";
      const read = (known: JsonObject): JsonObject =>
        this.trail.members(
          known,
          (item, name, to) => this.#entry(item, name, to, shape, key),
          isByStatus ? freeKey(known, rangeOf) : undefined,
        );
      if (key === "properties") return this.#referred.read(value, this.trail.pointer, read);
      return read(this.#withoutReference(value, shape) ?? value);
    }
    if (!Array.isArray(value) || !value.every((item) => isObject(item) && Object.values(item).every(isObject))) {
      this.#report(expected, value, undefined);
      return undefined;
    }
    // A list of maps, as a dash too many makes it; an empty one is how some languages write an empty map.
    const merged: JsonObject = Object.assign({}, ...value);
    this.#report(expected, value, merged);
    return this.#map(merged, shape, key);
  }

  #entry(item: Json, name: string, to: string, shape: Shape, key: string): Json | undefined {
    const isOurs = name.startsWith("x-specloom-");
    const isSchema = isObject(item) || typeof item === "boolean" || key === "dependentRequired";
    if (name.startsWith("x-") && !isOurs && (isExtension(shape, name) || !isSchema)) return undefined;
    if (isExtension(shape, name)) return item;
    if (key === "properties" && isKeyword(name, item)) return this.#leaveOut("keyword-among-properties", name, item);
    this.trail.enter(name, to);
    const read = this.#one(item, shape);
    this.trail.leave();
    return read;
  }

  /** A map without an invalid reference. Valid references in place of maps are already replaced at this stage. */
  #withoutReference(value: JsonObject, shape: Shape): JsonObject | undefined {
    const reference = isField(shape) && isRead(shape.holds) ? referenceOf(value) : undefined;
    if (reference === undefined) return undefined;
    const found = this.#draft.published(reference);
    const at = pointerOf(reference);
    const code =
      at === undefined || valueAt(this.#draft.value, at) === undefined ? "reference-dangling" : "reference-kind";
    this.trail.step(REFERENCE, REFERENCE, () =>
      this.#draft.report(code, this.trail.pointer, { found, expected: `a map of ${severalOf(shape.holds)}` }),
    );
    return besideReference(value);
  }

  /** `required: true` says of a property that it is required (JSON Schema draft 3); of anything else, nothing. */
  #flag(found: boolean): undefined {
    const [map, name] = this.trail.last(3);
    this.#draft.report("required-flag", this.trail.pointer, {
      found,
      ...(map === "properties" ? { name: String(name) } : {}),
    });
    return undefined;
  }

  /** Returns the reference. A dangling reference is replaced by a reference to the component that it means. */
  #reference(value: string, kind: Kind): string {
    const meant = meantComponent(this.#draft.value, value, kind);
    if (meant === undefined) return value;
    const found = this.#draft.published(value);
    this.trail.step(REFERENCE, REFERENCE, () =>
      this.#draft.report("reference-dangling", this.trail.pointer, { found, reading: meant }),
    );
    return meant;
  }

  #leaveOut(code: "reference-malformed" | "keyword-among-properties", name: string, found: Json): undefined {
    this.trail.step(name, name, () => this.#draft.report(code, this.trail.pointer, { name, found }));
    return undefined;
  }

  #report(expected: string, found: Json, reading: Json | undefined): void {
    this.#draft.report("value-shape", this.trail.pointer, { expected, found, reading });
  }
}

/** The properties that say of themselves that they are required. */
function requiredByFlag({ properties }: JsonObject): string[] {
  if (!isObject(properties)) return [];
  const names: string[] = [];
  for (const [name, property] of Object.entries(properties))
    if (isObject(property) && property["required"] === true) names.push(name);
  return names;
}

/** A keyword whose value is one of its own shape, and no schema: it stands a step too deep. */
function isKeyword(name: string, value: Json): boolean {
  const shape = shapeOf("schema", name);
  if (shape === undefined || isObject(value) || typeof value === "boolean") return false;
  if (Array.isArray(value)) return shape.as === "list" || shape.as === "oneOrList";
  return value !== null && !isField(shape) && shape.as !== "list" && likeliestValue(value, shape) === value;
}

/** Whether an object where a list should stand has the items by name: none of its keys is a field of an item. */
function isMapOf(value: JsonObject, { holds }: Field): boolean {
  const keys = Object.keys(value);
  const isItem = (item: Json | undefined): boolean =>
    isObject(item) || (holds === "schema" && typeof item === "boolean");
  return (
    keys.length > 0 && keys.every((key) => shapeOf(holds, key) === undefined && key !== REFERENCE && isItem(value[key]))
  );
}
