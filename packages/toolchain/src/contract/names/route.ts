import { isPlural, singular, splitWords } from "./words.js";

/** A path read for naming. */
export interface Route {
  /** Words of each resource, outermost first; at most three. */
  readonly resources: readonly (readonly string[])[];
  /** Words of the segments that say what is done instead: `status` of `/jobs/{id}/status`, `cancel` of `/jobs/{id}/cancel`. */
  readonly action: readonly string[];
  /** Whether the path ends in a parameter, and so names one thing. */
  readonly ofOne: boolean;
  /** Words of the path's parameters, in the singular. */
  readonly parameters: ReadonlySet<string>;
}

const deepest = 3;

/**
 * Reads a path. A leading `api` and a version say nothing; a last segment that is one thing of what stands before it
 * (`/jobs/{id}/status`), or that begins with the operationId's verb, belongs to the method and not to the resource.
 */
export function readRoute(path: string, verb: string | undefined): Route {
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
      (!isPlural(last.words.at(-1) ?? "") && (last.index > before.index + 1 || isPlural(before.words.at(-1) ?? ""))));
  const nouns = fixed.slice(0, folds ? -1 : undefined).map(({ words }) => words);
  return {
    resources: nouns.slice(0, deepest),
    action: [...nouns.slice(deepest).flat(), ...(folds ? last.words : [])],
    ofOne,
    parameters: new Set(
      [...path.matchAll(/\{([^{}]*)\}/gu)].flatMap(([, name = ""]) => splitWords(name).map(singular)),
    ),
  };
}

/** Segments in order: their words, or none for a parameter. Google's `/jobs/{id}:cancel` reads as `/jobs/{id}/cancel`. */
function tokenise(path: string): { readonly words: readonly string[] | undefined }[] {
  const tokens = [...path.matchAll(/\{[^{}]*\}|[^/:{}]+/gu)]
    .map(([token]) => ({ words: token.startsWith("{") ? undefined : splitWords(token) }))
    .filter(({ words }) => words === undefined || words.length > 0);
  const start = tokens.findIndex(({ words }) => words !== undefined && !isNoise(words.join("")));
  return start === -1 ? [] : tokens.slice(start);
}

function isNoise(segment: string): boolean {
  return /^(api|rest|v|v\d+(p\d+)?((alpha|beta)\d*)?)$/.test(segment);
}
