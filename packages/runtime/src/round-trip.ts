import { authorize } from "./authorize.js";
import type { Grant } from "./credentials.js";
import { NetworkError } from "./errors/network-error.js";
import type { RequestFacts } from "./errors/request-error.js";
import { SpecloomError } from "./errors/specloom-error.js";
import type { Exchange, Read } from "./exchange.js";
import type { HttpRequest } from "./hooks.js";
import { observe } from "./hooks.js";
import type { Outgoing } from "./outgoing.js";
import { describe, redact, redactCause, redactHeaders, showHeaders, showUrl } from "./redact.js";
import type { Settings } from "./settings.js";
import type { Sending } from "./transport.js";
import { follow, isRedirect, send } from "./transport.js";

/** One attempt of an exchange. */
export interface Trip {
  readonly facts: RequestFacts;
  readonly grants: readonly Grant[];
  readonly signal: () => AbortSignal;
}

/** Sends a request once, hooks and log included. Whatever fetch rejects with becomes a NetworkError without secrets. */
export async function roundTrip<T>(settings: Settings, what: Exchange, trip: Trip, read: Read<T>): Promise<T> {
  const { hooks, log, clock } = settings;
  const { facts, grants } = trip;
  const secrets = grants.map(({ secret }) => secret);
  let request = authorize(what.request, grants);
  if (hooks.onRequest !== undefined) request = await replaced(request, hooks.onRequest, facts);
  log?.(
    "debug",
    () => `${request.method} ${showUrl(request.url)} sent, ${showHeaders(Object.entries(request.headers))}`,
  );
  const start = clock.now();
  // Fields written out, here and where facts grow: a spread costs more than the rest of a round trip.
  const { fetch, browser } = settings;
  const sending: Sending = { fetch, browser, signal: trip.signal, grants, facts, extra: what.extra };
  let response: Response;
  try {
    response = await send(request, sending);
    if (what.extra?.redirect === undefined && isRedirect(response)) response = await follow(request, response, sending);
  } catch (error) {
    if (error instanceof SpecloomError) throw error;
    throw new NetworkError(redact(describe(error), secrets), facts, redactCause(error, secrets));
  }
  const { status, headers } = response;
  const durationMs = clock.now() - start;
  log?.("info", () => `${facts.method} ${facts.path} ${status} in ${Math.round(durationMs)} ms`);
  log?.("debug", () => redact(`${status} received, ${showHeaders(headers)}`, secrets));
  if (hooks.onResponse !== undefined) {
    observe(hooks.onResponse, { status, headers: redactHeaders(headers, secrets), durationMs }, facts);
  }
  return read(response, facts, secrets);
}

async function replaced(
  request: Outgoing,
  onRequest: NonNullable<Settings["hooks"]["onRequest"]>,
  facts: RequestFacts,
): Promise<Outgoing> {
  // The hook may write to the headers; the next attempt starts from the original ones.
  const copy = { ...request, headers: new Headers(request.headers) };
  const { headers, ...rest }: HttpRequest = { ...copy, ...(await onRequest(copy, facts)) };
  return { ...rest, headers: Object.fromEntries(new Headers(headers)) };
}
