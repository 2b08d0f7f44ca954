import { type Attributes, context, propagation, type Span, SpanKind, trace, type Tracer } from "@opentelemetry/api";
import { ResponseError } from "../errors/response-error.js";
import type { CallInfo } from "../settings/call-events.js";
import type { Hooks } from "../settings/hooks.js";
import { errorType, failSpan } from "./span-errors.js";

/** The methods that the conventions know; any other is `_OTHER`. */
const METHODS = /^(CONNECT|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT|QUERY|TRACE)$/;

/** The hooks that make the spans of calls. */
export type CallSpanHooks = { readonly [Name in "onCall" | "onAttempt" | "onRequest"]: NonNullable<Hooks[Name]> };

/** Hooks that make a span of each call, by the semantic conventions for HTTP client spans. */
export function callSpans(tracer: Tracer): CallSpanHooks {
  const spans = new WeakMap<CallInfo, Span>();
  return {
    onCall(event) {
      const { call } = event;
      if (event.kind === "started") {
        spans.set(call, tracer.startSpan(nameOf(call), { kind: SpanKind.CLIENT, attributes: attributesOf(call) }));
        return;
      }
      const span = spans.get(call);
      if (event.kind === "failed" && span !== undefined) failSpan(span, event.error);
      span?.end();
    },
    onAttempt(event) {
      const span = spans.get(event.call);
      if (span === undefined) return;
      const { attempt } = event;
      if (event.kind === "started") {
        if (attempt > 1) span.setAttribute("http.request.resend_count", attempt - 1);
        return;
      }
      const status = event.kind === "succeeded" ? event.status : statusOf(event.error);
      if (status !== undefined) span.setAttribute("http.response.status_code", status);
      if (event.kind === "failed") span.addEvent("attempt failed", { attempt, "error.type": errorType(event.error) });
    },
    onRequest({ headers }, { call }) {
      // The requests of a wait belong to the span of whoever waits: the runtime polls in the context of a waiting caller.
      const span = spans.get(call);
      const active = span === undefined ? context.active() : trace.setSpan(context.active(), span);
      propagation.inject(active, headers, { set: (carrier, name, value) => carrier.set(name, value) });
    },
  };
}

/** A name of which there are few: the path of a raw call has values in it. */
function nameOf({ operation, method, path }: CallInfo): string {
  const known = METHODS.test(method) ? method : "HTTP";
  return operation === undefined ? known : `${known} ${path}`;
}

function attributesOf({ operation, method, path, url }: CallInfo): Attributes {
  const isKnown = METHODS.test(method);
  const { hostname, port, protocol } = new URL(url);
  return {
    "http.request.method": isKnown ? method : "_OTHER",
    "server.address": hostname,
    "server.port": Number(port) || (protocol === "https:" ? 443 : 80),
    "url.full": url,
    ...(operation !== undefined && { "url.template": path }),
    ...(!isKnown && { "http.request.method_original": method }),
  };
}

function statusOf(error: unknown): number | undefined {
  return error instanceof ResponseError ? error.status : undefined;
}
