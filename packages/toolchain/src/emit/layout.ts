/** Columns of generated code. */
export const WIDTH = 120;

/**
 * Code in its final layout: what prettier makes of it, written so at once. Formatting takes more time than all else in a
 * large client, and most of its code has few shapes.
 */
export class Formatted {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A statement or a class member: laid out, or text that prettier is still to format. */
export type CodeFragment = string | Formatted;

/** Code with a comment before it, which ends in a line end. */
export function withDocs(docs: string, code: CodeFragment): CodeFragment {
  return code instanceof Formatted ? new Formatted(docs + code.text) : docs + code;
}

/** Whether prettier would leave the tokens of an expression as they are: escapes may be rewritten, wide letters count twice. */
export function isSimple(code: string): boolean {
  return !/[\\\n`']|[^ -~]/.test(code);
}

/** Code that is written as prettier would leave it, where every line of it holds. */
export function asWritten(text: string, level = 0): CodeFragment {
  const isKept = (line: string): boolean => /^\s*(?:\/\*\*|\*)/.test(line) || (isSimple(line) && fits(line, level));
  return text.split("\n").every(isKept) ? new Formatted(text) : text;
}

/** `import { … } from "…";` and the like: a list in braces, on one line where that holds it. */
export function bracedList(before: string, names: readonly string[], after: string): Formatted {
  const end = after === ";" ? after : ` ${after}`;
  const line = `${before} { ${names.join(", ")} }${end}`;
  return new Formatted(fits(line) ? line : [`${before} {`, ...names.map((name) => `  ${name},`), `}${end}`].join("\n"));
}

/** Lines one step further in. */
export function below(lines: readonly string[]): string[] {
  return lines.map((line) => (line === "" ? line : `  ${line}`));
}

/** Lines of a member as they stand in a class. */
export function indented(text: string): string {
  return below(text.split("\n")).join("\n");
}

/** The lines of all parts; undefined where those of one are not known. */
export function together(parts: readonly (readonly string[] | undefined)[]): string[] | undefined {
  return parts.includes(undefined) ? undefined : parts.flatMap((lines) => lines ?? []);
}

export function fits(line: string, levels = 0): boolean {
  return line.length + 2 * levels <= WIDTH;
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
