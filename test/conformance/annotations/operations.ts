import { expect } from "vitest";
import { empty, json } from "../answers.js";
import type { Row, Table } from "../harness.js";
import type { Answer } from "../recording-server.js";

const JSON_TYPE = "application/json";
const schema = { type: "array", items: { type: "integer" } };

/** An operation that has no name but by its annotation, and a call by that name. */
function named(subject: string, annotation: object, call: string, path = ""): Row {
  const names = [...path.matchAll(/\{(\w+)\}/gu)].map(([, name = ""]) => name);
  return {
    subject,
    path,
    operation: {
      "x-specloom-name": undefined,
      parameters: names.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } })),
      responses: { 200: { description: "", content: { [JSON_TYPE]: { schema } } } },
      ...annotation,
    },
    call: `client.${call}`,
    answers: json([1]),
    sends: [`GET ${path.replaceAll(/\{\w+\}/gu, "7")}`, `accept: ${JSON_TYPE}`],
    gives: [1],
  };
}

/** An operation that is left out beside one that is not: its method is neither in the types nor there. */
function ignored(row: string, subject: string, operation: object, pathItem: object = {}): Row {
  const hidden = {
    operationId: `${row}Hidden`,
    "x-specloom-name": `${row}.hidden`,
    responses: { 204: { description: "" } },
  };
  return {
    subject,
    operation: { "x-specloom-name": `${row}.get` },
    paths: { "/hidden": { ...pathItem, get: { ...hidden, ...operation } } },
    call: `client.${row}.hidden()`,
    misuse: true,
    throws: { name: "TypeError", message: expect.stringContaining("is not a function") },
  };
}

const busy: Answer = { status: 503 };
const conflict: Answer = { status: 409 };
const lost: Answer = { body: "", breaksOff: true, headers: { "content-length": "1" } };

/** A POST with an annotation, how it is answered, and how often it is sent until it is answered well or no more. */
function repeated(
  subject: string,
  annotation: object,
  answers: readonly Answer[],
  sent: number,
  more: Partial<Row> = {},
): Row {
  const isDone = answers[sent - 1] === empty;
  return {
    subject,
    method: "post",
    operation: { ...annotation },
    client: "{ maxRetries: 4 }",
    answers,
    sends: Array.from({ length: sent }, () => "POST "),
    ...(isDone ? {} : { throws: { attempts: sent } }),
    ...more,
  };
}

const retries = (more: object): Readonly<Record<string, unknown>> => ({
  "x-speakeasy-retries": { strategy: "backoff", ...more },
});
const keyed = { parameters: [{ name: "Idempotency-Key", in: "header", schema: { type: "string" } }] };
const withKey = {
  call: 'call({ "Idempotency-Key": "k" })',
  sends: ["POST ", "idempotency-key: k", "POST ", "idempotency-key: k"],
};

/** What other generators' annotations of names, and of what is left out and what is repeated, do on the wire. */
export const operationTables: readonly Table[] = [
  {
    subject: "names of other generators",
    rows: [
      named("x-speakeasy-name-override: the method", { "x-speakeasy-name-override": "find_all" }, "row1.findAll()"),
      named("x-speakeasy-group: the resource", { "x-speakeasy-group": "store.stock" }, "store.stock.get('7')", "/{id}"),
      named(
        "x-speakeasy-group and x-speakeasy-name-override",
        { "x-speakeasy-group": "shop", "x-speakeasy-name-override": "browse" },
        "shop.browse()",
      ),
      named(
        "x-fern-sdk-group-name, a list, and x-fern-sdk-method-name",
        { "x-fern-sdk-group-name": ["yard", "tools"], "x-fern-sdk-method-name": "lend" },
        "yard.tools.lend('7')",
        "/{id}/loan",
      ),
      named("x-fern-sdk-group-name: one name", { "x-fern-sdk-group-name": "barn" }, "barn.get('7')", "/{id}"),
      named("x-fern-sdk-method-name: the method", { "x-fern-sdk-method-name": "peek" }, "row6.peek()"),
    ],
  },
  {
    subject: "what other generators leave out",
    rows: [
      ignored("row1", "x-speakeasy-ignore on an operation", { "x-speakeasy-ignore": true }),
      ignored("row2", "x-speakeasy-ignore on a path", {}, { "x-speakeasy-ignore": true }),
      ignored("row3", "x-fern-ignore on an operation", { "x-fern-ignore": true }),
      ignored("row4", "x-fern-ignore on a path", {}, { "x-fern-ignore": true }),
    ],
  },
  {
    subject: "x-speakeasy-retries on operations",
    rows: [
      repeated("strategy backoff: a POST is sent again", retries({}), [busy, busy, empty], 3),
      repeated("strategy none: it is not", { "x-speakeasy-retries": { strategy: "none" } }, [busy, empty], 1),
      {
        ...repeated("strategy none: not even a GET", { "x-speakeasy-retries": { strategy: "none" } }, [busy, empty], 1),
        method: "get",
        sends: ["GET "],
      },
      repeated("statusCodes: one of them calls for a retry", retries({ statusCodes: [409] }), [conflict, empty], 2),
      repeated("statusCodes: a range of them", retries({ statusCodes: ["4XX"] }), [conflict, empty], 2),
      repeated("statusCodes: others do not", retries({ statusCodes: [409] }), [busy, empty], 1),
      repeated("retryConnectionErrors true", retries({ retryConnectionErrors: true }), [lost, empty], 2),
      repeated("retryConnectionErrors false", retries({ retryConnectionErrors: false }), [lost, empty], 1),
      repeated(
        // 50 seconds, 100, 200; the next pause, of 400, would end behind 500.
        "backoff initialInterval, exponent, maxElapsedTime: as many as fit, where nobody counts them",
        retries({ backoff: { initialInterval: 100_000, exponent: 2, maxInterval: 1e9, maxElapsedTime: 500_000 } }),
        [busy],
        4,
        { client: "{ maxRetries: undefined, maxRetryDelayMs: 1e9 }" },
      ),
      repeated(
        // 50 seconds each; the eighth would begin behind 390.
        "backoff maxInterval: pauses do not grow beyond it",
        retries({ backoff: { initialInterval: 100_000, exponent: 2, maxInterval: 100_000, maxElapsedTime: 390_000 } }),
        [busy],
        8,
        { client: "{ maxRetries: undefined, maxRetryDelayMs: 1e9 }" },
      ),
      repeated(
        "the key of the document's own header travels with each",
        { ...retries({}), ...keyed },
        [busy, empty],
        2,
        withKey,
      ),
    ],
  },
  {
    subject: "x-speakeasy-retries of the whole document",
    document: retries({ statusCodes: [409] }),
    rows: [
      {
        ...repeated("what may be repeated is, for these statuses", {}, [conflict, empty], 2),
        method: "get",
        sends: ["GET ", "GET "],
      },
      repeated("a POST may not be", {}, [conflict, empty], 1),
      repeated("an operation's own are all there are", retries({}), [conflict, empty], 1),
    ],
  },
  {
    subject: "x-fern-idempotent",
    rows: [
      repeated("true: a POST is sent again", { "x-fern-idempotent": true }, [busy, empty], 2),
      repeated("false: it is not", { "x-fern-idempotent": false }, [busy, empty], 1),
      repeated(
        "the key of the document's own header travels with each",
        { "x-fern-idempotent": true, ...keyed },
        [busy, empty],
        2,
        withKey,
      ),
    ],
  },
];
