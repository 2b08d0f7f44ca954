import { randomUuid } from "../json/random-uuid.js";
import type { CallOptions } from "../settings/call-options.js";
import { mergeHeaders } from "../settings/headers.js";
import type { Settings } from "../settings/settings.js";
import type { EncodedBody } from "./body.js";
import type { ClientParameters } from "./client-parameters.js";
import { compileOperation, expandPath } from "./compiled-operation.js";
import type { UnsignedRequest } from "./http-request.js";
import type { Operation } from "./operation.js";
import { ownValue, serialize } from "./parameters.js";
import type { Params } from "./requester.js";

/** A serialized call, without its credentials. */
export interface BuiltRequest extends UnsignedRequest {
  /** Whether the server can recognise a repetition of this request. */
  readonly hasKey: boolean;
}

const METHODS_WITH_KEY = /^(POST|PATCH)$/;

/** Serializes a call. Throws ParameterError for an argument that cannot be sent. */
export function buildRequest(
  settings: Settings,
  clientParameters: ClientParameters,
  operation: Operation,
  path: readonly unknown[],
  params: Params,
  options: CallOptions | undefined,
): BuiltRequest {
  const compiled = compileOperation(operation);
  const headers: Record<string, string | null> = { accept: compiled.accept };
  for (const name in settings.headers) headers[name] = settings.headers[name] ?? null;
  let query = "";
  let cookies = "";
  for (const parameter of compiled.others) {
    const { name, key = name, in: location, constant } = parameter;
    const argument = ownValue(params, key);
    const value = argument === undefined ? (ownValue(clientParameters[location], name) ?? constant) : argument;
    const text = value === undefined ? undefined : serialize(parameter, value);
    if (text === undefined) continue;
    if (location.startsWith("query")) query += (query === "" ? compiled.joint : "&") + text;
    else if (location === "header") headers[headerKey(name)] = text;
    else cookies += (cookies === "" ? "" : "; ") + text;
  }
  if (options?.headers !== undefined) Object.assign(headers, mergeHeaders(options.headers));
  if (cookies !== "") headers["cookie"] = headers["cookie"] ? `${headers["cookie"]}; ${cookies}` : cookies;
  let encodedBody: EncodedBody | undefined;
  const { body, servers } = operation;
  if (body !== undefined && params["body"] !== undefined) {
    encodedBody = body.encode(params["body"], body, headers["content-type"] ?? chosenMediaType(params), settings.json);
    headers["content-type"] = encodedBody.mediaType ?? null;
  }
  return {
    method: operation.method,
    url:
      (servers === undefined ? settings.base : settings.baseOf(servers)) +
      expandPath(compiled, path, params, clientParameters.path) +
      query,
    headers,
    body: encodedBody?.content ?? null,
    hasKey: addIdempotencyKey(headers, operation, options?.idempotencyKey),
  };
}

/** The key of a header in a plain object, which cannot have an own `__proto__` by assignment. Case does not matter. */
function headerKey(name: string): string {
  return name === "__proto__" ? "__PROTO__" : name.toLowerCase();
}

/** The media type that the call chose, if the operation declares several. */
function chosenMediaType(params: Params): string | undefined {
  const chosen = params["content-type"];
  return typeof chosen === "string" ? chosen : undefined;
}

/** Adds the idempotency key of a POST or PATCH to the headers. False if there is none. */
function addIdempotencyKey(
  headers: Record<string, string | null>,
  operation: Operation,
  callKey: string | null | undefined,
): boolean {
  if (!METHODS_WITH_KEY.test(operation.method)) return false;
  const name = (operation.idempotencyKey ?? "Idempotency-Key").toLowerCase();
  if (callKey !== undefined) headers[name] = callKey;
  // One that was set to null is not to be sent.
  else if (operation.idempotencyKey !== undefined && headers[name] === undefined) headers[name] = randomUuid();
  return typeof headers[name] === "string";
}
