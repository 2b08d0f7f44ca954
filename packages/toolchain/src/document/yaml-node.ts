import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from "yaml";
import { type ErrorCode, ToolchainError } from "../errors.js";
import { isObject, type Json, type JsonObject, setOwn } from "../json.js";
import { MAX_DEPTH, type Recovery, type TextFields } from "./data.js";
import { addPosition, type MutableTextPosition, type PositionToLocation } from "./position.js";

/** Most nodes that aliases may add to one text: a description's worth, far below what exhausts memory. */
const MAX_COPIES = 100_000;

/** What the tags of YAML's JSON schema make of a scalar's text; undefined where it is none of theirs. */
const SCALAR_TAGS: Readonly<Record<string, (text: string) => number | bigint | string | boolean | null | undefined>> = {
  str: (text) => text,
  int: (text) => (/^[-+]?\d+$/u.test(text) ? BigInt(text.replace("+", "")) : undefined),
  float: (text) => (/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/iu.test(text) ? Number(text) : undefined),
  bool: (text) => (/^(?:true|yes|on)$/iu.test(text) ? true : /^(?:false|no|off)$/iu.test(text) ? false : undefined),
  null: (text) => (/^(?:null|~|)$/iu.test(text) ? null : undefined),
};

/** Turns composed YAML nodes to plain data, and notes where each member stands. One reader reads one text. */
export class NodeReader {
  readonly #position: PositionToLocation;
  readonly #path: string[] = [];
  readonly #anchors = new Map<string, Node>();
  /** What each alias meant where it stood: an anchor's name may be given again further down. */
  readonly #targets = new Map<Alias, Node>();
  readonly #open = new Set<Node>();
  #expanding = 0;
  #copies = 0;

  readonly #recovered: Recovery[] | undefined;

  /** @param recovered Gets tags that mean nothing here, whose values are read without them; an error where not given. */
  constructor(position: PositionToLocation, recovered?: Recovery[]) {
    this.#position = position;
    this.#recovered = recovered;
  }

  read(node: unknown, place: MutableTextPosition, text: true | TextFields | undefined): Json {
    if (isAlias(node)) return this.#readAlias(node, place, text);
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
    if (this.#expanding > 0 && ++this.#copies > MAX_COPIES) {
      throw this.#error(
        "document/alias",
        `Expected aliases to copy at most ${MAX_COPIES} values, found more`,
        place.offset,
      );
    }
    if (node.anchor !== undefined && this.#expanding === 0) this.#anchors.set(node.anchor, node);
    if (isScalar(node)) return this.#readScalar(node, text === true);
    if (node.tag !== undefined && node.tag !== `tag:yaml.org,2002:${isMap(node) ? "map" : "seq"}`)
      this.#refuseTag(node, node.tag);
    if (this.#path.length >= MAX_DEPTH) {
      throw this.#error(
        "document/too-deep",
        `Expected at most ${MAX_DEPTH} levels of nesting, found more`,
        place.offset,
      );
    }
    this.#open.add(node);
    const value = isMap(node) ? this.#readMap(node.items, place, text) : this.#readSequence(node.items, place, text);
    this.#open.delete(node);
    return value;
  }

  #readMap(pairs: readonly Pair[], place: MutableTextPosition, text: true | TextFields | undefined): JsonObject {
    const object: JsonObject = {};
    /** Keys that a merge has given, and that a key of the mapping itself may give again. */
    const merged = new Set<string>();
    for (const { key: node, value } of pairs) {
      if (!isScalar(node) || typeof node.value !== "string") {
        throw this.#error(
          "document/unreadable",
          "Expected a plain key, found an alias or a collection",
          offsetOf(node),
        );
      }
      if (node.anchor !== undefined && this.#expanding === 0) this.#anchors.set(node.anchor, node);
      const key = node.value;
      this.#path.push(key);
      const earlier = place.members?.get(key);
      if (earlier !== undefined && !merged.delete(key)) throw this.#duplicate(key, offsetOf(node), earlier.offset);
      const member = addPosition(place, key, offsetOf(node) ?? place.offset);
      const read = this.read(value, member, typeof text === "object" ? ownField(text, key) : undefined);
      this.#path.pop();
      if (key === "<<" && node.type === "PLAIN" && isMergeable(read)) {
        place.members?.delete(key);
        for (const name of merge(object, place, read, member)) merged.add(name);
      } else setOwn(object, key, read);
    }
    return object;
  }

  #readSequence(items: readonly unknown[], place: MutableTextPosition, text: true | TextFields | undefined): Json[] {
    const fields = text === true ? undefined : text;
    return items.map((item, index) => {
      this.#path.push(String(index));
      const value = this.read(item, addPosition(place, String(index), offsetOf(item) ?? place.offset), fields);
      this.#path.pop();
      return value;
    });
  }

  #readScalar(node: Scalar, isText: boolean): Json {
    const { value, source, range, tag } = node;
    if (tag !== undefined) {
      const tagged = SCALAR_TAGS[/^tag:yaml\.org,2002:(.*)$/u.exec(tag)?.[1] ?? ""]?.(source ?? "");
      if (tagged === undefined) this.#refuseTag(node, tag);
      return tagged === undefined ? (source ?? null) : this.#readNumber(tagged, source, range);
    }
    if (isText && (typeof value === "bigint" || typeof value === "number") && source !== undefined) return source;
    return this.#readNumber(value, source, range);
  }

  #readNumber(value: unknown, source: string | undefined, range: Scalar["range"]): Json {
    if (typeof value === "bigint" || typeof value === "number") {
      if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value;
      if (Number.isFinite(value)) return value;
      throw this.#error("document/number", `Expected a finite number, found ${source ?? value}`, range?.[0]);
    }
    return typeof value === "string" || typeof value === "boolean" ? value : null;
  }

  #readAlias(alias: Alias, place: MutableTextPosition, text: true | TextFields | undefined): Json {
    const target = this.#targets.get(alias) ?? this.#anchors.get(alias.source);
    if (target === undefined) {
      throw this.#error(
        "document/alias",
        `Expected an anchor &${alias.source} further up, found none`,
        offsetOf(alias),
      );
    }
    if (this.#open.has(target)) {
      throw this.#error(
        "document/alias",
        `Expected a finite value, found *${alias.source} inside itself`,
        offsetOf(alias),
      );
    }
    this.#targets.set(alias, target);
    this.#expanding += 1;
    const value = this.read(target, place, text);
    this.#expanding -= 1;
    return value;
  }

  /** A tag of another type, or one that its value is not of: the value is what was written. */
  #refuseTag(node: Node, tag: string): void {
    const message = `Expected a value of JSON's types, found the tag ${tag}`;
    const error = this.#error("document/tag", message, offsetOf(node));
    if (this.#recovered === undefined || error.location === undefined) throw error;
    this.#recovered.push({ message, location: error.location });
  }

  #duplicate(key: string, offset: number | undefined, earlier: number): ToolchainError {
    const first = this.#position(earlier).line;
    const again = this.#position(offset ?? earlier).line;
    const message = `Expected each key once, found ${JSON.stringify(key)} on line ${first} and on line ${again}`;
    return this.#error("document/duplicate-key", message, offset);
  }

  #error(code: ErrorCode, message: string, offset = 0): ToolchainError {
    return new ToolchainError(code, message, { location: this.#position(offset, this.#path) });
  }
}

/** What a merge key takes: a mapping, or a list of such. */
function isMergeable(value: Json): value is JsonObject | JsonObject[] {
  return Array.isArray(value) ? value.every(isObject) : isObject(value);
}

/**
 * Gives a mapping the members of others that it does not have (YAML 1.1, "Merge Key Language-Independent Type"): the
 * first of them wins. They are found where they were written.
 *
 * @returns The keys that it got.
 */
function merge(
  object: JsonObject,
  place: MutableTextPosition,
  value: JsonObject | JsonObject[],
  from: MutableTextPosition,
): string[] {
  const added: string[] = [];
  for (const [index, source] of (Array.isArray(value) ? value : [value]).entries())
    for (const [key, item] of Object.entries(source)) {
      if (Object.hasOwn(object, key)) continue;
      setOwn(object, key, item);
      added.push(key);
      const members = Array.isArray(value) ? from.members?.get(String(index))?.members : from.members;
      const origin = members?.get(key);
      (place.members ??= new Map<string, MutableTextPosition>()).set(key, origin ?? { offset: from.offset });
    }
  return added;
}

function offsetOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined;
}

function ownField(fields: TextFields, key: string): true | TextFields | undefined {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}
