import { isReadingWord, type Route, isAction } from "./route.js";
import type { NamingSource } from "./styles/reading.js";
import { isOnlyVerb, isVerb } from "./verbs.js";
import { isPlural, isSameNoun, singular, splitWords } from "./words.js";

/** The parts of a method's name. */
export interface MethodSource extends Pick<NamingSource, "method" | "answers" | "isAll" | "isCollection" | "hasItems"> {
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
  const words = source.verb.length === 0 ? byRoute(source) : byVerb(source);
  return source.isAll === true && /^(delete|replace|update)$/u.test(words.join(" ")) ? [...words, "all"] : words;
}

function byVerb(source: MethodSource): readonly string[] {
  const { verb, rest, method } = source;
  const [text, action] = [rest.join(" "), verb.join(" ")];
  if (method === "POST" && makesOne(source)) return ["create"];
  const isGet = action === "get" || action === "find" || (action === "show" && method === "GET");
  if ((action === "list" || isGet) && /^(pag(inat)?ed|with pag(ination|ing))$/u.test(text)) return ["list"];
  // `getAll`, `getUserList`, `findMany`
  if (isGet && /^(all|list|many)$/.test(text)) return ["list"];
  if (isGet && text === "one") return ["get"];
  // `list` and `detail` are the two views of a Django model.
  if (isGet && /^details?$/u.test(text) && source.route.ofOne) return ["get"];
  if (isGet && rest.length === 0) return lists(source) ? ["list"] : source.route.ofOne ? ["get"] : verb;
  return [...verb, ...rest];
}

/**
 * Whether a verb says no more than that an item is made: `startPress` on `/presses`, since `start` is what waiting for
 * it is called; `inviteUser` on `/invites`.
 */
function makesOne({ verb: [verb = "", ...others], rest, route, hasItems }: MethodSource): boolean {
  const resource = route.resources.at(-1) ?? [];
  if (others.length > 0 || route.ofOne) return false;
  return (
    (hasItems === true && verb === "start" && rest.length === 0) ||
    (resource.length === 1 && isPlural(resource[0] ?? "") && isSameNoun(verb, resource[0] ?? ""))
  );
}

function byRoute(source: MethodSource): readonly string[] {
  const { method, route } = source;
  const isDeeper =
    source.rest.length === route.deeper.length && source.rest.every((word, index) => word === route.deeper[index]);
  // `/users/{id}/links/{id}/accounts/{id}/payments/{id}` returns one payment.
  const isOne = isDeeper && route.ofOne;
  const rest = isOne ? [...source.rest.slice(0, -1), ...source.rest.slice(-1).map(singular)] : source.rest;
  // `POST /jobs/{id}/cancel` is `cancel`, but `DELETE /posts/{id}/like` is not `like`.
  if (rest.length > 0 && isAction(source.rest, method) && (method !== "DELETE" || removes(rest[0] ?? ""))) return rest;
  // NSwag calls a list `UsersAll`.
  if (method === "GET" && rest.join(" ") === "all" && !isDeeper && !isInPath("all", route)) return ["list"];
  if (method === "GET" && route.ofOne && /^details?$/u.test(rest.join(" "))) return ["get"];
  if (method === "GET") return [isDeeper && lists(source) ? "list" : "get", ...rest];
  if (method !== "POST") return [...(verbs.get(method) ?? splitWords(method)), ...rest];
  // `POST /search`, `POST /cancel/{id}`
  const [[deed = "", ...object] = [], ...others] = route.resources;
  const isDeed = others.length + object.length === 0 && (isOnlyVerb(deed) || isReadingWord(deed));
  if (rest.length === 0) return [isDeed ? deed : route.ofOne ? "update" : "create"];
  return isNoun(rest.at(-1) ?? "") ? ["create", ...rest] : rest;
}

function isInPath(word: string, { resources, deeper, action }: Route): boolean {
  return [...resources.flat(), ...deeper, ...action].includes(word);
}

/** Whether the operation returns several items: by the schema, else by the id's noun or the path. */
function lists({ route, method, answers, noun, isCollection }: MethodSource): boolean {
  if (route.ofOne) return false;
  if (isCollection === true && method === "GET") return true;
  const named = noun ?? [...route.resources.flat(), ...route.deeper].at(-1) ?? "";
  return answers === undefined ? isPlural(named) && !singletons.has(named) : answers === "many";
}

/** Whether a verb means that something is removed or ends. */
function removes(verb: string): boolean {
  return removing.has(verb) || (verb.startsWith("un") && isVerb(verb));
}

const removing = new Set(
  (
    "abort ban cancel clean clear close deactivate decline delete deny destroy detach disable disassociate disconnect " +
    "dismiss end expire finish flush invalidate kick kill leave logout purge reject release remove reset revoke shutdown " +
    "signout stop suspend terminate undo uninstall void withdraw"
  ).split(" "),
);

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
