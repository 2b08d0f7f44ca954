import { isOnlyVerb, isVerb } from "../verbs.js";
import { splitWords } from "../words.js";
import { controllerAction } from "./frameworks.js";
import type { IdReading, IdStyle } from "./reading.js";
import { withoutRole } from "./roles.js";
import { verbFirst } from "./sentence.js";

/** `session.prompt`, `actions/list-jobs`: the author has grouped the operations. */
export const authorsGroup: IdStyle = (id) => {
  if (!/^[\p{ID_Continue}-]+([./][\p{ID_Continue}-]+)+$/u.test(id)) return undefined;
  const segments = id
    .split(/[./]/)
    .map(splitWords)
    .filter((words) => words.length > 0);
  const group = segments.slice(0, -1);
  return group.length === 0 ? undefined : { group, verb: [], words: segments.at(-1) ?? [], isWhole: true };
};

/** Rails' `api/v1/users#index`, Goa's `accounts#sign in`. */
export const railsAction: IdStyle = (id, { method }) => {
  const [, controller = "", action = ""] = /^([\w/:]+)#([\w ]+)$/.exec(id) ?? [];
  const group = controller
    .split(/\/|::/)
    .filter((part) => part !== "" && !/^(api|v\d+)$/i.test(part))
    .map((part) => withoutRole(splitWords(part)));
  const reading = readAction(action, method);
  return group.length === 0 || !isVerb(reading.verb[0]) ? undefined : { group, ...reading };
};

/** Laravel's `App\\Http\\Controllers\\OrderController@show`, which swagger-php writes after the method and the path. */
export const laravelAction: IdStyle = (id, { method }) => {
  const [, controller = "", action = ""] = /(?:^|::)((?:\w+\\)+\w+)(?:@|::)(\w+)$/.exec(id) ?? [];
  const group = controller
    .split("\\")
    .filter((part) => part !== "" && !/^(app|http|controllers|api|v\d+)$/i.test(part))
    .map((part) => withoutRole(splitWords(part)));
  return group.length === 0 ? undefined : { group, ...readAction(action, method) };
};

/**
 * The path of a remote call, `/acme.users.v1.UserService/GetUser` of Connect, gRPC-Web and Twirp. Packages tell services of
 * one name apart, and no more.
 */
export const remoteCall: IdStyle = (id, { method, path }) => {
  const [, service = "", action = ""] = /\/(?:[a-z]\w*\.)+(\p{Lu}\w*)\/(\p{Lu}\w*)$/u.exec(path) ?? [];
  if (
    service === "" ||
    !(
      id === "" ||
      splitWords(id)
        .join("")
        .endsWith(splitWords(service + action).join(""))
    )
  )
    return undefined;
  return { group: [withoutRole(splitWords(service))], ...readAction(action, method) };
};

/** Nest's `CatsController_findAll`, Azure's `VirtualMachines_ListAll`, gRPC-gateway's `UserService_GetUser`. */
export const typeAndMethod: IdStyle = (id, { method, path }) => {
  const form = /^(\p{Lu}[\p{L}\p{N}]*|\w+Controller)_(\p{L}[\p{L}\p{N}]*?)(?:_v\d+)?$/u;
  const [, type = "", action = ""] = form.exec(id) ?? [];
  const group = withoutRole(splitWords(type));
  if (group.length === 0 || (group.length === 1 && isOnlyVerb(group[0]))) return undefined;
  // C# calls a method so that gives a task: each call of a client does.
  const isTask = /\p{Ll}Async$/u.test(action) && !splitWords(path).includes("async");
  return { group: [group], ...readAction(isTask ? action.slice(0, -"Async".length) : action, method) };
};

/** The verb for an id that starts with its HTTP method: `PostEnvelopes` creates envelopes. */
const verbOfMethod: ReadonlyMap<string, readonly string[]> = new Map([
  ["post", ["create"]],
  ["put", ["replace"]],
  ["patch", ["update"]],
]);

function readAction(action: string, method: string): IdReading {
  const words = splitWords(action);
  const [first = "", ...rest] = words;
  const verb = first === method.toLowerCase() && rest.length > 0 ? verbOfMethod.get(first) : undefined;
  if (verb !== undefined) return { verb: isVerb(rest[0]) ? [] : verb, words: rest };
  return controllerAction(words, method) ?? verbFirst(words);
}
