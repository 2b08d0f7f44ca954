import type { CallOptions } from "../settings/call-options.js";
import { checkHeaders, mergeHeaders } from "../settings/headers.js";
import type { Settings } from "../settings/settings.js";
import type { EncodedBody } from "./body.js";
import type { ClientParameters } from "./client-parameters.js";
import type { CompiledOperation } from "./compiled-operation.js";
import { expandPath } from "./compiled-operation.js";
import type { Operation } from "./operation.js";
import { ownValue, serialize } from "./parameters.js";
import type { Params } from "./requester.js";

/** One call, serialized: everything but its credentials. */
export interface BuiltRequest {
  readonly url: string;
  /** By lower-case name; null stands for a header that was removed by hand. */
  readonly headers: Readonly<Record<string, string | null>>;
  readonly body: BodyInit | null;
  /** Whether the server tells a repetition from a second request. */
  readonly hasIdempotencyKey: boolean;
}

const METHODS_WITH_KEY = /^(POST|PATCH)$/;

/** Throws ParameterError for what cannot be sent. */
export function buildRequest(
  settings: Settings,
  clientParameters: ClientParameters,
  operation: Operation,
  compiled: CompiledOperation,
  path: readonly unknown[],
  params: Params,
  options: CallOptions | undefined,
): BuiltRequest {
  const headers: Record<string, string | null> = { accept: compiled.accept };
  for (const name in settings.headers) headers[name] = settings.headers[name] ?? null;
  let query = "";
  let cookies = "";
  for (const parameter of compiled.others) {
    const { name, in: location, constant } = parameter;
    const passed = ownValue(params, name);
    const value = passed === undefined ? (ownValue(clientParameters[location], name) ?? constant) : passed;
    const text = value === undefined ? undefined : serialize(parameter, value);
    if (text === undefined) continue;
    if (location === "query") query += (query === "" ? "?" : "&") + text;
    else if (location === "header") headers[headerKey(name)] = text;
    else cookies += (cookies === "" ? "" : "; ") + text;
  }
  if (options?.headers !== undefined) Object.assign(headers, checkHeaders(mergeHeaders(options.headers)));
  if (cookies !== "") headers["cookie"] = headers["cookie"] ? `${headers["cookie"]}; ${cookies}` : cookies;
  let encodedBody: EncodedBody | undefined;
  const { body, servers } = operation;
  if (body !== undefined && params["body"] !== undefined) {
    encodedBody = body.encode(params["body"], body, headers["content-type"] ?? chosenMediaType(params), settings.json);
    headers["content-type"] = encodedBody.mediaType ?? null;
  }
  return {
    url:
      (servers === undefined ? settings.base : settings.baseOf(servers)) +
      expandPath(compiled, path, clientParameters.path) +
      query,
    headers,
    body: encodedBody?.content ?? null,
    hasIdempotencyKey: addIdempotencyKey(headers, operation, options?.idempotencyKey),
  };
}

/** Names are compared without regard to case, and a plain object has one that it cannot be given. */
function headerKey(name: string): string {
  return name === "__proto__" ? "__PROTO__" : name.toLowerCase();
}

/** The media type that a call with a choice of them names beside its body. */
function chosenMediaType(params: Params): string | undefined {
  const chosen = params["content-type"];
  return typeof chosen === "string" ? chosen : undefined;
}

/** Puts the idempotency key of a POST or PATCH among the headers; false where there is none. */
function addIdempotencyKey(
  headers: Record<string, string | null>,
  operation: Operation,
  callKey: string | undefined,
): boolean {
  if (!METHODS_WITH_KEY.test(operation.method)) return false;
  const name = (operation.idempotencyKey ?? "Idempotency-Key").toLowerCase();
  if (callKey !== undefined) headers[name] = callKey;
  else if (operation.idempotencyKey !== undefined) headers[name] ??= crypto.randomUUID();
  return typeof headers[name] === "string";
}
