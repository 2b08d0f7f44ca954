import { below, fits, isSimple, Formatted, type CodeFragment, together } from "./layout.js";
import { typeLines } from "./type-layout.js";

/** `export function isName(error: unknown): error is Name`, which returns what a call gives. */
export function guard(docs: string, name: string, type: string, call: Call): CodeFragment {
  const head = `export function ${name}(error: unknown): error is ${type} {`;
  const heads = fits(head) ? [head] : [`export function ${name}(`, "  error: unknown,", `): error is ${type} {`];
  const calls = isSimple(head) ? callLines(call, 1) : undefined;
  if (calls === undefined) return `${docs}${head} ${callOf(call)} }`;
  return new Formatted(docs + [...heads, ...below(calls), "}"].join("\n"));
}

/** What is called, and with what, such as `this.#client.call` and `["operation.list", "[]"]`. */
interface Call {
  readonly callee: string;
  readonly given: readonly string[];
}

/** A method with one statement, `return …;`. */
export interface MethodText extends Call {
  /** Its documentation comment, with a line end; empty where there is none. */
  readonly docs: string;
  readonly name: string;
  /** Such as `options?: CallOptions`. */
  readonly parameters: readonly string[];
  readonly returns: string;
}

/** One of several ways to call a method. */
export type Overload = Pick<MethodText, "docs" | "parameters" | "returns">;

/** A method of a class, laid out where no line of it would have to be broken in ways that are not known here. */
export function method(given: MethodText, overloads: readonly Overload[] = []): CodeFragment {
  const lines = linesOf(given, overloads);
  if (lines !== undefined) return new Formatted(lines.join("\n"));
  const heads = overloads.map(({ docs, ...head }) => `${docs}${headOf({ ...given, ...head }, ";")}\n`);
  return `${heads.join("")}${given.docs}${headOf(given, " {")}\n${callOf(given)}\n}`;
}

function linesOf(given: MethodText, overloads: readonly Overload[]): string[] | undefined {
  const heads = overloads.map((overload) => headLines({ ...given, ...overload }, ";"));
  const call = callLines(given, 2);
  return together([...heads, headLines(given, " {"), call && below(call), ["}"]]);
}

function headOf({ name, parameters, returns }: Head, after: string): string {
  return `${name}(${parameters.join(", ")}): ${returns}${after}`;
}

type Head = Pick<MethodText, "docs" | "name" | "parameters" | "returns">;

function headLines(given: Head, after: string): string[] | undefined {
  const { docs, name, parameters, returns } = given;
  const head = headOf(given, after);
  const types = [...parameters, returns].join(" ").replaceAll(/"[^"]*"/g, "");
  if (!isSimple(head) || types.includes("{")) return undefined;
  const before = docs === "" ? [] : [docs.trimEnd()];
  if (fits(head, 1)) return [...before, head];
  const list = together(parameters.map(parameterLines));
  return together([before, [`${name}(`], list && below(list), typeLines(returns, "): ", 1, after)]);
}

function parameterLines(parameter: string): string[] | undefined {
  const end = parameter.indexOf(": ") + 2;
  // No comma may follow a rest parameter (ECMAScript, "Function Definitions").
  return typeLines(parameter.slice(end), parameter.slice(0, end), 2, parameter.startsWith("...") ? "" : ",");
}

function callOf({ callee, given }: Call): string {
  return `return ${callee}(${given.join(", ")});`;
}

function callLines({ callee, given }: Call, level: number): string[] | undefined {
  const call = callOf({ callee, given });
  if (!isSimple(call)) return undefined;
  if (fits(call, level)) return [call];
  const lines = given.map((one) => `  ${one},`);
  return lines.every((line) => fits(line, level)) ? [`return ${callee}(`, ...lines, ");"] : undefined;
}
