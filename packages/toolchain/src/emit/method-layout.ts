import { below, fits, isSimple, Formatted, type CodeFragment, together } from "./layout.js";
import { genericLines, parameterLines, typeLines } from "./type-layout.js";

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
export interface Overload extends Pick<MethodText, "docs" | "parameters" | "returns"> {
  /** Its type parameters in their brackets. */
  readonly generics?: string;
}

/** A method of a class, laid out where no line of it would have to be broken in ways that are not known here. */
export function method(given: MethodText, overloads: readonly Overload[] = []): CodeFragment {
  return laidOut(given, overloads, 1);
}

/** An exported function, laid out in the same way; by a name that is reserved it is exported alone. */
export function exportedFunction(given: MethodText, local: string, overloads: readonly Overload[] = []): CodeFragment {
  const isOwn = local === given.name;
  const named = { ...given, name: `${isOwn ? "export " : ""}function ${local}` };
  const code = laidOut(named, overloads, 0);
  if (isOwn) return code;
  const listed = `export { ${local} as ${given.name} };`;
  return code instanceof Formatted ? new Formatted(`${code.text}\n\n${listed}`) : `${code}\n\n${listed}`;
}

/** @param level How far the code is indented in its module. */
function laidOut(given: MethodText, overloads: readonly Overload[], level: number): CodeFragment {
  const lines = linesOf(given, overloads, level);
  if (lines !== undefined) return new Formatted(lines.join("\n"));
  const heads = overloads.map(({ docs, ...head }) => `${docs}${headOf({ ...given, ...head }, ";")}\n`);
  return `${heads.join("")}${given.docs}${headOf(given, " {")}\n${callOf(given)}\n}`;
}

function linesOf(given: MethodText, overloads: readonly Overload[], level: number): string[] | undefined {
  const heads = overloads.map((overload) => headLines({ ...given, ...overload }, ";", level));
  const call = callLines(given, level + 1);
  return together([...heads, headLines(given, " {", level), call && below(call), ["}"]]);
}

function headOf({ name, generics = "", parameters, returns }: Head, after: string): string {
  return `${name}${generics}(${parameters.join(", ")}): ${returns}${after}`;
}

type Head = Overload & Pick<MethodText, "name">;

function headLines(given: Head, after: string, level: number): string[] | undefined {
  const { docs, name, generics = "", parameters, returns } = given;
  const head = headOf(given, after);
  const types = parameters.join(" ").replaceAll(/"[^"]*"/g, "");
  if (!isSimple(head) || types.includes("{")) return undefined;
  const before = docs === "" ? [] : [docs.trimEnd()];
  if (fits(head, level)) return [...before, head];
  const start = genericLines(generics, name, level, "(");
  const rest = `>(${parameters.join(", ")}): ${returns}${after}`;
  if (start !== undefined && start.length > 1 && fits(rest, level)) return [...before, ...start.slice(0, -1), rest];
  const list = together(parameters.map((parameter) => parameterLines(parameter, level + 1)));
  return together([before, start, list && below(list), typeLines(returns, "): ", level, after)]);
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
