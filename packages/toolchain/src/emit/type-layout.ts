import { below, fits, isSimple, Formatted, type CodeFragment, splitAt, together } from "./layout.js";

/** `export type Name = …;`, laid out where the type is one whose layout is known here. */
export function typeAlias(docs: string, name: string, type: string): CodeFragment {
  const start = `export type ${name} =`;
  const lines = isSimple(type) ? aliasLines(start, unwrapped(type)) : undefined;
  return lines === undefined ? `${docs}${start} ${type};` : new Formatted(docs + lines.join("\n"));
}

function aliasLines(start: string, type: string): string[] | undefined {
  if (fits(`${start} ${type};`)) return [`${start} ${type};`];
  const intersected = splitAt(type, " & ");
  if (intersected.length > 1) return intersectionLines(start, intersected);
  const members = splitAt(type, " | ");
  if (members.length > 1) {
    if (fits(`${type};`, 1)) return [start, `  ${type};`];
    const lines = memberLines(members, 1, ";");
    return lines && [start, ...below(lines)];
  }
  // What ends in an index begins on a line of its own where that, or nothing, can hold it.
  const isOnOwnLine = type.endsWith("]") && (fits(`${type};`, 1) || INDEXED.test(type));
  return isOnOwnLine ? [start, `  ${type};`] : typeLines(type, `${start} `, 0, ";");
}

/** A name, indexed or not: nothing in it can be broken. */
const INDEXED = /^\w+(?:\[(?:"[^"]*"|\w+)\])*$/;

/** A name with arguments: what stands between the brackets, and the indexes behind them. */
const GENERIC = /^(\w+)<(.*)>((?:\[(?:"[^"]*"|\w+)\])*)$/;

/**
 * The lines of a type between what stands before it and after it. All but the first are indented below `level`.
 *
 * @returns undefined for what only prettier knows how to break.
 */
export function typeLines(type: string, before: string, level: number, after: string): string[] | undefined {
  const line = before + type + after;
  if (fits(line, level) || INDEXED.test(type)) return [line];
  if (splitAt(type, " | ").length > 1 || splitAt(type, " & ").length > 1) return undefined;
  if (type.startsWith("{")) return objectLines(type, before, level, after);
  if (type.startsWith("[") && type.endsWith("]")) return tupleLines(type, before, level, after);
  const [, generic, inner, index] = GENERIC.exec(type) ?? [];
  if (generic === undefined || inner === undefined || !fits(`${before}${generic}<`, level)) return undefined;
  // A name alone stays beside its brackets.
  if (/^\w+$/.test(inner)) return [line];
  const given = splitAt(inner, ", ");
  const lines = together(given.map((one, at) => argumentLines(one, level + 1, at < given.length - 1 ? "," : "")));
  return lines && [`${before}${generic}<`, ...below(lines), `>${index}${after}`];
}

function argumentLines(type: string, level: number, after: string): string[] | undefined {
  const members = splitAt(type, " | ");
  if (members.length === 1 || fits(type + after, level)) return typeLines(type, "", level, after);
  return memberLines(members, level, after);
}

/** A member of a union a line; what is broken inside one is indented below its type, not below the bar before it. */
function memberLines(members: readonly string[], level: number, after: string): string[] | undefined {
  const lines = members.map((member, index) => {
    const [first, ...others] = typeLines(member, "", level + 1, index < members.length - 1 ? "" : after) ?? [];
    return first === undefined ? undefined : [`| ${first}`, ...below(others)];
  });
  return together(lines);
}

/** `{ key: Type; … }`, a property a line. */
function objectLines(type: string, before: string, level: number, after: string): string[] | undefined {
  const [, properties, index] = /^\{ (.*) \}((?:\[\w+\])*)$/.exec(type) ?? [];
  if (properties === undefined) return undefined;
  const lines = splitAt(properties, "; ").map((property) => {
    const [, key, value] = /^((?:"[^"]*"|\w+)\??): (.*)$/.exec(property) ?? [];
    return key === undefined || value === undefined ? undefined : propertyLines(key, value, level + 1);
  });
  const inner = together(lines);
  return inner && [`${before}{`, ...below(inner), `}${index}${after}`];
}

/** `[name: Type, …]`, a member a line. */
function tupleLines(type: string, before: string, level: number, after: string): string[] | undefined {
  const lines = splitAt(type.slice(1, -1), ", ").map((member) => parameterLines(member, level + 1));
  const inner = together(lines);
  return inner && [`${before}[`, ...below(inner), `]${after}`];
}

/** A parameter, or a named member of a tuple, and the comma behind it. */
export function parameterLines(parameter: string, level: number): string[] | undefined {
  const end = parameter.indexOf(": ");
  // No comma may follow a rest parameter (ECMAScript, "Function Definitions").
  return propertyLines(
    parameter.slice(0, end),
    parameter.slice(end + 2),
    level,
    parameter.startsWith("...") ? "" : ",",
  );
}

/** What is declared by a name with one type parameter, `<A extends …>`, or with none. */
export function genericLines(generics: string, name: string, level: number, after: string): string[] | undefined {
  const line = name + generics + after;
  if (generics === "" || fits(line, level)) return [line];
  const [, start = "", type = ""] = /^<(\w+ extends) (.*)>$/.exec(generics) ?? [];
  const inner = fits(`${start} ${type},`, level + 1) ? [`${start} ${type},`] : [start, `  ${type},`];
  return fits(`${type},`, level + 2) ? [`${name}<`, ...below(inner), `>${after}`] : undefined;
}

/** `key: Type;`; a union that its line does not hold stands below the key. */
export function propertyLines(key: string, type: string, level: number, after = ";"): string[] | undefined {
  const members = splitAt(type, " | ");
  if (members.length === 1 || fits(`${key}: ${type}${after}`, level)) return typeLines(type, `${key}: `, level, after);
  const lines = fits(type + after, level + 1) ? [type + after] : memberLines(members, level + 1, after);
  return lines && [`${key}:`, ...below(lines)];
}

/** Objects begin on the line that the type before them ends, all else on a line of its own. */
function intersectionLines(start: string, members: readonly string[]): string[] | undefined {
  const lines = [`${start} `];
  for (const [index, member] of members.entries()) {
    const before = lines.pop() ?? "";
    const next = members[index + 1];
    const level = index === 0 || (index === 1 && isObject(member)) ? 0 : 1;
    if (isObject(member) && next !== undefined) return undefined;
    const after = next === undefined ? ";" : isObject(next) ? " & {" : " &";
    const own = isUnion(member) ? unionLines(member, after) : typeLines(member, before.trimStart(), level, after);
    if (own === undefined) return undefined;
    lines.push(...(level === 0 ? own : below(own)));
    if (next === undefined) continue;
    if (isObject(next)) lines.push((lines.pop() ?? "").slice(0, -1));
    else lines.push("");
  }
  return lines;
}

/** A union in parentheses, on lines of its own. */
function unionLines(type: string, after: string): string[] | undefined {
  const inner = unwrapped(type);
  if (fits(type + after, 1)) return [type + after];
  const lines = fits(inner, 2) ? [inner] : memberLines(splitAt(inner, " | "), 2, "");
  return lines && ["(", ...below(lines), `)${after}`];
}

function isObject(type: string): boolean {
  return type.startsWith("{");
}

function isUnion(type: string): boolean {
  return type.startsWith("(");
}

/** A type without parentheses around all of it. */
function unwrapped(type: string): string {
  return isUnion(type) && type.endsWith(")") && splitAt(type, " & ").length === 1 ? type.slice(1, -1) : type;
}
