import { frameworkWords } from "../framework-words.js";
import { isSameNoun, splitWords } from "../words.js";

/** A type's name without its role in the framework: `cats` of `CatsController`. */
export function withoutRole(words: readonly string[]): readonly string[] {
  return words.length > 1 && roles.has(words.at(-1) ?? "") ? words.slice(0, -1) : words;
}

/** An id's words without roles in the framework at either end: those of `listToolsRoute`, unless the path has routes. */
export function withoutRoles(words: readonly string[], path: string): readonly string[] {
  const inPath = splitWords(path);
  const isRole = (word: string | undefined): boolean =>
    word !== undefined && roles.has(word) && !inPath.some((other) => isSameNoun(other, word));
  const start = words.length > 2 && isRole(words[0]) ? 1 : 0;
  const end = words.length > 2 + start && isRole(words.at(-1)) ? -1 : undefined;
  return words.slice(start, end);
}

const roles = new Set(frameworkWords.map(({ word }) => word));
