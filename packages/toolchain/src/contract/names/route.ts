import { templateNames, templateParts } from "../../openapi/path-template.js";
import { isOnlyVerb, isVerb } from "./verbs.js";
import { isPlural, singular, splitWords } from "./words.js";

/** A path read for naming. */
export interface Route {
  /** Words of each resource, outermost first; at most three. */
  readonly resources: readonly (readonly string[])[];
  /** Words of the resources that lie deeper. */
  readonly deeper: readonly string[];
  /** Words of the segment that says what is done instead: `status` of `/jobs/{id}/status`, `cancel` of `/jobs/{id}/cancel`. */
  readonly action: readonly string[];
  /** Whether the path ends in a parameter, and so names one thing. */
  readonly ofOne: boolean;
  /** Words of the path's parameters, in the singular. */
  readonly parameters: ReadonlySet<string>;
}

/** How many resources may lie in one another. */
export const deepest = 3;

/**
 * Reads a path. A leading `api` and versions say nothing; a last segment that is one thing of what stands before it
 * (`/jobs/{id}/status`), that is a verb, or that begins with the operationId's verb, belongs to the method and not to
 * the resource.
 */
export function readRoute({ method, path }: { readonly method: string; readonly path: string }, verb?: string): Route {
  const tokens = tokenise(path);
  const fixed = tokens.flatMap(({ words }, index) => (words === undefined ? [] : [{ words, index }]));
  const last = fixed.at(-1);
  const before = fixed.at(-2);
  const ofOne = tokens.length > 0 && tokens.at(-1)?.words === undefined;
  const folds =
    last !== undefined &&
    before !== undefined &&
    !ofOne &&
    (last.words[0] === verb ||
      saysDeed(last.words, method) ||
      (!isPlural(last.words.at(-1) ?? "") && (last.index > before.index + 1 || isPlural(before.words.at(-1) ?? ""))));
  const nouns = fixed.slice(0, folds ? -1 : undefined).map(({ words }) => words);
  return {
    resources: nouns.slice(0, deepest),
    deeper: nouns.slice(deepest).flat(),
    action: folds ? last.words : [],
    ofOne,
    parameters: new Set(templateNames(path).flatMap((name) => splitWords(name).map(singular))),
  };
}

/** Whether words say what is done. What a GET gives is named by nouns, where a word may be one. */
export function saysDeed([first, ...rest]: readonly string[], method: string): boolean {
  return method === "GET" ? isOnlyVerb(first) : isVerb(first) && (isOnlyVerb(first) || rest.length === 0);
}

/** Segments in order: their words, or none for a parameter. Google's `/jobs/{id}:cancel` reads as `/jobs/{id}/cancel`. */
export function tokenise(path: string): { readonly words: readonly string[] | undefined }[] {
  // Some documents tell remote procedure calls apart by a fragment or query, which is no part of a path.
  const plain = path.replace(/[?#].*$/u, "").replace(/(?<=.)[./](json|xml)$/u, "");
  const tokens = templateParts(plain)
    .flatMap((part) => ("name" in part ? [undefined] : isVersion(part.text) ? [] : part.text.split(".")))
    .map((token) => ({ words: token === undefined ? undefined : splitWords(token) }))
    .filter(({ words }) => words === undefined || words.length > 0);
  const start = tokens.findIndex(({ words }) => words !== undefined && !isNoise(words.join("")));
  return start === -1 ? [] : tokens.slice(start);
}

/** Whether a word or segment only says which version: `v1`, `v2beta1`, `2.0`, `2010-04-01`. */
export function isVersion(word: string): boolean {
  return /^(v\d+([._-]\d+)*(p\d+)?((alpha|beta)\d*)?|\d+(\.\d+)*|\d{4}-\d\d-\d\d)$/u.test(word);
}

function isNoise(segment: string): boolean {
  return /^(apis?|rest|v)$/.test(segment);
}
