import { templateParts } from "../../openapi/path-template.js";
import { withoutRedundantWords } from "./clean.js";
import { methodWords } from "./method.js";
import { isNumbered, readId } from "./read-id.js";
import { formatName } from "./reserved.js";
import { readRoute, type Route, isAction } from "./route.js";
import { withoutRole } from "./styles/group.js";
import type { IdReading, NamingSource } from "./styles/reading.js";
import { isOnlyVerb, isVerb, verbLength } from "./verbs.js";
import { wholeName } from "./whole.js";
import { camelCase, isPlural, isSameNoun, splitWords } from "./words.js";

type Words = readonly string[];

/**
 * The candidate names of an operation, best first: the derived one; the same with its innermost resource in the method;
 * its operationId in the same resource; its method and path there; the same in the outermost resource; and its full
 * method and path, which is unique.
 *
 * @param service First segment of ids that only names the API, such as `drive` of `drive.files.list`.
 */
export function candidateNames(source: NamingSource, service?: string): string[] {
  const { operationId: id } = source;
  const derived = derivedName(source, service);
  const resources = derived.slice(0, -1).map(camelCase);
  const byRoute = camelCase(routeWords(source));
  const names = [
    [...resources, camelCase(derived.at(-1) ?? [])],
    ...(resources.length > 1 ? [foldResources(derived)] : []),
    ...(id === undefined || isNumbered(id) ? [] : [[...resources, verbatim(id)]]),
    [...resources, byRoute],
    [...resources.slice(0, 1), byRoute],
    ["operations", fullRoute(source)],
  ];
  return [...new Set(names.map(formatName))];
}

/** The words of each resource and, last, of the method. */
function derivedName(source: NamingSource, service: string | undefined): Words[] {
  const reading = readId(source);
  const { group, verb, words, isWhole } = reading;
  if (group !== undefined && isWhole === true) return wholeName(source, { group, words }, service);
  const route = readRoute(source, verb[0]);
  const resources =
    group === undefined ? resourcesOf(source, route, verb) : group.map((part) => inPathSpelling(part, route));
  const known = resources.flat();
  const isFlat = group === undefined;
  const rest = withoutRedundantWords(verb, words, {
    known,
    group: isFlat ? groupWords(source) : [],
    parameters: isFlat && known.length > 0 ? route.parameters : new Set(),
  });
  const noun = words.findLast((word) => known.some((other) => isSameNoun(other, word)));
  const text = isFlat && rest.length === 0 ? missingWords(reading, route, resources) : { verb, rest };
  return [...resources, methodWords({ ...source, route, noun, ...text })];
}

/** Words that may start an id without naming its object: the tag's words, unless they are in the path too. */
function groupWords({ tags, path }: NamingSource): readonly string[] {
  const inPath = splitWords(path);
  return ["api", ...splitWords(tags?.[0] ?? "").filter((word) => !inPath.some((other) => isSameNoun(other, word)))];
}

/**
 * The path's resources; the tag's where the path has none or only an action. An id without either belongs to the client
 * itself.
 */
function resourcesOf({ tags, operationId }: NamingSource, { resources }: Route, verb: Words): readonly Words[] {
  // `searchUsers` on `/search/users` searches users.
  const nouns = resources.filter((words) => words.length > 1 || words[0] !== verb[0] || resources.length === 1);
  const isDeed = nouns.length === 1 && nouns[0]?.length === 1 && isOnlyVerb(nouns[0][0]);
  if (nouns.length > 0 && !isDeed) return nouns;
  const tag = withoutRole(splitWords(tags?.[0] ?? ""));
  if (tag.length > 0 && !/^(api|default|v\d+)$/.test(tag.join(" "))) return [tag];
  if (nouns.length > 0) return nouns;
  return operationId === undefined ? [["root"]] : [];
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

/** `vcs.diffRaw` for `vcs.diff.raw`, `teams.listMembers` for `teams.members.list`. */
function foldResources(name: readonly Words[]): string[] {
  const method = name.at(-1) ?? [];
  const verb = isVerb(method[0]) ? verbLength(method) : 0;
  const words = [...method.slice(0, verb), ...(name.at(-2) ?? []), ...method.slice(verb)];
  return [...name.slice(0, -2).map(camelCase), camelCase(words)];
}

function verbatim(id: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(id) ? id : camelCase(splitWords(id));
}

/** `get widgets by widget id`, as words. */
export function routeWords({ method, path }: Pick<NamingSource, "method" | "path">): string[] {
  const words = templateParts(path).flatMap((part) =>
    "name" in part ? ["by", ...splitWords(part.name)] : splitWords(part.text),
  );
  return [...splitWords(method), ...words];
}

/** Letters and digits of method and path, every other character as `$` and its code; always unique. */
function fullRoute({ method, path }: NamingSource): string {
  return (method.toLowerCase() + path).replaceAll(/[^A-Za-z0-9]/gu, codeOf);
}

function codeOf(character: string): string {
  return `$${(character.codePointAt(0) ?? 0).toString(16)}_`;
}
