import { isObject, type Json, type JsonObject, mapItems, mapMembers, pointerBelow } from "../json.js";
import { fieldOf, isExtension, type Kind } from "./grammar.js";

/** An object met on a walk, and where it stands. */
export interface Visit {
  readonly object: JsonObject;
  readonly kind: Kind;
  readonly pointer: string;
}

/** An object on a walk. Its pointer is written out only where somebody asks for it. */
class LazyVisit implements Visit {
  readonly object: JsonObject;
  readonly kind: Kind;
  readonly #from: LazyVisit | string;
  readonly #steps: readonly (string | number)[];

  constructor(object: JsonObject, kind: Kind, from: LazyVisit | string, ...steps: readonly (string | number)[]) {
    this.object = object;
    this.kind = kind;
    this.#from = from;
    this.#steps = steps;
  }

  get pointer(): string {
    return this.#steps.reduce(pointerBelow, typeof this.#from === "string" ? this.#from : this.#from.pointer);
  }
}

/** The object that a walk is at: one for the whole walk, so it says nothing once the walk has gone on. */
class Cursor implements Visit {
  object: JsonObject = {};
  kind: Kind = "document";
  readonly steps: (string | number)[] = [];
  readonly #start: string;

  constructor(start: string) {
    this.#start = start;
  }

  get pointer(): string {
    return this.steps.reduce(pointerBelow, this.#start);
  }
}

/**
 * A value of a kind in which every object of the specification is what `change` makes of it. Inner objects come first,
 * so `change` sees its members changed already. What nothing was changed in is shared with the given value, which
 * stays as it was: `change` returns new objects, and keeps nothing of what it is given but the object.
 *
 * @param skipped Objects of this kind stay as they are, with all that is in them.
 */
export function mapObjects(value: Json, kind: Kind, change: (met: Visit) => Json, pointer = "", skipped?: Kind): Json {
  return mapped(value, kind, change, new Cursor(pointer), skipped);
}

function mapped(
  value: Json,
  kind: Kind,
  change: (met: Visit) => Json,
  traveller: Cursor,
  skipped: Kind | undefined,
): Json {
  const { steps } = traveller;
  const below = (member: Json, step: string | number, holds: Kind): Json => {
    if (typeof member !== "object" || member === null || holds === skipped) return member;
    steps.push(step);
    const result = mapped(member, holds, change, traveller, skipped);
    steps.pop();
    return result;
  };
  // `items` of a draft-4 tuple is a list.
  if (Array.isArray(value))
    return kind === "schema" ? mapItems(value, (item, index) => below(item, index, kind)) : value;
  if (!isObject(value)) return value;
  const result = mapMembers(value, (member, key) => {
    if (typeof member !== "object" || member === null) return member;
    const field = fieldOf(kind, key);
    if (field === undefined) return member;
    const { holds } = field;
    if (field.as === "one") return below(member, key, holds);
    steps.push(key);
    const held = Array.isArray(member)
      ? mapItems(member, (item, index) => below(item, index, holds))
      : mapMembers(member, (item, name) => (isExtension(field, name) ? item : below(item, name, holds)));
    steps.pop();
    return held;
  });
  traveller.object = result;
  traveller.kind = kind;
  return change(traveller);
}

/** Every object of the specification in a value, outer objects first. */
export function objectsIn(value: Json, kind: Kind, pointer = ""): Visit[] {
  const found: Visit[] = [];
  collect(value, kind, found, pointer);
  return found;
}

function collect(
  value: Json,
  kind: Kind,
  found: Visit[],
  from: LazyVisit | string,
  ...steps: (string | number)[]
): void {
  if (Array.isArray(value)) {
    if (kind === "schema")
      for (const [index, item] of value.entries()) collect(item, kind, found, from, ...steps, index);
    return;
  }
  if (!isObject(value)) return;
  const station = new LazyVisit(value, kind, from, ...steps);
  found.push(station);
  for (const key of Object.keys(value)) {
    const member = value[key];
    if (typeof member !== "object" || member === null) continue;
    const field = fieldOf(kind, key);
    if (field === undefined) continue;
    if (field.as === "one") collect(member, field.holds, found, station, key);
    else
      for (const [name, item] of Object.entries(member))
        if (!isExtension(field, name)) collect(item, field.holds, found, station, key, name);
  }
}

/** Goes through the objects of the specification in a value, outer objects first, into those that `enter` says. */
export function walkObjects(value: Json, kind: Kind, enter: (object: JsonObject, kind: Kind) => boolean): void {
  if (Array.isArray(value)) {
    if (kind === "schema") for (const item of value) walkObjects(item, kind, enter);
    return;
  }
  if (!isObject(value) || !enter(value, kind)) return;
  for (const key of Object.keys(value)) {
    const member = value[key];
    if (typeof member !== "object" || member === null) continue;
    const field = fieldOf(kind, key);
    if (field === undefined) continue;
    if (field.as === "one") walkObjects(member, field.holds, enter);
    else
      for (const [name, item] of Object.entries(member))
        if (!isExtension(field, name)) walkObjects(item, field.holds, enter);
  }
}

/** Whether a value has an object of the specification that is wanted. */
export function someObject(value: Json, kind: Kind, isWanted: (object: JsonObject, kind: Kind) => boolean): boolean {
  let isFound = false;
  walkObjects(value, kind, (object, held) => {
    isFound ||= isWanted(object, held);
    return !isFound;
  });
  return isFound;
}
