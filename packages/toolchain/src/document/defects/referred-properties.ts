import { isObject, type JsonObject, valueAt } from "../../json.js";
import { besideReference, pointerOf, REFERENCE } from "../../openapi/reference.js";
import type { Draft } from "./draft.js";

/** The maximum number of copied properties in total. Copies can contain further references. */
const MOST_COPIED = 10_000;

/** References in place of `properties`: to a map of properties, or to a schema that has some. */
export class ReferredProperties {
  readonly #draft: Draft;
  /** The targets whose copies are being read now. A reference to such a target adds nothing. */
  readonly #open = new Set<string>();
  #copied = 0;

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  /** Reads the properties that `value` stands for, with `read`. */
  read(value: JsonObject, pointer: string, read: (properties: JsonObject) => JsonObject): JsonObject {
    const reference = value[REFERENCE];
    if (typeof reference !== "string") return read(value);
    this.#draft.report("properties-reference", pointer, { found: reference });
    const at = pointerOf(reference) ?? "";
    const target = at === "" ? undefined : valueAt(this.#draft.value, at);
    const isWithin = this.#open.has(at) || pointer.startsWith(`${at}/`) || pointer === at;
    const beside = besideReference(value);
    if (!isObject(target) || isWithin || this.#copied > MOST_COPIED) return read(beside);
    const inner = target["properties"];
    const referred = besideReference(isObject(inner) ? inner : target);
    this.#copied += Object.keys(referred).length;
    this.#open.add(at);
    const properties = read({ ...referred, ...beside });
    this.#open.delete(at);
    return properties;
  }
}
