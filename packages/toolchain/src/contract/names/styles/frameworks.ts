import { templateParts } from "../../../openapi/path-template.js";
import { splitWords } from "../words.js";
import type { IdReading, IdStyle } from "./reading.js";
import { withoutRole } from "./roles.js";

/** The actions of drf-spectacular (`get_operation_id`) and drf-yasg, with their verbs. */
const djangoActions: readonly (readonly [suffix: string, verb: readonly string[]])[] = [
  ["partial_update", ["partial", "update"]],
  ["list", ["list"]],
  ["retrieve", ["get"]],
  ["read", ["get"]],
  ["create", ["create"]],
  ["update", ["update"]],
  ["destroy", ["delete"]],
  ["delete", ["delete"]],
];

/** `v1_agents_jobs_status_retrieve`: the path's words and an action. */
export const django: IdStyle = (id, { method, path }) => {
  const inPath = new Set(templateParts(path).flatMap((part) => ("name" in part ? [] : splitWords(part.text))));
  for (const [suffix, verb] of djangoActions) {
    if (!id.endsWith(`_${suffix}`)) continue;
    const words = splitWords(id.slice(0, -suffix.length - 1));
    if (!words.every((word) => inPath.has(word))) return undefined;
    // `create` only means POST: `agents_jobs_cancel_create` cancels.
    return { verb: suffix === "create" && method === "POST" ? [] : verb, words };
  }
  return undefined;
};

/**
 * FastAPI's `generate_unique_id`: the function's name, the path with `_` for all except letters and digits, and the
 * method.
 */
function withoutFastApiRoute(id: string, { method, path }: Parameters<IdStyle>[1]): string {
  const suffix = `${path.replaceAll(/\W/g, "_")}_${method.toLowerCase()}`;
  return id.endsWith(suffix) && id.length > suffix.length ? id.slice(0, -suffix.length) : id;
}

/** An id without the class, the service or the route that a tool adds to the name of a method. */
export function withoutPlumbing(id: string, source: Parameters<IdStyle>[1]): string {
  return ofClass(id, source) ?? ofService(id, source) ?? afterRoute(id, source) ?? withoutFastApiRoute(id, source);
}

/**
 * Reads Jira's `com.atlassian.jira.rest.v2.issue.IssueResource.getIssue_get`. The HTTP method is kept in the form of
 * springfox, because it distinguishes two methods with one name. A class name starts with a capital after packages, or
 * ends in a role. If the path contains the class name, the id is a remote call and no class.
 */
function ofClass(id: string, { path }: Parameters<IdStyle>[1]): string | undefined {
  const segments = id.split(".");
  const [packages, type = "", action = ""] = [segments.slice(0, -2), segments.at(-2), segments.at(-1)];
  const isBelowPackages = packages.length > 1 && packages.every((part) => /^\p{Ll}\w*$/u.test(part));
  const hasRole = withoutRole(splitWords(type)).length < splitWords(type).length;
  if (
    packages.length === 0 ||
    path.includes(type) ||
    !/^\w+$/u.test(action) ||
    !(hasRole || (isBelowPackages && /^\p{Lu}/u.test(type)))
  )
    return undefined;
  return action.replace(/_(get|put|post|patch|delete)$/u, (_, method: string) => `Using${method.toUpperCase()}`);
}

/**
 * Reads Magento's `catalogProductRepositoryV1GetListGet`. A `save` creates or changes an item. The HTTP method says
 * which.
 */
function ofService(id: string, { method, path }: Parameters<IdStyle>[1]): string | undefined {
  const [, version = "/"] = /^\/(V\d+)\//u.exec(path) ?? [];
  const end = method.charAt(0) + method.slice(1).toLowerCase();
  const start = id.indexOf(version) + version.length;
  const action = id.endsWith(end) ? id.slice(start, -end.length) : "";
  if (!id.includes(version) || !/^\p{Ll}/u.test(id) || !/^\p{Lu}\w*$/u.test(action)) return undefined;
  return action === "Save" ? end : action;
}

/** Reads HubSpot's `get-/crm/v3/objects/{objectType}_getPage`. Undefined if the path ends in the same action. */
function afterRoute(id: string, { method, path }: Parameters<IdStyle>[1]): string | undefined {
  const isOfMethod = id.toLowerCase().startsWith(method.toLowerCase());
  const route = isOfMethod ? id.slice(method.length).replace(/^[-_ ]/u, "") : id;
  const [, action = ""] = route.startsWith(path) ? (/^[-_](\w+)$/u.exec(route.slice(path.length)) ?? []) : [];
  const [last = ""] = path.split("/").slice(-1).flatMap(splitWords);
  if (action === "" || action.toLowerCase() === method.toLowerCase() || splitWords(action).includes(last))
    return undefined;
  return /^get(Page|All)$/u.test(action) ? "list" : action;
}

/** Actions of controllers: Rails and Laravel, Nest's generator, ASP.NET. */
const controllerActions: ReadonlyMap<string, IdReading> = new Map(
  Object.entries({
    index: "list",
    show: "get",
    store: "create",
    "find all": "list",
    "find many": "list",
    "get all": "list",
    "get list": "list",
    "get many": "list",
    "find one": "get",
    "get one": "get",
    "create one": "create",
    "update one": "update",
    "delete one": "delete",
    remove: "delete",
  }).map(([action, verb]) => [action, { verb: [verb], words: [] }]),
);

/** `index` or `store` alone, as Laravel's and Grails' controllers name their methods. */
export const bareAction: IdStyle = (id, { method }) => {
  const verb = resourceAction(id);
  return verb !== undefined && methodsOfVerbs.get(verb) === method ? { verb: [verb], words: [] } : undefined;
};

const methodsOfVerbs: ReadonlyMap<string, string> = new Map([
  ["list", "GET"],
  ["get", "GET"],
  ["create", "POST"],
  ["delete", "DELETE"],
]);

/** Actions of Laravel's and Rails' resource controllers that say nothing else anywhere. */
export function resourceAction(word: string): string | undefined {
  return resourceActions.get(word);
}

const resourceActions: ReadonlyMap<string, string> = new Map([
  ["index", "list"],
  ["show", "get"],
  ["store", "create"],
  ["destroy", "delete"],
]);

/** A controller's action in the usual words, where all its words are known; `findAllForUser` lists for a user. */
export function controllerAction(words: readonly string[], method: string): IdReading | undefined {
  const [first, all, preposition] = words;
  if ((first === "find" || first === "get") && all === "all" && /^(by|for|in|of)$/u.test(preposition ?? ""))
    return { verb: ["list"], words: words.slice(2) };
  const reading = controllerActions.get(words.join(" "));
  const isOfMethod = (words[0] === "remove" && method !== "DELETE") || (words[0] === "store" && method !== "POST");
  return isOfMethod ? undefined : reading;
}
