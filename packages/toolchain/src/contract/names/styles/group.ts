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

/** Rails' `api/v1/users#index`. */
export const railsAction: IdStyle = (id, { method }) => {
  const [, controller = "", action = ""] = /^([\w/:]+)#(\w+)$/.exec(id) ?? [];
  const group = controller
    .split(/\/|::/)
    .filter((part) => part !== "" && !/^(api|v\d+)$/i.test(part))
    .map((part) => withoutRole(splitWords(part)));
  const reading = readAction(action, method);
  return group.length === 0 || !isVerb(reading.verb[0]) ? undefined : { group, ...reading };
};

/** Nest's `CatsController_findAll`, Azure's `VirtualMachines_ListAll`, gRPC-gateway's `UserService_GetUser`. */
export const typeAndMethod: IdStyle = (id, { method }) => {
  const form = /^(\p{Lu}[\p{L}\p{N}]*|\w+Controller)_(\p{L}[\p{L}\p{N}]*?)(?:_v\d+)?$/u;
  const [, type = "", action = ""] = form.exec(id) ?? [];
  const group = withoutRole(splitWords(type));
  if (group.length === 0 || (group.length === 1 && isOnlyVerb(group[0]))) return undefined;
  return { group: [group], ...readAction(action, method) };
};

function readAction(action: string, method: string): IdReading {
  const words = splitWords(action);
  return controllerAction(words, method) ?? verbFirst(words);
}
