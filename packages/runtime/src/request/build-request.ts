import { randomUuid } from "../json/random-uuid.js";
import { mergeHeaders } from "../settings/headers.js";
import type { Settings } from "../settings/settings.js";
import type { ClientParameters } from "./client-parameters.js";
import type { UnsignedRequest } from "./http-request.js";
import type { Operation } from "./operation.js";
import { ownValue, pathValue, serialize } from "./parameters.js";
import { fillTemplate, splitTemplate } from "./path-template.js";
import { isRepeatable } from "./repeatable.js";
import type { Params, RequesterOptions } from "./requester.js";

/** A serialized call, without its credentials. */
export interface BuiltRequest extends UnsignedRequest {
  /** Whether it is safe to send twice: by its method, a declaration, or a key by which the server recognises it. */
  readonly repeatable: boolean;
}

/** Serializes a call. Throws ParameterError for an argument that cannot be sent. */
export function buildRequest(
  settings: Settings,
  clientParameters: ClientParameters,
  operation: Operation,
  path: readonly unknown[],
  params: Params,
  options: RequesterOptions,
): BuiltRequest {
  const { method, parameters = [], accept = [], body, servers, idempotencyKey } = operation;
  const headers: Record<string, string | null> = {
    accept: options.accept ?? (accept.join(", ") || "*/*"),
    ...settings.headers,
  };
  const { parts, joint } = templateOf(operation);
  const base = servers === undefined ? settings.base : settings.baseOf(servers);
  const names: string[] = [];
  const written = fillTemplate(parts, (name) => {
    const parameter = parameters.find((one) => one.in === "path" && one.name === name) ?? { name, in: "path" };
    const { key } = parameter;
    // A path parameter with a key is given in `params`. One that occurs twice in the path is one argument.
    if (key === undefined && !names.includes(name)) names.push(name);
    const given = key === undefined ? path[names.indexOf(name)] : ownValue(params, key);
    return pathValue(parameter, given === undefined ? ownValue(clientParameters.path, name) : given);
  });
  let url = base + written;
  let separator = joint;
  const cookies: string[] = [];
  for (const parameter of parameters) {
    const { name, key = name, in: place, constant } = parameter;
    const argument = ownValue(params, key);
    const value = argument === undefined ? (ownValue(clientParameters[place], name) ?? constant) : argument;
    const text = place === "path" || value === undefined ? undefined : serialize(parameter, value);
    if (text === undefined) continue;
    if (place === "header") headers[headerKey(name)] = text;
    else if (place === "cookie") cookies.push(text);
    else {
      url += separator + text;
      separator = "&";
    }
  }
  if (options.headers !== undefined) Object.assign(headers, mergeHeaders(options.headers));
  if (cookies.length > 0) headers["cookie"] = [headers["cookie"] || [], cookies].flat().join("; ");
  let content: UnsignedRequest["body"] = null;
  if (body !== undefined && params["body"] !== undefined) {
    const given = headers["content-type"];
    // A media type that the client sets for all requests counts only if the operation accepts it.
    const counts = given !== settings.headers["content-type"] || body.mediaTypes.includes(given ?? "");
    // The media type that the call chose, if the operation declares several.
    const chosen = (counts && given) || params["content-type"];
    const encoded = body.encode(params["body"], body, typeof chosen === "string" ? chosen : undefined, settings.json);
    ({ content } = encoded);
    headers["content-type"] = encoded.mediaType ?? null;
  }
  const keyName = (idempotencyKey ?? "Idempotency-Key").toLowerCase();
  const takesKey = /^(POST|PATCH)$/.test(method);
  if (takesKey && options.idempotencyKey !== undefined) headers[keyName] = options.idempotencyKey;
  // The caller can set the header to null, so that no key is sent.
  else if (takesKey && idempotencyKey !== undefined && headers[keyName] === undefined) headers[keyName] = randomUuid();
  const hasKey = takesKey && typeof headers[keyName] === "string";
  return { method, url, headers, body: content, repeatable: hasKey || (operation.idempotent ?? isRepeatable(method)) };
}

/** A path template in parts, and the separator before the query: a template may have a query of its own. */
interface Template {
  readonly parts: readonly string[];
  readonly joint: string;
}

const templates = new WeakMap<Operation, Template>();

/** The template of an operation, split once: generated operations are constants. */
function templateOf(operation: Operation): Template {
  const known = templates.get(operation);
  if (known !== undefined) return known;
  // A fragment is never sent, and the query would be a part of it.
  const [path = ""] = (operation.linked ?? operation.path).split("#");
  const joint = /[?&]$/.test(path) ? "" : path.includes("?") ? "&" : "?";
  const template = { parts: splitTemplate(path), joint };
  templates.set(operation, template);
  return template;
}

/** The key of a header in a plain object, which cannot have an own `__proto__` by assignment. Case does not matter. */
function headerKey(name: string): string {
  return name === "__proto__" ? "__PROTO__" : name.toLowerCase();
}
