import {
  isObject,
  type Json,
  type JsonObject,
  mapItems,
  mapMembers,
  parsePointer,
  pointerBelow,
  setOwn,
  valueAt,
} from "../../json.js";
import { isField, type Kind, LIST_FIELDS, MAP_FIELDS, type Shape, shapeOf } from "../../openapi/grammar.js";
import { isReferable } from "../../openapi/kinds.js";
import { besideReference, REFERENCE, referenceOf, referenceText } from "../../openapi/reference.js";
import { objectsIn } from "../../openapi/walk.js";
import { uriPath } from "../file-name.js";
import { type DocumentFile, type FilePlace, FileSet, placeKey } from "./file-set.js";

/**
 * Replaces each reference in place of a map or a list by a map or a list of references to the members of its target. The
 * specification does not allow such references, but documents contain them.
 *
 * @param files The entry file, then the other files.
 */
export function withoutMapReferences(files: readonly [DocumentFile, ...DocumentFile[]]): DocumentFile[] {
  if (!files.some(({ value }) => mayRefer(value, ""))) return [...files];
  const changes = new Expansion(new FileSet(files), files[0]).changes();
  return files.map((file) => {
    const made = changes.get(file);
    return made === undefined ? file : { ...file, value: changed(file.value, made) };
  });
}

/** The maximum number of members that are added in total. It limits many references to one large map. */
const MOST = 500_000;

/** A copied member counts as this many members, because it can contain further references to maps. */
const COPY = 50;

/** The new value of a place, and the changes below it. */
interface Change {
  held?: Json;
  readonly below: Map<string, Change>;
}

interface Pending extends FilePlace {
  readonly value: Json;
  readonly kind: Kind;
  /** The keys of the targets whose copies contain the value. A copy inside a copy of the same target has no end. */
  readonly within: readonly string[];
}

class Expansion {
  readonly #files: FileSet;
  readonly #entry: DocumentFile;
  readonly #changes = new Map<DocumentFile, Change>();
  readonly #pending: Pending[] = [];
  readonly #seen = new Set<string>();
  #count = 0;

  constructor(files: FileSet, entry: DocumentFile) {
    this.#files = files;
    this.#entry = entry;
  }

  /** Visits everything that the entry refers to. */
  changes(): ReadonlyMap<DocumentFile, Change> {
    this.#visit({ file: this.#entry, pointer: "", kind: "document", value: this.#entry.value, within: [] });
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) {
      const { file, within } = next;
      for (const { object, kind, pointer } of objectsIn(next.value, next.kind, next.pointer)) {
        this.#follow(object, kind, { file, pointer });
        for (const key of Object.keys(object)) {
          const shape = referenceOf(object[key]) === undefined ? undefined : shapeOf(kind, key);
          if (shape !== undefined) this.#expand(object[key] ?? null, shape, key, { file, pointer }, within);
        }
      }
    }
    return this.#changes;
  }

  #visit(place: Pending): void {
    const key = `${place.kind} ${placeKey(place)}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#pending.push(place);
  }

  /** Visits the target of a reference. The target has the same kind as the object with the reference. */
  #follow(object: JsonObject, kind: Kind, from: FilePlace): void {
    const target = this.#resolve(referenceOf(object), from);
    const value = target && valueAt(target.file.value, target.pointer);
    if (target !== undefined && value !== undefined) this.#visit({ ...target, kind, value, within: [] });
  }

  #expand(member: Json, shape: Shape, key: string, { file, pointer }: FilePlace, around: readonly string[]): void {
    const place = { file, pointer: pointerBelow(pointer, key) };
    const isHeld = isObject(member) && this.#count < MOST && (isMap(shape) || shape.as === "list");
    const target = isHeld ? this.#end(member, place) : undefined;
    if (target === undefined || !isObject(member)) return;
    const within = [...around, placeKey(target)];
    if (around.includes(placeKey(target)) || `${placeKey(place)}/`.startsWith(`${placeKey(target)}/`)) return;
    const held = this.#held(member, shape, key, place, target);
    if (held === undefined) return;
    this.#count += Object.keys(held).length * (canRefer(shape) ? 1 : COPY);
    this.#note(place, held);
    if (!isField(shape)) return;
    if (shape.as === "one") this.#visit({ ...place, kind: shape.holds, value: held, within });
    else
      for (const [name, value] of Object.entries(held))
        this.#visit({ file, pointer: pointerBelow(place.pointer, name), kind: shape.holds, value, within });
  }

  #note({ file, pointer }: FilePlace, held: Json): void {
    let change: Change = this.#changes.get(file) ?? { below: new Map() };
    this.#changes.set(file, change);
    for (const token of parsePointer(pointer)) {
      const next: Change = change.below.get(token) ?? { below: new Map() };
      change.below.set(token, next);
      change = next;
    }
    change.held = held;
  }

  /** The map or list that replaces a reference. Undefined if the target is not what the field can hold. */
  #held(
    member: JsonObject,
    shape: Shape,
    key: string,
    place: FilePlace,
    end: FilePlace,
  ): JsonObject | Json[] | undefined {
    let target = end;
    let value = valueAt(target.file.value, target.pointer);
    if (value === undefined) return undefined;
    if (key === "properties" && isObject(value)) {
      // In the entry file this is a defect, and the defects stage reports it.
      if (target.file === this.#entry && place.file === this.#entry) return undefined;
      if (isObject(value["properties"])) {
        target = { file: target.file, pointer: pointerBelow(target.pointer, key) };
        value = value["properties"];
      }
    }
    if (!isMap(shape))
      return Array.isArray(value) ? value.map((item, index) => standIn(item, shape, target, index, place)) : undefined;
    if (!isObject(value)) return undefined;
    const held: JsonObject = {};
    for (const name of Object.keys(value)) setOwn(held, name, standIn(value[name] ?? null, shape, target, name, place));
    for (const [name, own] of Object.entries(besideReference(member))) setOwn(held, name, own);
    return held;
  }

  /** The target of a reference. Undefined if there is none. A later stage reports a file that is missing. */
  #resolve(reference: string | undefined, from: FilePlace): FilePlace | undefined {
    return reference !== undefined && this.#files.has(reference, from)
      ? this.#files.resolve(reference, from)
      : undefined;
  }

  /** The place of the map or list at the end of a chain of references. */
  #end(member: JsonObject, place: FilePlace): FilePlace | undefined {
    const seen = new Set<Json>();
    let target: FilePlace | undefined = place;
    for (let value: Json | undefined = member; isObject(value) && !seen.has(value);) {
      seen.add(value);
      const reference = value === member || Object.keys(value).length === 1 ? referenceOf(value) : undefined;
      if (reference === undefined) return target;
      target = this.#resolve(reference, target);
      if (target === undefined) return undefined;
      value = valueAt(target.file.value, target.pointer);
      if (Array.isArray(value)) return target;
    }
    return undefined;
  }
}

function isMap(shape: Shape): boolean {
  return isField(shape) && (shape.as === "map" || shape.as === "extensibleMap" || shape.holds === "components");
}

/** Whether the members of a field can be references. */
function canRefer(shape: Shape): boolean {
  return isField(shape) && (shape.holds === "components" || isReferable(shape.holds));
}

/** A reference to a member of a map or a list. The member itself, if its kind cannot be a reference. */
function standIn(
  value: Json,
  shape: Shape,
  { file, pointer }: FilePlace,
  key: string | number,
  place: FilePlace,
): Json {
  if (!canRefer(shape) || typeof value !== "object") return value;
  const fragment = referenceText(pointerBelow(pointer, key));
  const path = file === place.file ? "" : `/${uriPath(file.path)}`;
  return { [REFERENCE]: path + fragment };
}

/** Whether a key that can hold a map or a list holds a reference somewhere. The kind of the object is not checked. */
function mayRefer(value: Json, key: string): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some((item) => mayRefer(item, ""));
  if (holdsMany(key) && referenceOf(value) !== undefined) return true;
  return Object.keys(value).some((name) => mayRefer(value[name] ?? null, name));
}

function holdsMany(key: string): boolean {
  return MAP_FIELDS.has(key) || LIST_FIELDS.has(key) || key === "components";
}

function changed(given: Json, { held, below }: Change): Json {
  const value = held ?? given;
  const inner = (member: Json, key: string | number): Json => {
    const change = below.get(String(key));
    return change === undefined ? member : changed(member, change);
  };
  if (Array.isArray(value)) return mapItems(value, inner);
  return isObject(value) ? mapMembers(value, inner) : value;
}
