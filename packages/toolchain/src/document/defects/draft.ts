import { formatPointer, isObject, type Json, type JsonObject, parsePointer, setOwn, valueAt } from "../../json.js";
import type { SourceDocument } from "../../openapi/document.js";
import { type Field, isExtension, isField, type Kind, shapeOf } from "../../openapi/grammar.js";
import { pointerOf, referenceText } from "../../openapi/reference.js";
import { oneLine } from "../../visible.js";
import { DEFECTS, type DefectCode } from "./defect-table.js";
import type { Defect, DefectFacts } from "./defect.js";

/** The number of defects in a document that get a suggestion. A search takes longer in a larger document. */
const MAX_SUGGESTIONS = 20;

/** A document while its defects are read, and what was found so far. */
export class Draft {
  readonly #document: SourceDocument;
  readonly #defects = new Map<string, Defect>();
  /** Places of this reading that stand elsewhere in the reading before it, one map for each reading. */
  readonly #moved: ReadonlyMap<string, string>[] = [];
  #suggestions = 0;
  value: JsonObject;

  constructor(document: SourceDocument) {
    this.#document = document;
    this.value = document.value;
  }

  /** Takes the next reading, and where its places stand in the last one. */
  advance(value: JsonObject, moved: ReadonlyMap<string, string>): void {
    this.value = value;
    if (moved.size > 0) this.#moved.unshift(moved);
  }

  /** Notes a defect at a place of the last reading; the same one at the same place counts once. */
  report(code: DefectCode, pointer: string, facts: DefectFacts): void {
    const at = this.origin(pointer);
    const key = `${code} ${at}`;
    if (this.#defects.has(key)) return;
    const known = { ...facts, isItem: Array.isArray(valueAt(this.#document.value, at.slice(0, at.lastIndexOf("/")))) };
    const { message, repair } = DEFECTS[code];
    this.#defects.set(key, {
      code,
      pointer: at,
      location: this.#document.locate(at),
      // A message has a short name. A repair needs the whole name.
      message: message({ ...known, ...(known.name !== undefined && { name: oneLine(known.name) }) }),
      repair: repair(at, known),
    });
  }

  /** The suggestion for a defect, if it is one of the first defects that ask for one. */
  suggestion(find: () => string | undefined): string | undefined {
    this.#suggestions += 1;
    return this.#suggestions <= MAX_SUGGESTIONS ? find() : undefined;
  }

  /** A reference as the published document has it. */
  published(reference: string): string {
    const pointer = pointerOf(reference);
    const { publishedName } = this.#document;
    return pointer === undefined || publishedName === undefined ? reference : referenceText(publishedName(pointer));
  }

  get defects(): Defect[] {
    return [...this.#defects.values()];
  }

  /** The document as it is read; its places are located where the given one has them. */
  get document(): SourceDocument {
    const { locate } = this.#document;
    const value = this.value;
    return this.#moved.length === 0 ? { value, locate } : { value, locate: (pointer) => locate(this.origin(pointer)) };
  }

  /** Where a place of the last reading stands in the given document. */
  origin(pointer: string): string {
    return this.#moved.reduce((at, moved) => movedPointer(at, moved), pointer);
  }
}

function movedPointer(pointer: string, moved: ReadonlyMap<string, string>): string {
  const tokens = parsePointer(pointer);
  for (let length = tokens.length; length > 0; length -= 1) {
    const from = moved.get(formatPointer(tokens.slice(0, length)));
    if (from !== undefined) return from + formatPointer(tokens.slice(length));
  }
  return pointer;
}

/** Where a walk is: in the value that it goes through, and in the one that it makes. */
export class Trail {
  readonly moved = new Map<string, string>();
  readonly #from: (string | number)[] = [];
  readonly #to: (string | number)[] = [];

  /** Goes a step down for as long as `read` takes. */
  step<T>(from: string | number, to: string | number, read: () => T): T {
    this.enter(from, to);
    const result = read();
    this.leave();
    return result;
  }

  /**
   * Goes a step down. A large document has a million steps, and a call of `step` with a function for each would be
   * slow.
   */
  enter(from: string | number, to: string | number): void {
    this.#from.push(from);
    this.#to.push(to);
    if (from !== to) this.moved.set(formatPointer(this.#to), this.pointer);
  }

  /** Goes back up. */
  leave(): void {
    this.#from.pop();
    this.#to.pop();
  }

  /** Where the walk is, in the value that it goes through. */
  get pointer(): string {
    return formatPointer(this.#from);
  }

  /** The steps from the root to this place. */
  get steps(): readonly (string | number)[] {
    return this.#from;
  }

  /** The last steps down to this place. */
  last(count: number): readonly (string | number)[] {
    return this.#from.slice(-count);
  }

  /**
   * Returns the members of an object that a reading keeps. If no member changes, it returns the object itself.
   *
   * @param spelled The key that a member has in the reading.
   */
  members(
    object: JsonObject,
    read: (value: Json, key: string, to: string) => Json | undefined,
    spelled: (key: string) => string = String,
  ): JsonObject {
    let copy: JsonObject | undefined;
    const keys = Object.keys(object);
    for (const key of keys) {
      const value = object[key] ?? null;
      const to = spelled(key);
      const result = read(value, key, to);
      if (copy === undefined && (result !== value || to !== key)) {
        copy = {};
        for (const earlier of keys.slice(0, keys.indexOf(key))) setOwn(copy, earlier, object[earlier] ?? null);
      }
      if (copy !== undefined && result !== undefined) setOwn(copy, to, result);
    }
    return copy ?? object;
  }

  /** The items of a list that a reading keeps, likewise. */
  items(list: Json[], read: (value: Json) => Json | undefined): Json[] {
    let copy: Json[] | undefined;
    let kept = 0;
    for (const [index, value] of list.entries()) {
      this.enter(index, kept);
      const result = read(value);
      this.leave();
      if (copy === undefined && result !== value) copy = list.slice(0, index);
      if (result === undefined) continue;
      copy?.push(result);
      kept += 1;
    }
    return copy ?? list;
  }
}

/**
 * A document of well-formed values in which every object of the specification is what `read` makes of it, outer objects
 * first; undefined leaves the object out of what holds it.
 */
export function readObjects(
  draft: Draft,
  read: (object: JsonObject, kind: Kind, trail: Trail) => JsonObject | undefined,
): void {
  const trail = new Trail();
  const below = (value: Json, kind: Kind): Json | undefined => {
    if (Array.isArray(value)) return trail.items(value, (item) => below(item, kind));
    if (!isObject(value)) return value;
    const object = read(value, kind, trail);
    if (object === undefined) return undefined;
    return trail.members(object, (member, key) => {
      if (typeof member !== "object" || member === null) return member;
      const field = shapeOf(kind, key);
      if (field === undefined || !isField(field)) return member;
      trail.enter(key, key);
      const held = heldBy(member, field);
      trail.leave();
      return held;
    });
  };
  const heldBy = (member: Json[] | JsonObject, field: Field): Json | undefined => {
    const { holds } = field;
    if (field.as === "one") return below(member, holds);
    if (Array.isArray(member)) return trail.items(member, (item) => below(item, holds));
    return trail.members(member, (item, name) => {
      if (typeof item !== "object" || item === null || isExtension(field, name)) return item;
      trail.enter(name, name);
      const result = below(item, holds);
      trail.leave();
      return result;
    });
  };
  const value = below(draft.value, "document");
  draft.advance(isObject(value) ? value : {}, trail.moved);
}
