import { isObject, type Json, type JsonObject } from "../../json.js";
import type { Kind } from "../../openapi/grammar.js";
import { mapObjects, type Visit } from "../../openapi/walk.js";

/**
 * Stand-ins for names while openapi-typescript prints: it takes `#`, `/`, `%` and the empty text in an operationId or a
 * component's name for parts of a path. A stand-in occurs nowhere in the document.
 */
export class Placeholders {
  readonly #prefix: string;
  readonly #names = new Map<string, string>();
  readonly #tokens = new Map<string, string>();

  constructor(document: string) {
    let prefix = "specloom_";
    while (document.includes(prefix)) prefix += "_";
    this.#prefix = prefix;
  }

  /** The stand-in of a name. */
  of(name: string): string {
    const token = this.#tokens.get(name) ?? `${this.#prefix}${this.#names.size}`;
    this.#names.set(token, name);
    this.#tokens.set(name, token);
    return token;
  }

  /** A stand-in for what is not to be printed under any name. */
  hidden(name: string): string {
    return `/${this.#prefix}hidden/${this.of(name)}`;
  }

  isHidden(text: string): boolean {
    return text.startsWith(`/${this.#prefix}hidden/`);
  }

  /** The name that a stand-in stands for; undefined for any other text. */
  nameOf(text: string): string | undefined {
    return this.#names.get(text);
  }
}

/** Maps whose keys are printed as they are, by the kind of object that holds them. */
const PRINTED: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  document: ["paths", "webhooks"],
  components: ["responses", "parameters", "requestBodies", "headers"],
  response: ["headers", "content"],
  requestBody: ["content"],
};

/** The document with a stand-in for each printed key that openapi-typescript would decode as a part of a URI. */
export function decodableKeys(document: JsonObject, tokens: Placeholders): JsonObject {
  const isOdd = (name: Json | undefined): name is string =>
    typeof name === "string" && /%|#\//u.test(name) && !tokens.isHidden(name);
  const standIn = (name: string): string => (isOdd(name) ? tokens.of(name) : name);
  const change = ({ object, kind }: Visit): Json => {
    const changes: JsonObject = {};
    for (const key of PRINTED[kind] ?? []) {
      const { [key]: held } = object;
      if (isObject(held) && Object.keys(held).some(isOdd))
        changes[key] = Object.fromEntries(Object.entries(held).map(([name, value]) => [standIn(name), value]));
    }
    const { name } = object;
    if (kind === "parameter" && isOdd(name)) changes["name"] = standIn(name);
    return Object.keys(changes).length === 0 ? object : { ...object, ...changes };
  };
  const renamed = mapObjects(document, "document", change, "", "schema");
  return isObject(renamed) ? renamed : document;
}
