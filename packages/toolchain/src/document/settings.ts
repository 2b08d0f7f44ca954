import { findClosest } from "../closest.js";
import { ToolchainError } from "../errors.js";
import type { Location } from "../location.js";
import { formatPointer, isObject, type Json, type JsonObject } from "../json.js";
import type { LocatedData } from "./data.js";
import { formatValue } from "../openapi/format-value.js";

/** One mapping of source.yaml, read key by key. Every refusal says the place, what was expected and what was found. */
export class SettingsReader {
  readonly #object: JsonObject;
  readonly #pointer: string;
  readonly #locate: LocatedData["locate"];

  /** @throws ToolchainError `source/invalid` where the value is no mapping or has a key that is not known */
  constructor({ value, locate }: LocatedData, pointer: string, known: readonly string[]) {
    this.#pointer = pointer;
    this.#locate = locate;
    if (!isObject(value)) throw this.#invalid("", `a mapping with the keys ${known.join(", ")}`, value);
    this.#object = value;
    for (const key of Object.keys(value)) {
      if (known.includes(key)) continue;
      const closest = findClosest(key, known);
      const hint = closest === undefined ? `Known keys are ${known.join(", ")}.` : `Did you mean ${closest}?`;
      const message = `Expected one of the keys ${known.join(", ")}, found ${key}`;
      throw new ToolchainError("source/invalid", message, { location: this.locate(key), hint });
    }
  }

  has(key: string): boolean {
    return Object.hasOwn(this.#object, key);
  }

  get(key: string): Json | undefined {
    return this.has(key) ? this.#object[key] : undefined;
  }

  /** The text under a key. `expected` says the form that is asked for. */
  text(key: string, form: RegExp | ((text: string) => boolean), expected: string): string {
    const value = this.get(key);
    const isFitting = (text: string): boolean => (form instanceof RegExp ? form.test(text) : form(text));
    if (typeof value === "string" && isFitting(value)) return value;
    throw this.#invalid(key, expected, value);
  }

  /** Whether a key says true; false where it is missing. */
  flag(key: string): boolean {
    const value = this.get(key) ?? false;
    if (typeof value === "boolean") return value;
    throw this.#invalid(key, "true or false", value);
  }

  /** The members of the mapping under a key, in their order; none where the key is missing. */
  entries(key: string, expected: string): [string, Json][] {
    const value = this.get(key) ?? {};
    if (isObject(value)) return Object.entries(value);
    throw this.#invalid(key, expected, value);
  }

  /** The items of the sequence under a key; none where the key is missing. */
  items(key: string, expected: string): Json[] {
    const value = this.get(key) ?? [];
    if (Array.isArray(value)) return value;
    throw this.#invalid(key, expected, value);
  }

  locate(...keys: readonly (string | number)[]): Location {
    return this.#locate(`${this.#pointer}${formatPointer(keys)}`);
  }

  #invalid(key: string, expected: string, found: Json | undefined): ToolchainError {
    return invalidSetting(key, expected, found, key === "" ? this.#locate(this.#pointer) : this.locate(key));
  }
}

/** What a setting should have been, and what it is. */
export function invalidSetting(
  key: string,
  expected: string,
  found: Json | undefined,
  location: Location,
): ToolchainError {
  const message = `Expected ${key === "" ? "" : `${key} to be `}${expected}, found ${formatValue(found)}`;
  return new ToolchainError("source/invalid", message, { location });
}
