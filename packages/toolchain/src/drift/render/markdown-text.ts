import { visible } from "../../visible.js";

/**
 * Escapes text of a document: it cannot end a cell, or start a tag, a link or a mention. Names stay between backticks;
 * where these do not pair, one would open code that ends in what follows.
 */
export function markdownMessage(text: string): string {
  const isPaired = text.split("`").length % 2 === 1 && !text.includes("``");
  return visible(text.replaceAll(/\s+/gu, " "))
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(isPaired ? /[\\*_[\]|~#]/gu : /[\\*_[\]|~#`]/gu, String.raw`\$&`)
    .replaceAll("@", "@\u200B");
}

/** Code in a cell, with a fence longer than any run of backticks in it (CommonMark, code spans). */
export function markdownCode(text: string): string {
  const clean = visible(text.replaceAll(/\s+/gu, " ")).replaceAll("|", String.raw`\|`);
  const longest = Math.max(0, ...[...clean.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${clean}${fence}` : `${fence} ${clean} ${fence}`;
}
