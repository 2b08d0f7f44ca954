import { methodWords } from "./method.js";
import { deepest, readRoute } from "./route.js";
import { resourceAction } from "./styles/frameworks.js";
import type { NamingSource } from "./styles/reading.js";
import { isVerb, usualVerb, verbLength } from "./verbs.js";
import { isSameNoun } from "./words.js";

type Words = readonly string[];

/**
 * The segments of a name that the author has grouped: as written, without a service that only names the API, a resource
 * that repeats its parent, and words of the method that repeat the resource. Segments deeper than three become part of
 * the method.
 */
export function wholeName(
  source: NamingSource,
  { group, words }: { readonly group: readonly Words[]; readonly words: Words },
  service: string | undefined,
): Words[] {
  const own = group.length > 1 && group[0]?.join("") === service ? group.slice(1) : group;
  const outer = own.filter((resource, index) => !isSame(resource, own[index - 1]));
  const noun = nounBefore(source, words);
  const isDeepest = noun.length === 0 || outer.length >= deepest;
  const resources = isDeepest ? outer : [...outer, noun];
  const method = methodOf(source, isDeepest ? words : words.slice(noun.length), resources.at(-1) ?? []);
  const deeper = resources.slice(deepest).flat();
  const verb = isVerb(method[0]) ? verbLength(method) : 0;
  return [...resources.slice(0, deepest), [...method.slice(0, verb), ...deeper, ...method.slice(verb)]];
}

/** Words before a verb with the meaning of the HTTP method: a resource, as in `custom-properties-get-values`. */
function nounBefore({ method }: NamingSource, words: Words): Words {
  const deeds = usualDeeds.get(method) ?? [];
  const verb = words.findIndex((word) => deeds.includes(word));
  const isNoun =
    verb > 0 &&
    !isVerb(words[0]) &&
    verbLength(words) === 1 &&
    verb < words.length - 1 &&
    !/^(and|or)$/.test(words[verb - 1] ?? "");
  return isNoun ? words.slice(0, verb) : [];
}

const usualDeeds: ReadonlyMap<string, readonly string[]> = new Map([
  ["GET", ["get", "list"]],
  ["POST", ["create"]],
  ["PUT", ["create", "set", "update"]],
  ["PATCH", ["create", "update"]],
  ["DELETE", ["delete", "remove"]],
]);

function methodOf(source: NamingSource, words: Words, resource: Words): Words {
  const [first = ""] = words;
  const route = readRoute(source);
  if (words.length === 1 && first === source.method.toLowerCase() && /^(post|put|patch)$/.test(first))
    return methodWords({ ...source, route, verb: [], rest: [] });
  if (words.length === 1) return [resourceAction(first) ?? first];
  const repeated = isSame(words.slice(0, resource.length), resource) ? words.slice(resource.length) : [];
  if (repeated.length > 0) return repeated;
  if (!isVerb(first)) return words;
  const verb = words.slice(0, verbLength(words));
  const rest = words.slice(verb.length).filter((word, index) => index > 0 || !/^(a|an|the)$/.test(word));
  const [all, ...afterAll] = rest;
  if (all === "all" && isSame(afterAll, resource)) return ["list"];
  const repeats = isSame(rest.slice(0, resource.length), resource) && !/^(and|or)$/.test(rest[resource.length] ?? "");
  if (!repeats) return [...verb, ...rest];
  const left = rest.slice(resource.length);
  return left.length > 0 ? [...verb, ...left] : methodWords({ ...source, route, verb: usualVerb(verb), rest: left });
}

function isSame(a: Words, b: Words | undefined): boolean {
  return b !== undefined && a.length === b.length && a.every((word, index) => isSameNoun(word, b[index] ?? ""));
}
