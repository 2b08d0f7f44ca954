import { ParameterError } from "../errors/parameter-error.js";
import { isHeaderText } from "./headers.js";

/** What is wrong with the value of an option, as words that follow its name; undefined if the value is valid. */
export type OptionRule = (value: unknown) => string | undefined;

/** One rule for each option of `O`: an option without a rule does not compile. */
export type OptionRules<O> = { readonly [Name in keyof O]-?: OptionRule };

/**
 * Checks the options of a call, walk or wait, before anything is sent. Throws `ParameterError` with the name of the first
 * invalid one, or what `refuse` makes of it. An option that is undefined is not given.
 */
export function checkOptions(
  options: object | undefined,
  rules: Readonly<Record<string, OptionRule>>,
  refuse: (name: string, problem: string) => Error = (...of) => new ParameterError(...of),
): void {
  if (options === undefined) return;
  const problem = object(options);
  if (problem !== undefined) throw refuse("options", problem);
  for (const name of Object.keys(rules)) {
    const value: unknown = Reflect.get(options, name);
    const found = value === undefined ? undefined : rules[name]?.(value);
    if (found !== undefined) throw refuse(name, found);
  }
}

/** Milliseconds. `Infinity` is no limit. */
export function duration(value: unknown): string | undefined {
  return typeof value === "number" && value >= 0 ? undefined : "must be a number of at least 0";
}

/** A number of things. `Infinity` is no limit. */
export function count(value: unknown): string | undefined {
  return isCount(value) ? undefined : "must be a whole number of at least 0";
}

/** A number of things that is not 0. */
export function countAboveZero(value: unknown): string | undefined {
  return isCount(value) && value !== 0 ? undefined : "must be a whole number of at least 1";
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && (value === Infinity || Number.isInteger(value));
}

/** A number of things per second. */
export function rate(value: unknown): string | undefined {
  return typeof value === "number" && value > 0 ? undefined : "must be a number above 0";
}

export function flag(value: unknown): string | undefined {
  return typeof value === "boolean" ? undefined : "must be true or false";
}

export function text(value: unknown): string | undefined {
  return typeof value === "string" ? undefined : "must be a string";
}

export function callback(value: unknown): string | undefined {
  return typeof value === "function" ? undefined : "must be a function";
}

/** An object that is no list: most often, values by name. */
export function object(value: unknown): string | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? undefined : "must be an object";
}

export function list(value: unknown): string | undefined {
  return Array.isArray(value) ? undefined : "must be an array";
}

/** A JSON pointer (RFC 6901). */
export function pointer(value: unknown): string | undefined {
  return typeof value === "string" && /^(\/|$)/.test(value) ? undefined : "must be a JSON pointer";
}

/** An object with methods of these names. */
export function objectWith(...methods: readonly string[]): OptionRule {
  const isMethod = (value: object, name: string) => typeof Reflect.get(value, name) === "function";
  return (value) =>
    typeof value === "object" && value !== null && methods.every((name) => isMethod(value, name))
      ? undefined
      : `must have the methods ${methods.join(", ")}`;
}

/** An `AbortSignal` of any realm. */
export function abortSignal(value: unknown): string | undefined {
  const isSignal = object(value) === undefined && typeof Reflect.get(Object(value), "aborted") === "boolean";
  return isSignal ? undefined : "must be an AbortSignal";
}

/** Header values by name. The platform rejects an invalid value too, but its message shows the value. */
export function headers(value: unknown): string | undefined {
  // The entries of a list or of `Headers` are no properties of it: they would be lost.
  if (object(value) !== undefined || isIterable(value)) return "must be an object with header names as keys";
  for (const [name, content] of Object.entries(Object(value))) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return "has an invalid header name";
    if (content === undefined || content === null) continue;
    if (typeof content !== "string" || !isHeaderText(content)) return `has an invalid value for ${name.toLowerCase()}`;
  }
  return undefined;
}

function isIterable(value: unknown): boolean {
  return Symbol.iterator in Object(value);
}

/** A text that is sent as a header; null sends none. */
export function headerOrNull(value: unknown): string | undefined {
  const isValid = value === null || (typeof value === "string" && value !== "" && isHeaderText(value));
  return isValid ? undefined : "must be null, or a text that a header can hold";
}
