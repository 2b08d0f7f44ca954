import { withoutRedundantWords } from "./clean.js";
import { methodWords } from "./method.js";
import { readId } from "./read-id.js";
import { readRoute, type Route, isAction, tokenise } from "./route.js";
import { withoutRole } from "./styles/roles.js";
import type { IdReading, NamingSource } from "./styles/reading.js";
import { isOnlyVerb } from "./verbs.js";
import { wholeName } from "./whole.js";
import { isPlural, isSameNoun, splitWords } from "./words.js";

type Words = readonly string[];

/**
 * The words of each resource and, last, of the method, from the operationId and the path.
 *
 * @param service First word of ids that only names the API, such as `drive` of `drive.files.list`.
 */
export function derivedName(source: NamingSource, service?: string): Words[] {
  const reading = withVerbOfPath(readId(source), source);
  const { group, verb, words, isWhole } = reading;
  if (group !== undefined && isWhole === true) return wholeName(source, { group, words }, service);
  const route = readRoute(source, verb[0]);
  const resources =
    group === undefined ? resourcesOf(source, route, verb) : group.map((part) => inPathSpelling(part, route));
  const known = resources.flat();
  const isFlat = group === undefined;
  const rest = withoutRedundantWords(words, {
    known,
    group: isFlat ? groupWords(source, service) : [],
    parameters: isFlat && known.length > 0 ? route.parameters : new Set(),
  });
  const noun = words.findLast((word) => known.some((other) => isSameNoun(other, word)));
  const text = isFlat && rest.length === 0 ? missingWords(reading, route, resources) : { verb, rest };
  return [...resources, methodWords({ ...source, route, noun, ...text })];
}

/**
 * Adds the last word of the path to a reading as its verb, if no table has that word: `upscaleImage` on POST
 * `/images/{id}/upscale`. The path must have the other words of the id too.
 */
function withVerbOfPath(reading: IdReading, { method, path }: NamingSource): IdReading {
  const [verb = "", ...words] = reading.words;
  const last = tokenise(path).at(-1)?.words ?? [];
  const inPath = splitWords(path);
  const isVerbOfPath =
    method === "POST" && last.length === 1 && last[0] === verb && !isPlural(verb) && reading.verb.length === 0;
  const isRestInPath = words.length > 0 && words.every((word) => inPath.some((other) => isSameNoun(other, word)));
  return isVerbOfPath && isRestInPath && reading.group === undefined ? { ...reading, verb: [verb], words } : reading;
}

/** Words that may start an id without naming its object: the API's, and the tag's that the path does not have. */
function groupWords({ tags, path }: NamingSource, service = "api"): readonly string[] {
  const inPath = splitWords(path);
  const tag = splitWords(tags?.[0] ?? "").filter((word) => !inPath.some((other) => isSameNoun(other, word)));
  return ["api", service, ...tag];
}

/**
 * The path's resources; the tag's where the path has none or only an action. An id without either belongs to the client
 * itself.
 */
function resourcesOf(
  { tags, operationId, hasItems }: NamingSource,
  { resources }: Route,
  verb: Words,
): readonly Words[] {
  // `searchUsers` on `/search/users` searches users.
  const nouns = resources.filter((words) => words.length > 1 || words[0] !== verb[0] || resources.length === 1);
  const [only = [], ...others] = nouns;
  const isCalled = others.length === 0 && hasItems !== true && isCall(only);
  const isDeed = isCalled || (others.length === 0 && only.length === 1 && isOnlyVerb(only[0]));
  if (nouns.length > 0 && !isDeed) return nouns;
  const tag = withoutRole(splitWords(tags?.[0] ?? ""));
  if (tag.length > 0 && !/^(api|default|v\d+)$/.test(tag.join(" "))) return [tag];
  if (isCalled) return [];
  if (nouns.length > 0) return nouns;
  return operationId === undefined ? [["root"]] : [];
}

/**
 * Returns true for a segment that is a verb and its object: `/get_rates`, `/sendMessage`. `/load_balancers` and
 * `/export-jobs` are nouns.
 */
function isCall([verb, ...object]: Words): boolean {
  const isPlain = /^(add|cancel|create|delete|fetch|get|list|remove|send|set|update)$/u.test(verb ?? "");
  return object.length > 0 && isAction([verb ?? "", ...object], "POST") && (isPlain || !isPlural(object.at(-1) ?? ""));
}

/** Words that neither the id nor the resource has, where the id adds nothing: deep resources, and the path's action. */
function missingWords(
  { verb, words }: IdReading,
  { deeper, action: pathAction, resources: inPath }: Route,
  resources: readonly Words[],
): { readonly verb: Words; readonly rest: Words } {
  // The tag is the resource of a path that only has an action.
  const action = inPath.length === 1 && inPath[0] !== resources[0] ? inPath.flat() : pathAction;
  if (verb.length === 0)
    return { verb, rest: isAction(action, "POST") ? [...action, ...deeper] : [...deeper, ...action] };
  const isPlain = /^(get|list|create|update|delete|replace)$/.test(verb.join(" "));
  if (words.length > 0 || !isPlain || action[0] === verb[0]) return { verb, rest: deeper };
  return isOnlyVerb(action[0]) ? { verb: [], rest: [...action, ...deeper] } : { verb, rest: [...deeper, ...action] };
}

/** The resource in the path's spelling, where the path has its plural. */
function inPathSpelling(group: Words, { resources }: Route): Words {
  const inPath = resources.find(
    (words) => words.length === group.length && words.every((word, index) => isSameNoun(word, group[index] ?? "")),
  );
  return inPath !== undefined && isPlural(inPath.at(-1) ?? "") ? inPath : group;
}
