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

/** `export type Name = …;`, laid out where the type is one whose layout is plain. */
export function typeAlias(docs: string, name: string, type: string): Piece {
  const start = `export type ${name} =`;
  const text = `${docs}${start} ${type};`;
  if (!isSimple(type) || type.includes("{")) return text;
  const members = splitAt(type, " | ");
  if (members.some((member) => splitAt(member, " & ").length > 1)) return text;
  if (fits(`${start} ${type};`)) return new Laid(text);
  // A union, and what ends in an index, begins on a line of its own; arguments of a generic type are indented.
  if (members.length > 1 || type.endsWith("]")) {
    const lines = fits(`${type};`, 1) ? [type] : members.map((member) => `| ${member}`);
    const isLaid = (members.length > 1 || lines[0] === type) && lines.every((line) => fits(`${line};`, 1));
    return isLaid ? new Laid(`${docs}${start}\n  ${lines.join("\n  ")};`) : text;
  }
  const [, generic, inner] = /^(\w+)<(.*)>$/.exec(type) ?? [];
  if (generic === undefined || inner === undefined || splitAt(inner, ", ").length > 1) return text;
  const isPlain = splitAt(inner, " | ").length === 1 && fits(`${start} ${generic}<`) && fits(inner, 1);
  return isPlain ? new Laid(`${docs}${start} ${generic}<\n  ${inner}\n>;`) : text;
}

/** `export function isName(error: unknown): error is Name`, laid out where its lines hold it. */
export function guard(docs: string, name: string, type: string, test: string): Piece {
  const head = `export function ${name}(error: unknown): error is ${type} {`;
  const lines = [head, `  return ${test};`, "}"];
  const isLaid = isSimple(head) && isSimple(test) && lines.every((line) => line.length <= WIDTH);
  return isLaid ? new Laid(docs + lines.join("\n")) : docs + lines.join("\n");
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
  const heads = fits(head, 1) ? [head] : [`${name}(`, ...parameters.map((one) => `  ${one},`), `): ${returns} {`];
  const calls = fits(call, 2) ? [call] : [`return ${callee}(`, ...given.map((one) => `  ${one},`), ");"];
  if (!heads.every((line) => fits(line, 1)) || !calls.every((line) => fits(line, 2))) return text;
  return new Laid([docs.trimEnd(), ...heads, ...calls.map((line) => `  ${line}`), "}"].filter(isFilled).join("\n"));
}

/** `import { … } from "…";` and the like: a list in braces, on one line where that holds it. */
export function bracedList(before: string, names: readonly string[], after: string): Laid {
  const line = `${before} { ${names.join(", ")} } ${after}`;
  return new Laid(
    line.length <= WIDTH ? line : [`${before} {`, ...names.map((name) => `  ${name},`), `} ${after}`].join("\n"),
  );
}

/** Lines of a member as they stand in a class. */
export function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gmu, "  ");
}

function fits(line: string, levels = 0): boolean {
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
