import { templateNames, templateParts } from "../../openapi/path-template.js";
import type { NamingSource } from "./styles/reading.js";
import { readingWords } from "./reading-words.js";
import { isOnlyVerb, isVerb } from "./verbs.js";
import { isPlural, singular, splitWords } from "./words.js";
import { beforeFirstOf } from "../../trim.js";

/** A path, read for naming. */
export interface Route {
  /** Words of each resource, outermost first; at most three. */
  readonly resources: readonly (readonly string[])[];
  /** Words of deeper resources. */
  readonly deeper: readonly string[];
  /** Words of a last segment that is an action: `status` of `/jobs/{id}/status`, `cancel` of `/jobs/{id}/cancel`. */
  readonly action: readonly string[];
  /** Whether the path ends with a parameter, so that it identifies one item. */
  readonly ofOne: boolean;
  /** Words of the path's parameters, in the singular. */
  readonly parameters: ReadonlySet<string>;
}

/** The largest number of nested resources. */
export const deepest = 3;

/**
 * Reads a path. A leading `api` and versions are ignored. The last segment belongs to the method, not to the resource,
 * where it is a singular part (`/jobs/{id}/status`), a verb, or the operationId's verb. In the path of a collection, it
 * belongs to the method only if it is the operationId's verb.
 */
export function readRoute(
  { method, path, isCollection = false }: Pick<NamingSource, "method" | "path" | "isCollection">,
  verb?: string,
): Route {
  const tokens = tokenise(path);
  const fixed = tokens.flatMap(({ words }, index) => (words === undefined ? [] : [{ words, index }]));
  const ofOne = tokens.length > 0 && tokens.at(-1)?.words === undefined;
  const isResource = isCollection && fixed.at(-1)?.words[0] !== verb;
  const deed = isResource ? undefined : deedOf(fixed, method);
  const action = deed ?? (!isResource && folds(fixed, method, ofOne, verb) ? fixed.slice(-1) : []);
  const nouns = fixed.slice(0, fixed.length - action.length).map(({ words }) => words);
  return {
    resources: nouns.slice(0, deepest),
    deeper: nouns.slice(deepest).flat(),
    action: action.flatMap(({ words }, index) => (index > 0 && isBatch(words) ? ["many"] : words)),
    ofOne,
    parameters: new Set(templateNames(path).flatMap((name) => splitWords(name).map(singular))),
  };
}

/** A segment that is no parameter, and its place among all. */
interface FixedSegment {
  readonly words: readonly string[];
  readonly index: number;
}

/** Whether the last segment belongs to the method. */
function folds(fixed: readonly FixedSegment[], method: string, ofOne: boolean, verb: string | undefined): boolean {
  const [before, last] = [fixed.at(-2), fixed.at(-1)];
  if (last === undefined || before === undefined) return false;
  // `/users/by-email/{email}`, `/users/find/{id}`
  if (ofOne)
    return (last.words[0] === "by" && last.words.length > 1) || (isOnlyVerb(last.words[0]) && !isThing(last.words));
  if (last.words[0] === verb || isAction(last.words, method)) return true;
  return !isPlural(last.words.at(-1) ?? "") && (last.index > before.index + 1 || isPlural(before.words.at(-1) ?? ""));
}

/**
 * The last segments of a POST that are a verb and how it is done: `run` of `/agents/run/{id}`, `run` and `batch` of
 * `/agents/{id}/run/batch`.
 */
function deedOf(fixed: readonly FixedSegment[], method: string): readonly FixedSegment[] | undefined {
  const start = fixed.findLastIndex(({ words }) => !isManner(words));
  const deed = fixed[start];
  if (method !== "POST" || start < 1 || deed === undefined) return undefined;
  return deed.words.length === 1 && isVerb(deed.words[0]) ? fixed.slice(start) : undefined;
}

/** Whether a path has a verb before its last parameter: `/users/get/{id}` says no more than `/users/{id}`. */
export function spellsDeed({ path }: { readonly path: string }): boolean {
  const [last, before] = tokenise(path).toReversed();
  return last !== undefined && last.words === undefined && isOnlyVerb(before?.words?.[0]);
}

/** Whether a segment says how an action is done, not what is acted on. */
function isManner(words: readonly string[]): boolean {
  return words.join(" ") === "async" || isBatch(words);
}

export function isBatch(words: readonly string[]): boolean {
  return /^(batch|bulk|many|multiple)$/u.test(words.join(" "));
}

/** Whether words are an action. For a GET, a word that may be a noun is one. */
export function isAction([first, ...rest]: readonly string[], method: string): boolean {
  if (method === "POST" && rest.length === 0 && isReadingWord(first ?? "")) return true;
  // `batchCreate`, `bulk-delete`
  if (isBatch([first ?? ""]) && isOnlyVerb(rest[0])) return true;
  // `show_many`
  if (rest.length > 0 && isBatch(rest)) return isVerb(first);
  if (isThing(rest)) return false;
  return method === "GET" ? isOnlyVerb(first) : isVerb(first) && (isOnlyVerb(first) || rest.length === 0);
}

/** Whether the words after a verb make a noun: `merge_requests`, `export-jobs`. */
function isThing(words: readonly string[]): boolean {
  return /^(requests|jobs|tasks|runs|operations)$/u.test(words.at(-1) ?? "");
}

/** Whether a POST on a path that ends in this word reads. */
export function isReadingWord(word: string): boolean {
  return reads.has(word);
}

const reads = new Set(readingWords.map(({ word }) => word));

/**
 * The segments in order: their words, or none for a parameter. Google's `/jobs/{id}:cancel` reads as
 * `/jobs/{id}/cancel`.
 */
export function tokenise(path: string): { readonly words: readonly string[] | undefined }[] {
  // Some documents distinguish remote procedure calls by a fragment or query, which is not part of a path.
  // OData names the parts of a key: `/People(UserName='{UserName}')` (OData 4.01, 4.3.1).
  const plain = beforeFirstOf(path, "?#")
    .replace(/(?<=.)[./](json|xml)$/u, "")
    .replaceAll(/(?<=[(,])[\w-]{1,100}='?(?=\{)/gu, "");
  const parts = templateParts(plain);
  const tokens = parts
    .filter((part, index) => !("text" in part && isNoise(part.text) && isVersionPart(parts[index + 1])))
    .flatMap((part) => ("name" in part ? [undefined] : isVersion(part.text) ? [] : labelsOf(part.text)))
    .map((token) => ({ words: token === undefined ? undefined : splitWords(token) }))
    .filter(({ words }) => words === undefined || words.length > 0);
  const start = tokens.findIndex(({ words }) => words !== undefined && !isNoise(words.join("")));
  return start === -1 ? [] : tokens.slice(start);
}

/** `video` and `list` of `video.list`; the first label of a domain, such as `events` of Kubernetes' `events.k8s.io`. */
function labelsOf(segment: string): string[] {
  const labels = segment.split(".");
  const isDomain = labels.length > 1 && /^(com|dev|io|net|org)$/u.test(labels.at(-1) ?? "");
  return isDomain ? labels.slice(0, 1) : labels;
}

/** Whether a word or segment is only a version: `v1`, `V1.0`, `v2beta1`, `2.0`, `2010-04-01`, `2024-01`. */
export function isVersion(word: string): boolean {
  return /^(v\d+([._-]\d+)*(p\d+)?((alpha|beta)\d*)?|\d+(\.\d+)*|\d{4}-\d\d(-\d\d)?)$/iu.test(word);
}

function isVersionPart(part: ReturnType<typeof templateParts>[number] | undefined): boolean {
  return part !== undefined && "text" in part && isVersion(part.text);
}

function isNoise(segment: string): boolean {
  return /^(apis?|rest|v)$/.test(segment);
}
