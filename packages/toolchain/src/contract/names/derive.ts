import { type NamingSource, readId } from "./id-styles.js";
import { formatName } from "./reserved.js";
import { readRoute, type Route } from "./route.js";
import { camelCase, isPlural, singular, splitWords } from "./words.js";

/**
 * The names an operation may have, best first: the derived one; its operationId in the same resource; its method and
 * path there; the same in the outermost resource; and its method and path spelled out, which no other operation shares.
 */
export function candidateNames(source: NamingSource): string[] {
  const route = readRoute(source.path, undefined);
  const resource = resourceOf(route);
  const outermost = resource.slice(0, 1);
  const byRoute = camelCase(routeWords(source));
  const ids = source.operationId === undefined ? [] : [[...resource, verbatim(source.operationId)]];
  const names = [
    derivedName(source),
    ...ids,
    [...resource, byRoute],
    [...outermost, byRoute],
    ["operations", spelledOut(source)],
  ];
  return [...new Set(names.map(formatName))];
}

function derivedName(source: NamingSource): string[] {
  const reading = readId(source);
  if (reading.kind === "whole") {
    const { segments } = reading;
    const depth = Math.min(segments.length - 1, 3);
    return [...segments.slice(0, depth).map(camelCase), camelCase(segments.slice(depth).flat())];
  }
  const route = readRoute(source.path, reading.verb);
  const known = new Set([...route.resources.flat(), "api"].map(singular));
  // A first word that names the resource is no verb: `usage_embeddings`, or `health` that is got.
  const saysMore = reading.words.length > 0 || source.method === "GET";
  const startsWithNoun = saysMore && reading.verb !== undefined && known.has(singular(reading.verb));
  const verb = startsWithNoun ? undefined : reading.verb;
  const words = startsWithNoun ? [reading.verb, ...reading.words] : reading.words;
  const rest = withoutKnown(words, known, route);
  const method = verb === undefined ? methodByRoute(source, route, rest) : methodByVerb(source, route, verb, rest);
  return [...resourceOf(route), camelCase(method)];
}

/** Drops the words that the resource already says, and an ending such as `by id` or `for user`. */
function withoutKnown(words: readonly string[], known: ReadonlySet<string>, route: Route): readonly string[] {
  const start = words.findIndex((word) => !known.has(singular(word)) && !/^v\d+$/.test(word));
  const rest = start === -1 ? [] : words.slice(start);
  const says = (word: string): boolean => known.has(singular(word)) || route.parameters.has(singular(word));
  return /^(by|for|of|in|from|to)$/.test(rest[0] ?? "") && rest.slice(1).every(says) ? [] : rest;
}

function methodByVerb(source: NamingSource, route: Route, verb: string, rest: readonly string[]): readonly string[] {
  const lists = verb === "get" && rest.length === 0 && !route.ofOne && source.answers === "many";
  return lists ? ["list"] : [verb, ...rest];
}

function methodByRoute(source: NamingSource, route: Route, rest: readonly string[]): readonly string[] {
  const { method } = source;
  const words = rest.length > 0 ? rest : route.action;
  if (method === "GET") {
    const lists =
      !route.ofOne &&
      words.length === 0 &&
      (source.answers === undefined ? endsInPlural(route) : source.answers === "many");
    return [lists ? "list" : "get", ...words];
  }
  // What is posted to `/jobs/{id}/cancel` cancels.
  if (method === "POST" && words.length > 0) return words;
  if (method === "POST") return [route.ofOne ? "update" : "create"];
  return [...(verbs.has(method) ? [verbs.get(method) ?? ""] : splitWords(method)), ...words];
}

/** PUT replaces (RFC 9110, section 9.3.4), PATCH updates. */
const verbs: ReadonlyMap<string, string> = new Map([
  ["PUT", "replace"],
  ["PATCH", "update"],
]);

function endsInPlural(route: Route): boolean {
  return isPlural(route.resources.at(-1)?.at(-1) ?? "");
}

/** A path of parameters alone has no resource to name: such operations share `root`. */
function resourceOf(route: Route): string[] {
  return route.resources.length === 0 ? ["root"] : route.resources.map(camelCase);
}

function verbatim(id: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(id) ? id : camelCase(splitWords(id));
}

function routeWords({ method, path }: NamingSource): string[] {
  const segments = [...path.matchAll(/\{([^{}]*)\}|[^/{}]+/gu)];
  const words = segments.flatMap(([text, name]) =>
    name === undefined ? splitWords(text) : ["by", ...splitWords(name)],
  );
  return [...splitWords(method), ...words];
}

/** Letters and digits of method and path as they are, every other character as `$` and its code: never shared. */
function spelledOut({ method, path }: NamingSource): string {
  return (method.toLowerCase() + path).replaceAll(/[^A-Za-z0-9]/gu, codeOf);
}

function codeOf(character: string): string {
  return `$${(character.codePointAt(0) ?? 0).toString(16)}_`;
}
