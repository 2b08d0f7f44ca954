import { isObject, type Json, type JsonObject } from "../../json.js";
import { templateNames } from "../../openapi/path-template.js";
import type { Draft } from "./draft.js";

/**
 * The object that has servers with those that can be called. Where the first address of the API's cannot, none is left:
 * another must not be called in its place.
 */
export function readServerList(draft: Draft, holder: JsonObject, isApi: boolean, pointer: () => string): JsonObject {
  const { servers, ...rest } = holder;
  if (!Array.isArray(servers)) return holder;
  const read = servers.map((server, index) => readServer(draft, server, `${pointer()}/servers/${index}`));
  if (read.every((server, index) => server === servers[index])) return holder;
  const usable = read.filter((server) => server !== undefined);
  const first = servers.findIndex((server) => isObject(server) && typeof server["url"] === "string");
  return usable.length === 0 || (isApi && read[first] === undefined) ? rest : { ...holder, servers: usable };
}

function readServer(draft: Draft, server: Json, pointer: string): Json | undefined {
  if (!isObject(server)) return undefined;
  const { url: given, variables } = server;
  if (typeof given !== "string") {
    draft.report("server-url", pointer, {});
    return undefined;
  }
  const url = likeliestUrl(given);
  if (url !== given) draft.report("server-url", `${pointer}/url`, { found: given, reading: url });
  const declared = isObject(variables) ? variables : {};
  let changed: JsonObject | undefined;
  for (const name of new Set([...templateNames(url), ...Object.keys(declared)])) {
    const variable = Object.hasOwn(declared, name) ? declared[name] : undefined;
    if (isObject(variable) && typeof variable["default"] === "string") continue;
    const values = isObject(variable) ? variable["enum"] : undefined;
    const reading = Array.isArray(values) ? values[0] : undefined;
    draft.report("server-variable-default", pointer, { name, reading });
    if (reading !== undefined)
      changed = { ...(changed ?? declared), [name]: { ...asObject(variable), default: reading } };
    else if (templateNames(url).includes(name)) return undefined;
    else changed = Object.fromEntries(Object.entries(changed ?? declared).filter(([key]) => key !== name));
  }
  if (url === given && changed === undefined) return server;
  return { ...server, url, ...(changed === undefined ? {} : { variables: changed }) };
}

/** An address without a scheme. A client would read it as a path relative to the document's address. */
const HOST =
  /^(?:(localhost|\d+\.\d+\.\d+\.\d+)|[a-z\d-]+(?:\.[a-z\d-]+)*\.(?!(?:json|ya?ml|html?|php|aspx?)(?:\/|$))[a-z]{2,})(?::\d+)?(?:\/|$)/iu;

/** The URL without its query and fragment, and with a scheme if it lacks one. A path can be appended to it. */
function likeliestUrl(url: string): string {
  const [start = ""] = url.trim().split(/[?#]/u, 1);
  const host = HOST.exec(start);
  return host === null ? start : `${host[1] === undefined ? "https" : "http"}://${start}`;
}

function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
