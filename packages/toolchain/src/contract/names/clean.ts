import { templateNames } from "../../openapi/path-template.js";
import { isVersion } from "./route.js";
import type { NamingSource } from "./styles/reading.js";
import { isSameNoun, singular, splitWords } from "./words.js";

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
  // Kubernetes names its core group in ids but not in paths: `listCoreV1NamespacedPod`.
  const own = words[0] === "core" && isVersion(words[1] ?? "") ? words.slice(2) : words;
  const kept = withoutEnding(
    joinedAs(redundant.known, own).filter((word, index, all) => !(articles.has(word) && index < all.length - 1)),
    (word) => isKnown(word) || word === "id" || [...redundant.parameters].some((name) => isSameNoun(name, word)),
  );
  const start = kept.findIndex((word) => !isKnown(word) && !redundant.group.includes(word) && !isVersion(word));
  const rest = start === -1 ? [] : kept.slice(start);
  const last = rest.findLastIndex((word) => !isKnown(word));
  const isAdjective = rest.slice(0, last + 1).every(isAdjectival);
  return isAdjective ? rest.slice(0, last + 1) : rest;
}

/** `orderitem` for `order item` where the path has `/orderitems`. */
function joinedAs(known: readonly string[], words: readonly string[]): readonly string[] {
  for (const [start] of words.entries())
    for (let end = start + 2; end <= Math.min(words.length, start + MOST_JOINED); end++) {
      const joined = words.slice(start, end).join("");
      if (known.some((word) => isSameNoun(word, joined)))
        return [...words.slice(0, start), joined, ...joinedAs(known, words.slice(end))];
    }
  return words;
}

/** The largest number of words in one segment of a path, such as `/horizontalpodautoscalers`. */
const MOST_JOINED = 4;

/** Removes the last preposition and what follows, where all of it is redundant. */
function withoutEnding(words: readonly string[], isRedundant: (word: string) => boolean): readonly string[] {
  const at = words.findLastIndex((word) => prepositions.has(word));
  return at !== -1 && at < words.length - 1 && words.slice(at + 1).every(isRedundant) ? words.slice(0, at) : words;
}

/**
 * `delete cache` for `delete caches by id` on `/caches/{cache_id}`, `get task by team` for `get task by team and id`:
 * what is done to one thing is done to it by its id, unless the name says otherwise.
 *
 * @param words Those of a method; returned as they are where they do not spell the id at the end of the path.
 */
export function withoutId(words: readonly string[], { path, answers }: NamingSource): readonly string[] {
  const at = words.lastIndexOf("by");
  const isSpelled = at > 0 && words.at(-1) === "id" && /\}\/?$/u.test(path);
  if (!isSpelled || answers === "many" || words[0] === "list") return words;
  if (words.at(-2) === "and") return words.slice(0, -2);
  const parameter = splitWords(templateNames(path).at(-1) ?? "");
  if (!words.slice(at + 1).every((word) => word === "id" || parameter.includes(word))) return words;
  const kept = words.slice(0, at);
  return kept.map((word, index) => (index > 0 && index === at - 1 ? singular(word) : word));
}

const articles = new Set(["a", "an", "given", "specific", "the"]);
const prepositions = new Set(["at", "by", "for", "from", "in", "of", "on", "to"]);
const adjectives = new Set(
  (
    "active all available batch bulk collection current latest many multiple my new own pending popular private public " +
    "recent top trending"
  ).split(" "),
);

/** A participle such as `deleted` counts, a noun or verb such as `feed` and `need` does not. */
function isAdjectival(word: string): boolean {
  return adjectives.has(word) || (/.ed$/u.test(word) && !/(?:ee|f|spe|se)d$/u.test(word));
}
