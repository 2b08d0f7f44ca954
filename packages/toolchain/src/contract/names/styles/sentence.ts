import { readRoute, isAction } from "../route.js";
import { isOnlyVerb, isVerb, isVerbOfMany, usualVerb, verbLength } from "../verbs.js";
import { isSameNoun, splitWords } from "../words.js";
import type { IdReading, IdStyle, NamingSource } from "./reading.js";
import { withoutRoles } from "./roles.js";
import { afterLastOf } from "../../../trim.js";

/** `createUser`, `users_create`, `app_api_create_user`: a verb and its object. */
export const sentence: IdStyle = (id, source) => {
  const words = withoutRoles(splitWords(id), source.path);
  const isNoun = nounsOf(source);
  const [first = "", ...rest] = words;
  const last = words.at(-1) ?? "";
  // POST, PUT and PATCH are no verbs if the path has all other words. `postComment` and `itemComments_post` create a
  // comment.
  const isMethod = (word: string): boolean =>
    ["post", "put", "patch"].includes(word) && word === source.method.toLowerCase();
  if (isMethod(first) && rest.every(isNoun)) return { verb: [], words: rest };
  if (isMethod(last) && words.slice(0, -1).every(isNoun)) return { verb: [], words: words.slice(0, -1) };
  const resource = resourceLength(words, source);
  const isNounFirst =
    resource > 0 ||
    (isNoun(first) &&
      (rest.length > 0 ? !isVerb(first) || rest.every(isNoun) || rest.some(isOnlyVerb) : source.method === "GET"));
  if (isDeed(words, source)) return verbFirst(words);
  if ((isVerb(first) && !isNounFirst) || (isVerbOfMany(words) && !isNoun(first) && resource === 0))
    return withoutAll(verbFirst(words), source);
  if (rest.length > 0 && words.length > resource && isOnlyVerb(last) && (last !== "list" || !isNounFirst))
    return { verb: usualVerb([last]), words: words.slice(0, -1) };
  const ending = splitWords(afterLastOf(source.path, "/.")).join(" ");
  const middle = words.findIndex(
    (word, index) =>
      index >= Math.max(resource, 1) && (isOnlyVerb(word) || (isVerb(word) && words.slice(index).join(" ") === ending)),
  );
  if (middle !== -1) return withGroup(words.slice(0, middle), verbFirst(words.slice(middle)), isNoun);
  // A first word that is not a noun of the path is a verb, except after GET.
  const isGet = source.method === "GET" && words.some(isNoun);
  return isNounFirst || isNoun(first) || isGet ? { verb: [], words } : verbFirst(words);
};

/**
 * Whether an id is the last word of the path and then the resource before it, as `upscaleVideo` on
 * `POST /videos/{id}/upscale`: that order makes any word a verb.
 */
function isDeed([first, ...object]: readonly string[], { method, path }: NamingSource): boolean {
  const { resources, action } = readRoute({ method, path }, first);
  const resource = resources.at(-1) ?? [];
  return (
    method !== "GET" &&
    action.join(" ") === first &&
    object.length > 0 &&
    object.length === resource.length &&
    object.every((word, index) => isSameNoun(word, resource[index] ?? ""))
  );
}

/**
 * The number of words at the start of an id that name a resource of the path, if that resource has several words. These
 * words are no verbs: `load` in `load-balancer-health` on `/load-balancers/{id}/health`.
 */
function resourceLength(words: readonly string[], source: NamingSource): number {
  const isSpelled = (resource: readonly string[]): boolean =>
    resource.length > 1 &&
    (source.method === "GET" || resource.length < words.length) &&
    !/^(get|list|create|update|delete)$/u.test(resource[0] ?? "") &&
    resource.every((word, index) => isSameNoun(word, words[index] ?? ""));
  return Math.max(
    0,
    ...readRoute(source)
      .resources.filter(isSpelled)
      .map(({ length }) => length),
  );
}

/** Reads words that start with a verb. */
export function verbFirst(words: readonly string[]): IdReading {
  const length = Math.min(verbLength(words), words.length);
  return { verb: usualVerb(words.slice(0, length)), words: words.slice(length) };
}

/** `listAllUsers` lists, unless the path distinguishes all from others. */
function withoutAll(reading: IdReading, { path }: NamingSource): IdReading {
  const isPlain = reading.verb.join(" ") === "list" && reading.words[0] === "all" && !splitWords(path).includes("all");
  return isPlain ? { ...reading, words: reading.words.slice(1) } : reading;
}

/**
 * Words before a verb are a group, as in `issueListIssues`; it counts where the path lacks the words after the verb.
 */
function withGroup(before: readonly string[], reading: IdReading, isNoun: (word: string) => boolean): IdReading {
  const isRedundant = before.every(isNoun) || reading.words.every(isNoun);
  return isRedundant ? reading : { ...reading, words: [...reading.words, "for", ...before] };
}

function nounsOf({ method, path, tags = [] }: NamingSource): (word: string) => boolean {
  const { resources, deeper, action } = readRoute({ method, path });
  const named = isAction(action, method) ? [] : action;
  const nouns = [...resources.flat(), ...deeper, ...named, ...tags.slice(0, 1).flatMap(splitWords)];
  return (word) => !isOnlyVerb(word) && nouns.some((noun) => isSameNoun(noun, word));
}
