import type { Payload } from "./body.js";
import type { CallOptions } from "./call.js";
import type { ClientParameters } from "./client-parameters.js";
import type { Operation } from "./operation.js";
import { mergeHeaders } from "./options.js";
import { given, serialize } from "./parameters.js";
import type { Plan } from "./plan.js";
import { expandPath } from "./plan.js";
import type { Params } from "./requester.js";
import type { Settings } from "./settings.js";
import { checkHeaders } from "./settings.js";

/** One call, serialized: everything but its credentials. */
export interface Composed {
  readonly url: string;
  /** By lower-case name; null stands for a header that was removed by hand. */
  readonly headers: Readonly<Record<string, string | null>>;
  readonly body: BodyInit | null;
  /** Whether the server tells a repetition from a second request. */
  readonly keyed: boolean;
}

const METHODS_WITH_KEY = /^(POST|PATCH)$/;

/** Throws ParameterError for what cannot be sent. */
export function compose(
  settings: Settings,
  own: ClientParameters,
  operation: Operation,
  plan: Plan,
  path: readonly unknown[],
  params: Params,
  options: CallOptions | undefined,
): Composed {
  const headers: Record<string, string | null> = { accept: plan.accept };
  for (const name in settings.headers) headers[name] = settings.headers[name] ?? null;
  let query = "";
  let cookies = "";
  for (const parameter of plan.others) {
    const { name, in: location, constant } = parameter;
    const passed = given(params, name);
    const value = passed === undefined ? (given(own[location], name) ?? constant) : passed;
    const text = value === undefined ? undefined : serialize(parameter, value);
    if (text === undefined) continue;
    if (location === "query") query += (query === "" ? "?" : "&") + text;
    else if (location === "header") headers[headerKey(name)] = text;
    else cookies += (cookies === "" ? "" : "; ") + text;
  }
  if (options?.headers !== undefined) Object.assign(headers, checkHeaders(mergeHeaders(options.headers)));
  if (cookies !== "") headers["cookie"] = headers["cookie"] ? `${headers["cookie"]}; ${cookies}` : cookies;
  let payload: Payload | undefined;
  const { body, servers } = operation;
  if (body !== undefined && params["body"] !== undefined) {
    payload = body.encode(params["body"], body, headers["content-type"] ?? chosenType(params), settings.json);
    headers["content-type"] = payload.mediaType ?? null;
  }
  return {
    url: (servers === undefined ? settings.base : settings.baseOf(servers)) + expandPath(plan, path, own.path) + query,
    headers,
    body: payload?.content ?? null,
    keyed: key(headers, operation, options?.idempotencyKey),
  };
}

/** Names are compared without regard to case, and a plain object has one that it cannot be given. */
function headerKey(name: string): string {
  return name === "__proto__" ? "__PROTO__" : name.toLowerCase();
}

/** The media type that a call with a choice of them names beside its body. */
function chosenType(params: Params): string | undefined {
  const chosen = params["content-type"];
  return typeof chosen === "string" ? chosen : undefined;
}

/** Puts the idempotency key of a POST or PATCH among the headers; false where there is none. */
function key(headers: Record<string, string | null>, operation: Operation, own: string | undefined): boolean {
  if (!METHODS_WITH_KEY.test(operation.method)) return false;
  const name = (operation.idempotencyKey ?? "Idempotency-Key").toLowerCase();
  if (own !== undefined) headers[name] = own;
  else if (operation.idempotencyKey !== undefined) headers[name] ??= crypto.randomUUID();
  return typeof headers[name] === "string";
}
