import { ParameterError } from "../errors/parameter-error.js";
import { isHeaderText } from "./headers.js";

/** True for a valid value of an option. Otherwise what is wrong with it, as words that follow its name. */
export type OptionRule = (value: unknown) => true | string;

/** One rule for each option of `O`: an option without a rule does not compile. */
export type OptionRules<O> = { readonly [Name in keyof O]-?: OptionRule };

/** Makes the error for an option that breaks its rule. */
type Refuse = (name: string, problem: string) => Error;

const parameterError: Refuse = (...of) => new ParameterError(...of);

/**
 * Checks the options of a call, walk or wait, before anything is sent. Throws `ParameterError` with the name of the first
 * invalid one, or what `refuse` makes of it. An option that is undefined is not given.
 */
export function checkOptions(
  options: object | undefined,
  rules: Readonly<Record<string, OptionRule>>,
  refuse = parameterError,
): void {
  if (options === undefined) return;
  checkValue("options", options, object, refuse);
  for (const [name, rule] of Object.entries(rules)) {
    const value: unknown = Reflect.get(options, name);
    if (value !== undefined) checkValue(name, value, rule, refuse);
  }
}

/** Throws `ParameterError` if a value breaks its rule, or what `refuse` makes of it. */
export function checkValue(name: string, value: unknown, rule: OptionRule, refuse = parameterError): void {
  const problem = rule(value);
  if (problem !== true) throw refuse(name, problem);
}

/** Milliseconds. `Infinity` is no limit. */
export const duration: OptionRule = (value) =>
  (typeof value === "number" && value >= 0) || "must be a number of at least 0";

/** A number of things. `Infinity` is no limit. */
export const count: OptionRule = (value) => isCount(value) || "must be a whole number of at least 0";

/** A number of things that is not 0. */
export const countAboveZero: OptionRule = (value) =>
  (isCount(value) && value !== 0) || "must be a whole number of at least 1";

function isCount(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && (value === Infinity || Number.isInteger(value));
}

/** A number of things per second. */
export const rate: OptionRule = (value) => (typeof value === "number" && value > 0) || "must be a number above 0";

export const flag: OptionRule = (value) => typeof value === "boolean" || "must be true or false";

export const text: OptionRule = (value) => typeof value === "string" || "must be a string";

export const callback: OptionRule = (value) => typeof value === "function" || "must be a function";

/** An object that is no list: most often, values by name. */
export const object: OptionRule = (value) =>
  (typeof value === "object" && value !== null && !Array.isArray(value)) || "must be an object";

export const list: OptionRule = (value) => Array.isArray(value) || "must be an array";

/** A JSON pointer (RFC 6901). */
export const pointer: OptionRule = (value) =>
  (typeof value === "string" && /^(\/|$)/.test(value)) || "must be a JSON pointer";

/** An object with methods of these names. */
export function objectWith(...methods: readonly string[]): OptionRule {
  return (value) =>
    methods.every((name) => typeof Reflect.get(Object(value), name) === "function") ||
    `must have the methods ${methods.join(", ")}`;
}

/** An `AbortSignal` of any realm. */
export const abortSignal: OptionRule = (value) =>
  (objectWith("addEventListener")(value) === true && "aborted" in Object(value)) || "must be an AbortSignal";

/** Header values by name. The platform rejects an invalid value too, but its message shows the value. */
export const headers: OptionRule = (value) => {
  // The entries of a list or of `Headers` are no properties of it: they would be lost.
  if (object(value) !== true || Symbol.iterator in Object(value)) return "must be an object of header values";
  for (const [name, content] of Object.entries(Object(value))) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return "has an invalid header name";
    if (!isHeaderText(content ?? "")) return `has an invalid value for ${name.toLowerCase()}`;
  }
  return true;
};

/** A text that is sent as a header. */
export const header: OptionRule = (value) =>
  (value !== "" && isHeaderText(value)) || "must be a text that a header can hold";

/** The same; null sends none. */
export const headerOrNull: OptionRule = (value) => value === null || header(value);
