import { isVersion } from "./route.js";
import { isSameNoun, singular } from "./words.js";

/** Words that a name need not repeat. */
export interface RedundantWords {
  /** Words of the resource or resources. */
  readonly known: readonly string[];
  /** Words of the tag, which may come first. */
  readonly group: readonly string[];
  /** Words of the path's parameters. */
  readonly parameters: ReadonlySet<string>;
}

/**
 * Removes redundant words: articles, the resource's own words at the start (`status` of `getJobStatus` on `jobs`) or
 * after an adjective (`listDeletedUsers` on `users`), and an ending such as `by id` or `for user`.
 */
export function withoutRedundantWords(words: readonly string[], redundant: RedundantWords): readonly string[] {
  // `namespaced` repeats `namespaces`.
  const isKnown = (word: string): boolean =>
    redundant.known.some((known) => isSameNoun(known, word) || `${singular(known)}d` === word);
  const kept = withoutEnding(
    words.filter((word, index) => !(articles.has(word) && index < words.length - 1)),
    (word) => isKnown(word) || word === "id" || [...redundant.parameters].some((name) => isSameNoun(name, word)),
  );
  const start = kept.findIndex((word) => !isKnown(word) && !redundant.group.includes(word) && !isVersion(word));
  const rest = start === -1 ? [] : kept.slice(start);
  const last = rest.findLastIndex((word) => !isKnown(word));
  const isAdjective = rest.slice(0, last + 1).every(isAdjectival);
  return isAdjective ? rest.slice(0, last + 1) : rest;
}

/** Removes the last preposition and what follows, where all of it is redundant. */
function withoutEnding(words: readonly string[], isRedundant: (word: string) => boolean): readonly string[] {
  const at = words.findLastIndex((word) => prepositions.has(word));
  return at !== -1 && at < words.length - 1 && words.slice(at + 1).every(isRedundant) ? words.slice(0, at) : words;
}

const articles = new Set(["a", "an", "given", "specific", "the"]);
const prepositions = new Set(["at", "by", "for", "from", "in", "of", "on", "to"]);
const adjectives = new Set(
  "active all available current latest my new own pending popular private public recent top trending".split(" "),
);

/** A participle such as `deleted` counts, a noun or verb such as `feed` and `need` does not. */
function isAdjectival(word: string): boolean {
  return adjectives.has(word) || (/.ed$/u.test(word) && !/(?:ee|f|spe|se)d$/u.test(word));
}
