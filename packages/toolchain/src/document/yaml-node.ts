import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from "yaml";
import { type ErrorCode, ToolchainError } from "../errors.js";
import { type Json, type JsonObject, setOwn } from "../json.js";
import { MAX_DEPTH, type TextFields } from "./data.js";
import { addPosition, type MutableTextPosition, type PositionToLocation } from "./position.js";

/** Most nodes that aliases may add to one text: a description's worth, far below what exhausts memory. */
const MAX_COPIES = 100_000;

const JSON_TAGS = new Set(
  ["str", "int", "float", "bool", "null", "map", "seq"].map((type) => `tag:yaml.org,2002:${type}`),
);

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

  constructor(position: PositionToLocation) {
    this.#position = position;
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
    if (node.tag !== undefined && !JSON_TAGS.has(node.tag)) {
      throw this.#error("document/tag", `Expected a value of JSON's types, found the tag ${node.tag}`, offsetOf(node));
    }
    if (isScalar(node)) return this.#readScalar(node, text === true);
    if (this.#path.length >= MAX_DEPTH) {
      throw this.#error(
        "document/too-deep",
        `Expected at most ${MAX_DEPTH} levels of nesting, found more`,
        place.offset,
      );
    }
    this.#open.add(node);
    const value = isMap(node) ? this.#readMap(node.items, place, text) : this.#readSequence(node.items, place);
    this.#open.delete(node);
    return value;
  }

  #readMap(pairs: readonly Pair[], place: MutableTextPosition, text: true | TextFields | undefined): JsonObject {
    const object: JsonObject = {};
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
      if (key === "<<" && node.type === "PLAIN") {
        throw this.#error("document/merge-key", "Expected a key, found the merge key <<", offsetOf(node));
      }
      this.#path.push(key);
      const earlier = place.members?.get(key);
      if (earlier !== undefined) throw this.#duplicate(key, offsetOf(node), earlier.offset);
      const member = addPosition(place, key, offsetOf(node) ?? place.offset);
      setOwn(object, key, this.read(value, member, typeof text === "object" ? ownField(text, key) : undefined));
      this.#path.pop();
    }
    return object;
  }

  #readSequence(items: readonly unknown[], place: MutableTextPosition): Json[] {
    return items.map((item, index) => {
      this.#path.push(String(index));
      const value = this.read(item, addPosition(place, String(index), offsetOf(item) ?? place.offset), undefined);
      this.#path.pop();
      return value;
    });
  }

  #readScalar({ value, source, range }: Scalar, isText: boolean): Json {
    if (typeof value === "bigint" || typeof value === "number") {
      if (isText && source !== undefined) return source;
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

function offsetOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined;
}

function ownField(fields: TextFields, key: string): true | TextFields | undefined {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}
