import { brokenType, fits, isSimple, Laid, type Piece, splitAt } from "./layout.js";

/** `export type Name = …;`, laid out where the type is one whose layout is plain. */
export function typeAlias(docs: string, name: string, type: string): Piece {
  const start = `export type ${name} =`;
  const text = `${docs}${start} ${type};`;
  const lines = isSimple(type) ? linesOf(start, type) : undefined;
  return lines === undefined ? text : new Laid(docs + lines.join("\n"));
}

function linesOf(start: string, type: string): readonly string[] | undefined {
  const [, key, value] = /^\{ (body\??): ([^{};]*) \}$/.exec(type) ?? [];
  const isObject = key !== undefined && value !== undefined;
  if (!isObject && type.includes("{")) return undefined;
  const members = splitAt(type, " | ");
  if (members.some((member) => splitAt(member, " & ").length > 1)) return undefined;
  if (fits(`${start} ${type};`)) return [`${start} ${type};`];
  if (isObject) return fits(`${key}: ${value};`, 1) ? [`${start} {`, `  ${key}: ${value};`, "};"] : undefined;
  if (members.length > 1) return fits(`${type};`, 1) ? [start, `  ${type};`] : unionLines(start, members);
  // What ends in an index begins on a line of its own.
  if (type.endsWith("]")) return fits(`${type};`, 1) ? [start, `  ${type};`] : undefined;
  return brokenType(type, `${start} `, 0, ";");
}

/** A member a line; what is broken inside one is indented below its type, not below the bar before it. */
function unionLines(start: string, members: readonly string[]): readonly string[] | undefined {
  const lines = members.map((member, index) => brokenType(member, "", 2, index < members.length - 1 ? "" : ";"));
  if (lines.includes(undefined)) return undefined;
  const indented = lines.flatMap((some) =>
    (some ?? []).map((line, index) => (index === 0 ? `  | ${line}` : `    ${line}`)),
  );
  return [start, ...indented];
}
