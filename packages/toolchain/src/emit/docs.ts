import { trimEndOf } from "../trim.js";

/** What a documentation comment says, part by part; empty parts are left out. */
export interface Docs {
  readonly summary?: string | undefined;
  readonly description?: string | undefined;
  /** Such as `` `GET /jobs/{job_id}` ``. */
  readonly route?: string | undefined;
  /** Tags in order, such as `@throws {ApiError} …`. */
  readonly tags?: readonly string[];
}

/** A JSDoc comment, or nothing where there is nothing to say. */
export function comment(docs: Docs): string {
  const paragraphs = [docs.summary, adds(docs.description, docs.summary) ? docs.description : undefined, docs.route]
    .filter((part) => part !== undefined && part.trim() !== "")
    .map((part) => markdown(part ?? ""));
  const tags = (docs.tags ?? []).map(markdown).join("\n");
  const prose = wrap(paragraphs.join("\n\n").split("\n")).map((line) => line.replace(/^(\s*)@/u, "$1\\@"));
  const lines = [...prose, ...(tags === "" ? [] : [...(prose.join("") === "" ? [] : [""]), ...wrap(tags.split("\n"))])];
  if (lines.length === 1 && lines[0] === "") return "";
  if (lines.length === 1) return `/** ${lines[0]} */\n`;
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */\n`;
}

/** The first paragraph of a Markdown text, on one line. */
export function firstParagraph(value: string): string {
  return (markdown(value).split(/\n\s*\n/u)[0] ?? "").replaceAll(/\s+/gu, " ").trim();
}

/** The first paragraph of prose in a Markdown text, as it stands: no quotation, list, table, heading or code. */
export function opening(text: string): string | undefined {
  const [untilCode = ""] = text.split(/^[ \t]*(?:```|~~~)/mu);
  const paragraph = untilCode.split(/\r?\n[ \t]*\r?\n/u).find((part) => /^\s{0,3}[^\s>|#*+-]/u.test(part));
  return paragraph?.trim();
}

/** Columns of a comment's text, so that its line stays within 120 behind the deepest indent. */
const WIDTH = 114;

/** The words that fit into one line, or one word that is longer. */
const LINE = new RegExp(`(?:.{1,${WIDTH}}|\\S+)(?:\\s+|$)`, "gu");

/** Breaks long lines of prose at spaces; a break is a space to Markdown. Tables and code keep their lines. */
function wrap(lines: readonly string[]): string[] {
  let fenced = false;
  return lines.flatMap((line) => {
    if (/^\s*(?:```|~~~)/u.test(line)) fenced = !fenced;
    if (fenced || line.length <= WIDTH || /^(?:\s{4}|\s*\|)/u.test(line)) return [line];
    const indent = /^\s*(?:[-*+]|\d+[.)])\s+/u.exec(line)?.[0].replaceAll(/\S/gu, " ") ?? "";
    return [...line.matchAll(LINE)].map(([part], index) => (index === 0 ? "" : indent) + part.trimEnd());
  });
}

function adds(description: string | undefined, summary: string | undefined): boolean {
  const words = (value: string): string =>
    value
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  return description !== undefined && (summary === undefined || words(description) !== words(summary));
}

const inline: readonly (readonly [RegExp, string])[] = [
  [/<br\s*\/?>|<\/p>|<\/div>|<\/?[uo]l>/giu, "\n"],
  [/<li>/giu, "\n- "],
  [/<\/?(?:b|strong)>/giu, "**"],
  [/<\/?(?:i|em)>/giu, "_"],
  [/<\/?(?:code|tt)>/giu, "`"],
  [/<\/?(?:p|div|span|li|h[1-6]|a|table|thead|tbody|tr|td|th|small|sup|sub|u)(?:\s[^<>]*)?>/giu, ""],
];

/** HTML links as those of Markdown. */
function withLinks(text: string): string {
  return text.replaceAll(/<a\s([^<>]*)>([^<]*)<\/a>/giu, (link, attributes: string, label: string) => {
    const target = /href="([^"]*)"/iu.exec(attributes)?.[1];
    return target === undefined ? link : `[${label}](${target})`;
  });
}

/** Turns HTML outside of code into Markdown. */
function withoutTags(value: string): string {
  return value
    .split(/(`[^`]*`)/u)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : inline.reduce((text, [pattern, replacement]) => text.replaceAll(pattern, replacement), withLinks(part)),
    )
    .join("");
}

/** Descriptions are CommonMark with stray HTML (OpenAPI, "Rich Text Formatting"); a comment must not be closed by them. */
function markdown(value: string): string {
  return (value.includes("<") ? withoutTags(value) : value)
    .replaceAll(/\r\n?|[\u2028\u2029]/gu, "\n")
    .replaceAll("*/", "*\\/")
    .split("\n")
    .map((line) => trimEndOf(line, " \t"))
    .join("\n")
    .replaceAll(/\n{3,}/gu, "\n\n")
    .trim();
}
