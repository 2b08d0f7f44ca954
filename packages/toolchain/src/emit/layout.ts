/** Columns of generated code. */
export const WIDTH = 120;

/**
 * Code in its final layout: what prettier makes of it, written so at once. Formatting takes more time than all else in a
 * large client, and most of its code has few shapes.
 */
export class Laid {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A statement or a class member: laid out, or text that prettier is still to format. */
export type Piece = string | Laid;

/** Whether prettier would leave the tokens of an expression as they are: escapes may be rewritten, wide letters count twice. */
export function isSimple(code: string): boolean {
  return !/[\\\n`']|[^ -~]/.test(code);
}

/**
 * The lines of a type between what stands before it and after it, where its generic arguments are all that has to be
 * broken; undefined elsewhere. All but the first line are indented below `level`.
 */
export function brokenType(type: string, before: string, level: number, after: string): string[] | undefined {
  if (fits(before + type + after, level)) return [before + type + after];
  const [, generic, inner] = /^(\w+)<(.*)>$/.exec(type) ?? [];
  if (generic === undefined || inner === undefined || splitAt(type, " | ").length > 1 || /^\w+$/.test(inner))
    return undefined;
  const given = splitAt(inner, ", ");
  const lines = given.map((one, index) => brokenType(one, "", level + 1, index < given.length - 1 ? "," : ""));
  if (lines.includes(undefined) || !fits(`${before}${generic}<`, level)) return undefined;
  return [`${before}${generic}<`, ...lines.flatMap((some) => (some ?? []).map((line) => `  ${line}`)), `>${after}`];
}

/** `export function isName(error: unknown): error is Name`, laid out where its lines hold it. */
export function guard(docs: string, name: string, type: string, test: string): Piece {
  const head = `export function ${name}(error: unknown): error is ${type} {`;
  const heads = fits(head) ? [head] : [`export function ${name}(`, "  error: unknown,", `): error is ${type} {`];
  const lines = [...heads, `  return ${test};`, "}"];
  const isLaid = isSimple(head) && isSimple(test) && lines.every((line) => fits(line));
  return isLaid ? new Laid(docs + lines.join("\n")) : `${docs}${head} return ${test}; }`;
}

/** A method with one statement, `return …;`. */
export interface MethodText {
  /** Its documentation comment, with a line end; empty where there is none. */
  readonly docs: string;
  readonly name: string;
  /** Such as `options?: CallOptions`. */
  readonly parameters: readonly string[];
  readonly returns: string;
  /** What is called, and with what, such as `this.#client.call` and `["operation.list", "[]"]`. */
  readonly callee: string;
  readonly given: readonly string[];
}

/** A method of a class, laid out where no line of it would have to be broken inside. */
export function method({ docs, name, parameters, returns, callee, given }: MethodText): Piece {
  const head = `${name}(${parameters.join(", ")}): ${returns} {`;
  const call = `return ${callee}(${given.join(", ")});`;
  const text = `${docs}${head}\n${call}\n}`;
  if (!isSimple(head) || !isSimple(call) || head.indexOf("{") < head.length - 1) return text;
  const result = brokenType(returns, "): ", 1, " {") ?? [`): ${returns} {`];
  const heads = fits(head, 1) ? [head] : [`${name}(`, ...parameters.map((one) => `  ${one},`), ...result];
  const calls = fits(call, 2) ? [call] : [`return ${callee}(`, ...given.map((one) => `  ${one},`), ");"];
  if (!heads.every((line) => fits(line, 1)) || !calls.every((line) => fits(line, 2))) return text;
  return new Laid([docs.trimEnd(), ...heads, ...calls.map((line) => `  ${line}`), "}"].filter(isFilled).join("\n"));
}

/** `import { … } from "…";` and the like: a list in braces, on one line where that holds it. */
export function bracedList(before: string, names: readonly string[], after: string): Laid {
  const line = `${before} { ${names.join(", ")} } ${after}`;
  return new Laid(fits(line) ? line : [`${before} {`, ...names.map((name) => `  ${name},`), `} ${after}`].join("\n"));
}

/** Lines of a member as they stand in a class. */
export function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gmu, "  ");
}

export function fits(line: string, levels = 0): boolean {
  return line.length + 2 * levels <= WIDTH;
}

function isFilled(line: string): boolean {
  return line !== "";
}

/** The parts of a type or a list between separators that stand outside all brackets and texts. */
export function splitAt(code: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let isText = false;
  let start = 0;
  for (let index = 0; index < code.length; index += 1) {
    const character = code[index] ?? "";
    if (character === '"') isText = !isText;
    else if (isText) continue;
    else if ("<[({".includes(character)) depth += 1;
    else if (">])}".includes(character) && code[index - 1] !== "=") depth -= 1;
    else if (depth === 0 && code.startsWith(separator, index)) {
      parts.push(code.slice(start, index));
      start = index + separator.length;
    }
  }
  return [...parts, code.slice(start)];
}
