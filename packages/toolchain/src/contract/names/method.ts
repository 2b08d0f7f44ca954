import { type Route, isAction } from "./route.js";
import type { NamingSource } from "./styles/reading.js";
import { isPlural, splitWords } from "./words.js";

/** The parts of a method's name. */
export interface MethodSource extends Pick<NamingSource, "method" | "answers"> {
  readonly route: Route;
  /** Words of the verb; empty where the id has none. */
  readonly verb: readonly string[];
  /** The object of the verb, without what the resource already names. */
  readonly rest: readonly string[];
  /** The last noun of the id, where the resource has it too. */
  readonly noun?: string | undefined;
}

/** The words of a method's name. */
export function methodWords(source: MethodSource): readonly string[] {
  return source.verb.length === 0 ? byRoute(source) : byVerb(source);
}

function byVerb(source: MethodSource): readonly string[] {
  const { verb, rest } = source;
  const [text, action] = [rest.join(" "), verb.join(" ")];
  const isGet = action === "get" || action === "find";
  // `getAll`, `getUserList`, `findMany`
  if (isGet && /^(all|list|many)$/.test(text)) return ["list"];
  if (isGet && text === "one") return ["get"];
  if (isGet && rest.length === 0) return lists(source) ? ["list"] : source.route.ofOne ? ["get"] : verb;
  return [...verb, ...rest];
}

function byRoute(source: MethodSource): readonly string[] {
  const { method, route, rest } = source;
  // A POST to `/jobs/{id}/cancel` cancels.
  if (rest.length > 0 && isAction(rest, method)) return rest;
  const isDeeper = rest.length === route.deeper.length && rest.every((word, index) => word === route.deeper[index]);
  if (method === "GET") return [isDeeper && lists(source) ? "list" : "get", ...rest];
  if (method !== "POST") return [...(verbs.get(method) ?? splitWords(method)), ...rest];
  if (rest.length === 0) return [route.ofOne ? "update" : "create"];
  return isNoun(rest.at(-1) ?? "") ? ["create", ...rest] : rest;
}

/** Whether the operation returns several items: by the schema, else by the id's noun or the path. */
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

/** Whether a word can only be a noun, so that POST creates it; an unknown word may be a verb. */
function isNoun(word: string): boolean {
  return things.has(word) || isPlural(word) || /(tion|sion|ment|ity|ence|ance|ship)$/.test(word);
}

const things = new Set(
  (
    "avatar body config content cover email file icon image key link logo message metadata name password photo picture " +
    "profile status subscription summary text thumbnail token url user video"
  ).split(" "),
);

/** Plural words for one thing. */
const singletons = new Set(
  "analytics capabilities contents credentials details limits logs metrics options preferences settings statistics stats".split(
    " ",
  ),
);
