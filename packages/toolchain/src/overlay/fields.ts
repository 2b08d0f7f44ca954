import { findClosest } from "../closest.js";
import { ToolchainError, type ErrorCode } from "../errors.js";
import type { Location } from "../location.js";
import { formatPointer, isObject, type Json } from "../json.js";
import { describeType } from "./kind.js";

/**
 * Reads the fields of one object of an overlay document. Errors contain what was expected, what was found, and the
 * location.
 */
export interface OverlayFields {
  /** Refuses all other keys except extensions (`x-…`). */
  allow(names: readonly string[]): void;
  optional(name: string): Json | undefined;
  required(name: string): Json;
  text(name: string): string;
  optionalText(name: string): string | undefined;
  optionalFlag(name: string): boolean | undefined;
  /** The location of a field; of the object where the name is empty. */
  locate(name: string): Location;
  fail(name: string, expected: string, code?: ErrorCode): never;
}

/** @throws {ToolchainError} `overlay/invalid` where the value is not an object. */
export function createFields(value: Json, pointer: string, locate: (pointer: string) => Location): OverlayFields {
  const at = (name: string): Location => locate(name === "" ? pointer : pointer + formatPointer([name]));
  const fail = (name: string, expected: string, code: ErrorCode = "overlay/invalid", hint?: string): never => {
    const where = pointer + (name === "" ? "" : formatPointer([name])) || "the overlay";
    const details = hint === undefined ? { location: at(name) } : { location: at(name), hint };
    throw new ToolchainError(code, `${where}: expected ${expected}`, details);
  };
  const object = isObject(value) ? value : fail("", `an object, found ${describeType(value)}`);
  const optional = (name: string): Json | undefined => (Object.hasOwn(object, name) ? object[name] : undefined);
  const required = (name: string): Json => {
    const field = optional(name);
    return field === undefined ? fail("", `the field '${name}', found none`) : field;
  };
  const asText = (name: string, field: Json): string =>
    typeof field === "string" ? field : fail(name, `text, found ${describeType(field)}`);

  return {
    allow: (names) => {
      const unknown = Object.keys(object).find((key) => !names.includes(key) && !key.startsWith("x-"));
      if (unknown === undefined) return;
      const closest = findClosest(unknown, names);
      const hint = closest === undefined ? "Remove it, or begin its name with x-." : `Write '${closest}' instead.`;
      fail(unknown, `one of ${names.join(", ")}, or an extension x-…, found '${unknown}'`, "overlay/unknown-key", hint);
    },
    optional,
    required,
    text: (name) => asText(name, required(name)),
    optionalText: (name) => {
      const field = optional(name);
      return field === undefined ? undefined : asText(name, field);
    },
    optionalFlag: (name) => {
      const field = optional(name);
      if (field === undefined || typeof field === "boolean") return field;
      return fail(name, `true or false, found ${describeType(field)}`);
    },
    locate: at,
    fail: (name, expected, code) => fail(name, expected, code),
  };
}
