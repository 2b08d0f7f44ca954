import { context, propagation, SpanKind, SpanStatusCode, type TextMapPropagator, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import type { ClientOptions, JobSpec, Operation, WaitEvent } from "@specloom/runtime";
import { job, JobTimeoutError, raw } from "@specloom/runtime";
import { openTelemetry } from "@specloom/runtime/opentelemetry";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Answer, cannedFetch, json } from "../../support/canned-fetch.js";
import { getThing, KEY, sampleClient } from "../../support/sample-client.js";
import { shown } from "../../support/shown.js";
import { VirtualClock } from "../../support/virtual-clock.js";

/** Writes the ids of the active span, as W3C Trace Context does. */
const propagator: TextMapPropagator = {
  inject(active, carrier, setter) {
    const { traceId, spanId } = trace.getSpanContext(active) ?? { traceId: "", spanId: "" };
    if (spanId !== "") setter.set(carrier, "traceparent", `00-${traceId}-${spanId}-01`);
  },
  extract: (active) => active,
  fields: () => ["traceparent"],
};

const exporter = new InMemorySpanExporter();
const tracerProvider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(propagator);
});
afterAll(() => {
  context.disable();
  propagation.disable();
});
beforeEach(() => {
  exporter.reset();
});

function setUp(answers: readonly Answer[], options: ClientOptions = {}) {
  const clock = new VirtualClock();
  const { fetch, sent } = cannedFetch(...answers);
  const client = sampleClient({ clock, fetch, ...openTelemetry({ tracerProvider }), ...options });
  const run = (operation: Operation = getThing, params = {}) =>
    clock.until(
      client.call(operation, ["a"], params).then(
        () => undefined,
        (error: unknown) => error,
      ),
    );
  return { client, sent, run };
}

/** Runs something below a span of the caller. */
function inSpan<T>(name: string, run: () => Promise<T>): Promise<T> {
  return tracerProvider.getTracer("test").startActiveSpan(name, async (span) => {
    try {
      return await run();
    } finally {
      span.end();
    }
  });
}

describe("a call", () => {
  test("[H22] is one client span, by the conventions for HTTP", async () => {
    await setUp([json({})]).run();
    const [span, ...others] = exporter.getFinishedSpans();
    expect(others).toEqual([]);
    expect(span).toMatchObject({
      name: "GET /things/{thing_id}",
      kind: SpanKind.CLIENT,
      status: { code: SpanStatusCode.UNSET },
    });
    expect(span?.attributes).toEqual({
      "http.request.method": "GET",
      "http.response.status_code": 200,
      "server.address": "api.example.com",
      "server.port": 443,
      "url.full": "https://api.example.com/v1/things/a",
      "url.template": "/things/{thing_id}",
    });
  });

  test("[H22] stays one span with its retries, which it counts", async () => {
    const { run, sent } = setUp([json({}, { status: 503 }), new TypeError("fetch failed"), json({})]);
    await run();
    expect(sent.length).toBe(3);
    const [span, ...others] = exporter.getFinishedSpans();
    expect(others).toEqual([]);
    expect(span?.attributes).toMatchObject({ "http.request.resend_count": 2, "http.response.status_code": 200 });
    expect(span?.events.map(({ name, attributes }) => [name, attributes])).toEqual([
      ["attempt failed", { attempt: 1, "error.type": "503" }],
      ["attempt failed", { attempt: 2, "error.type": "NetworkError" }],
    ]);
    expect(span?.status.code).toBe(SpanStatusCode.UNSET);
  });

  test.each([
    [json({ detail: "no" }, { status: 404 }), "404", 404, "GET /things/{thing_id}: 404: no"],
    [new TypeError("fetch failed"), "NetworkError", undefined, "GET /things/{thing_id}: fetch failed"],
    [
      new Response("{", { headers: { "content-type": "application/json" } }),
      "ResponseParseError",
      200,
      expect.anything(),
    ],
  ] as const)("[H22] that fails is marked so: %#", async (answer, type, status, message) => {
    await setUp([answer], { maxRetries: 0 }).run();
    const [span] = exporter.getFinishedSpans();
    expect(span?.status).toEqual({ code: SpanStatusCode.ERROR, message });
    expect(span?.attributes["error.type"]).toBe(type);
    expect(span?.attributes["http.response.status_code"]).toBe(status);
  });

  test("[H22] belongs to the caller's span, and its request carries its own", async () => {
    const { run, sent } = setUp([json({}, { status: 503 }), json({})]);
    await Promise.all([inSpan("one", () => run()), inSpan("two", () => run())]);
    const spans = exporter.getFinishedSpans();
    const calls = spans.filter(({ kind }) => kind === SpanKind.CLIENT);
    const idsOf = (names: readonly string[]) =>
      new Set(spans.filter(({ name }) => names.includes(name)).map((span) => span.spanContext().spanId));
    expect(new Set(calls.map(({ parentSpanContext }) => parentSpanContext?.spanId))).toEqual(idsOf(["one", "two"]));
    expect(new Set(sent.map(({ headers }) => headers["traceparent"]?.split("-")[2]))).toEqual(
      new Set(calls.map((span) => span.spanContext().spanId)),
    );
  });

  test("[H22] of an unknown method, and one of the raw client, have names of which there are few", async () => {
    const { run, client } = setUp([json({})]);
    await run({ ...getThing, method: "SHARE" });
    await raw<Record<string, { get: { responses: { 200: { content: { "application/json": {} } } } } }>>(client).GET(
      "/things/7",
    );
    const [own, ofRaw] = exporter.getFinishedSpans();
    expect(own).toMatchObject({ name: "HTTP /things/{thing_id}" });
    expect(own?.attributes).toMatchObject({ "http.request.method": "_OTHER", "http.request.method_original": "SHARE" });
    expect(ofRaw?.name).toBe("GET");
    expect(ofRaw?.attributes["url.template"]).toBeUndefined();
  });

  test("[H10] shows no key and no value of a query", async () => {
    const operation: Operation = {
      ...getThing,
      parameters: [...(getThing.parameters ?? []), { name: "email", in: "query" }],
    };
    await setUp([json({ detail: `bad key ${KEY}` }, { status: 401 })]).run(operation, { email: "hidden@example.com" });
    const text = shown(
      exporter.getFinishedSpans().map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
    );
    expect(text).toContain("email=REDACTED");
    expect(text).not.toMatch(new RegExp(`hidden|${KEY}`, "u"));
  });
});

describe("a wait", () => {
  const of = { resource: "jobs", id: "a" };
  const snapshot = JSON.parse("{}");
  type Told<E> = E extends unknown ? Omit<E, "resource" | "id" | "snapshot" | "wait"> : never;
  const tell = (...events: readonly Told<WaitEvent>[]) => {
    const { onWait } = openTelemetry({ tracerProvider });
    const wait = {};
    for (const event of events) onWait({ ...of, snapshot, wait, ...event });
  };

  test("[H22] is one span whose polls are events", () => {
    tell(
      { kind: "started" },
      { kind: "polled", attempt: 1, state: "pending", error: undefined },
      { kind: "polled", attempt: 2, state: undefined, error: new TypeError("x") },
      { kind: "ended", outcome: { kind: "succeeded", result: 1, status: {}, cached: false } },
    );
    const [span, ...others] = exporter.getFinishedSpans();
    expect(others).toEqual([]);
    expect(span).toMatchObject({ name: "wait jobs", kind: SpanKind.INTERNAL, status: { code: SpanStatusCode.UNSET } });
    expect(span?.attributes).toEqual({
      "specloom.job.resource": "jobs",
      "specloom.job.id": "a",
      "specloom.job.outcome": "succeeded",
    });
    expect(span?.events.map(({ name, attributes }) => [name, attributes])).toEqual([
      ["poll", { "specloom.job.attempt": 1, "specloom.job.state": "pending" }],
      ["poll", { "specloom.job.attempt": 2, "error.type": "TypeError" }],
    ]);
  });

  test("[H22] that fails is marked so", () => {
    tell({ kind: "started" }, { kind: "failed", error: new JobTimeoutError("late", snapshot) });
    expect(exporter.getFinishedSpans()[0]).toMatchObject({
      status: { code: SpanStatusCode.ERROR, message: "late" },
      attributes: { "error.type": "JobTimeoutError" },
    });
  });

  test("[H22] that hands back is a span of its own", () => {
    tell({ kind: "started" }, { kind: "polled", attempt: 1, state: "pending", error: undefined }, { kind: "paused" });
    const [span] = exporter.getFinishedSpans();
    expect(span).toMatchObject({ status: { code: SpanStatusCode.UNSET } });
    expect(span?.attributes["specloom.job.outcome"]).toBe("pending");
    expect(span?.events.length).toBe(1);
  });

  test("[H22] sends its polls in the caller's trace, without spans of their own", async () => {
    const { client, sent } = setUp([json({})]);
    await inSpan("caller", () => client.request(getThing, ["a"], {}, { purpose: "poll" }));
    const [caller, ...others] = exporter.getFinishedSpans();
    expect(others).toEqual([]);
    expect(sent[0]?.headers["traceparent"]).toContain(caller?.spanContext().spanId);
  });

  test("[H22] of a client belongs to its caller, and so do its polls", async () => {
    const spec: JobSpec = {
      name: "things",
      status: getThing,
      id: "thing_id",
      state: "/state",
      states: { pending: ["run"], succeeded: ["done"] },
    };
    const clock = new VirtualClock();
    const fault = json({}, { status: 503 });
    const { client, sent } = setUp([json({ state: "run" }), fault, json({ state: "done" })], { clock });
    await clock.until(inSpan("caller", () => job(client, spec, "a").settle()));
    const [wait, caller, ...others] = exporter.getFinishedSpans();
    expect(others).toEqual([]);
    expect(wait).toMatchObject({ name: "wait things", status: { code: SpanStatusCode.UNSET } });
    expect(wait?.parentSpanContext?.spanId).toBe(caller?.spanContext().spanId);
    expect(wait?.events.map(({ attributes }) => attributes?.["error.type"])).toEqual([undefined, "503", undefined]);
    expect(sent.map(({ headers }) => headers["traceparent"]?.split("-")[2])).toEqual(
      Array.from({ length: 3 }, () => caller?.spanContext().spanId),
    );
  });
});
