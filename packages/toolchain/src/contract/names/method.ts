import { type Route, saysDeed } from "./route.js";
import type { NamingSource } from "./styles/reading.js";
import { isPlural, splitWords } from "./words.js";

/** What a method's name is made of. */
export interface MethodSource extends Pick<NamingSource, "method" | "answers"> {
  readonly route: Route;
  /** Words of the verb, none where the id has none. */
  readonly verb: readonly string[];
  /** What it is done to, as far as the resource does not say it. */
  readonly rest: readonly string[];
  /** The noun that the id ends in, where the resource says it. */
  readonly noun?: string | undefined;
}

/** The words of a method's name. */
export function methodWords(source: MethodSource): readonly string[] {
  return source.verb.length === 0 ? byRoute(source) : byVerb(source);
}

function byVerb(source: MethodSource): readonly string[] {
  const { verb, rest } = source;
  const [said, deed] = [rest.join(" "), verb.join(" ")];
  const isGot = deed === "get" || deed === "find";
  // `getAll`, `getUserList`, `findMany`
  if (isGot && /^(all|list|many)$/.test(said)) return ["list"];
  if (isGot && said === "one") return ["get"];
  if (isGot && rest.length === 0) return lists(source) ? ["list"] : source.route.ofOne ? ["get"] : verb;
  return [...verb, ...rest];
}

function byRoute(source: MethodSource): readonly string[] {
  const { method, route, rest } = source;
  // What is posted to `/jobs/{id}/cancel` cancels.
  if (rest.length > 0 && saysDeed(rest, method)) return rest;
  const isDeeper = rest.length === route.deeper.length && rest.every((word, index) => word === route.deeper[index]);
  if (method === "GET") return [isDeeper && lists(source) ? "list" : "get", ...rest];
  if (method !== "POST") return [...(verbs.get(method) ?? splitWords(method)), ...rest];
  if (rest.length === 0) return [route.ofOne ? "update" : "create"];
  return isThing(rest.at(-1) ?? "") ? ["create", ...rest] : rest;
}

/** Whether several things are answered: as the schema says, else as the id's noun or the path does. */
function lists({ route, answers, noun }: MethodSource): boolean {
  if (route.ofOne) return false;
  const named = noun ?? [...route.resources.flat(), ...route.deeper].at(-1) ?? "";
  return answers === undefined ? isPlural(named) && !singletons.has(named) : answers === "many";
}

/** PUT replaces (RFC 9110, section 9.3.4), PATCH updates. */
const verbs: ReadonlyMap<string, readonly string[]> = new Map([
  ["PUT", ["replace"]],
  ["PATCH", ["update"]],
]);

/** Whether a word can only be something, so that posting it creates it: an unknown word may well be a deed. */
function isThing(word: string): boolean {
  return things.has(word) || isPlural(word) || /(tion|sion|ment|ity|ence|ance|ship)$/.test(word);
}

const things = new Set(
  (
    "avatar body config content cover email file icon image key link logo message metadata name password photo picture " +
    "profile status subscription summary text thumbnail token url user video"
  ).split(" "),
);

/** Plurals of which there is one. */
const singletons = new Set(
  "analytics capabilities contents credentials details limits logs metrics options preferences settings statistics stats".split(
    " ",
  ),
);
