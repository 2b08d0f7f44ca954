import { isSimple, Formatted, type CodeFragment, splitAt, WIDTH } from "./layout.js";

/** `const name = {…}` with an object literal, laid out where no line has to be broken inside a value. */
export function constant(declared: string, literal: string, after = ""): CodeFragment {
  const text = `${declared} = ${literal}${after};`;
  if (!isSimple(text) || /\de\+/.test(text)) return text;
  const laid = laidOut(literal, `${declared} = `, 0, `${after};`);
  return laid === undefined ? text : new Formatted(laid);
}

/**
 * A value between what stands before it on its line and after it. An object or a list stays on the line that holds it,
 * save a list of objects with several members each; else every member has a line.
 *
 * @returns undefined for what only prettier knows how to break.
 */
function laidOut(value: string, before: string, level: number, after: string): string | undefined {
  const line = `${indent(level)}${before}${value}${after}`;
  if (line.length <= WIDTH && !mustBreak(value)) return line;
  const isList = value.startsWith("[");
  const members = membersOf(value);
  if (value.startsWith('"')) {
    // Prettier keeps a text beside a short key.
    const isKept = before === "" || /^.{1,4}: $/.test(before);
    return isKept ? line : [indent(level) + before.trimEnd(), indent(level + 1) + value + after].join("\n");
  }
  // Numbers fill their lines.
  if (members.length === 0 || (isList && members.some((member) => /^-?\d/.test(member)))) return undefined;
  const lines = members.map((member) => {
    const entry = isList ? (["", member] as const) : entryOf(member);
    return entry && laidOut(entry[1], entry[0], level + 1, ",");
  });
  if (lines.includes(undefined)) return undefined;
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  return [`${indent(level)}${before}${open}`, ...lines, `${indent(level)}${close}${after}`].join("\n");
}

/** Whether a list of collections with several members each stands in a value: it has lines of its own, however short. */
function mustBreak(value: string): boolean {
  if (!/[}\]], [{[]/.test(value)) return false;
  const members = membersOf(value);
  if (!value.startsWith("[")) return members.some((member) => mustBreak(entryOf(member)?.[1] ?? ""));
  const [first = ""] = members;
  const isEven =
    members.length > 1 && members.every((member) => member[0] === first[0] && membersOf(member).length > 1);
  return isEven || members.some(mustBreak);
}

/** `key: ` and the value of a member of an object; undefined where the key is none of those that are generated. */
function entryOf(member: string): readonly [key: string, value: string] | undefined {
  const [, key, value] = /^((?:\["__proto__"\]|"[^"]*"|[\w$]+): )(.*)$/.exec(member) ?? [];
  return key === undefined || value === undefined ? undefined : [key, value];
}

/** The members of a literal: `{ a: 1, b: [] }` has `a: 1` and `b: []`. What is no object and no list has none. */
function membersOf(literal: string): string[] {
  if (!/^[{[]/.test(literal)) return [];
  const inner = literal.slice(1, -1).trim();
  return inner === "" ? [] : splitAt(inner, ", ");
}

function indent(level: number): string {
  return "  ".repeat(level);
}
