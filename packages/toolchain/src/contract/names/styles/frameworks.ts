import { templateParts } from "../../../openapi/path-template.js";
import { splitWords } from "../words.js";
import type { IdReading, IdStyle } from "./reading.js";

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
export function withoutFastApiRoute(id: string, { method, path }: Parameters<IdStyle>[1]): string {
  const suffix = `${path.replaceAll(/\W/g, "_")}_${method.toLowerCase()}`;
  return id.endsWith(suffix) && id.length > suffix.length ? id.slice(0, -suffix.length) : id;
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
