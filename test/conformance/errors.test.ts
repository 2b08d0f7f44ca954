import { empty, json, typed } from "./answers.js";
import { conformance, type Row } from "./harness.js";

const problem = { type: "object", required: ["reason"], properties: { reason: { type: "string" } } };
const ok = { description: "", content: { "application/json": { schema: { type: "integer" } } } };

function declares(responses: Readonly<Record<string, unknown>>): Pick<Row, "operation"> {
  return { operation: { responses: { 200: ok, ...responses } } };
}

const declared = { description: "", content: { "application/json": { schema: problem } } };
const asked = ["GET ", "accept: application/json"];

/** A status, the class of its error, and whatever else the caller can read. */
const classes: readonly (readonly [number, string])[] = [
  [400, "BadRequestError"],
  [401, "AuthenticationError"],
  [402, "ApiError"],
  [403, "PermissionDeniedError"],
  [404, "NotFoundError"],
  [409, "ConflictError"],
  [410, "ApiError"],
  [418, "ApiError"],
  [422, "UnprocessableEntityError"],
  [429, "RateLimitError"],
  [500, "ServerError"],
  [503, "ServerError"],
];

/** A body, and the words found in it. */
const details: readonly (readonly [subject: string, body: unknown, detail: string | undefined])[] = [
  ["detail", { detail: "No such pet" }, "No such pet"],
  ["message", { message: "No such pet" }, "No such pet"],
  ["error", { error: "No such pet" }, "No such pet"],
  ["error.message", { error: { message: "No such pet" } }, "No such pet"],
  ["FastAPI's detail[]", { detail: [{ loc: ["body", "name"], msg: "too long" }] }, "body.name: too long"],
  ["a list", ["first", "second"], "first; second"],
  ["nowhere", { code: 7 }, undefined],
];

conformance({
  subject: "errors",
  rows: [
    ...classes.map(([status, name]): Row => ({
      subject: `${status} is a ${name}`,
      ...declares({}),
      answers: json({ message: "why" }, status, { "x-request-id": "r1" }),
      sends: asked,
      throws: { name, status, body: { message: "why" }, detail: "why", requestId: "r1", method: "GET", attempts: 1 },
    })),
    ...details.map(([subject, body, detail]): Row => ({
      subject: `the server's words are found in ${subject}`,
      ...declares({}),
      answers: json(body, 400),
      sends: asked,
      throws: { body, detail },
    })),
    {
      subject: "a text body is text, and the words",
      ...declares({}),
      answers: typed("text/plain", "Out of order", 500),
      sends: asked,
      throws: { body: "Out of order", detail: "Out of order" },
    },
    {
      subject: "a page of HTML is the body, not the words",
      ...declares({}),
      answers: typed("text/html", "<h1>Bad gateway</h1>", 502),
      sends: asked,
      throws: { body: "<h1>Bad gateway</h1>", detail: undefined },
    },
    {
      subject: "a 500 without a body is an error all the same",
      ...declares({}),
      answers: { status: 500 },
      sends: asked,
      throws: { name: "ServerError", status: 500, body: undefined },
    },
    {
      subject: "broken JSON in an error is text",
      ...declares({}),
      answers: json("{", 400),
      sends: asked,
      throws: { body: "{" },
    },
    {
      subject: "Retry-After is read",
      ...declares({}),
      answers: json({}, 429, { "retry-after": "7" }),
      sends: asked,
      throws: { name: "RateLimitError", retryAfterMs: 7_000 },
    },
    {
      subject: "a declared status: its body is typed behind the guard",
      ...declares({ 404: declared }),
      call: "call().catch((error: unknown) => { if (isError(error)) return error.body.reason; throw error; })",
      answers: json({ reason: "gone" }, 404),
      sends: asked,
      gives: "gone",
      type: "string | number",
    },
    {
      subject: "two declared statuses are narrowed by status",
      ...declares({
        404: declared,
        409: { description: "", content: { "application/json": { schema: { type: "integer" } } } },
      }),
      call: "call().catch((error: unknown) => { if (isError(error)) return error.status === 409 ? error.body + 1 : error.body.reason; throw error; })",
      answers: json(7, 409),
      sends: asked,
      gives: 8,
      type: "string | number",
    },
    {
      subject: "4XX declares every client error",
      ...declares({ "4XX": declared }),
      call: "call().catch((error: unknown) => { if (isError(error)) return error.body.reason; throw error; })",
      answers: json({ reason: "teapot" }, 418),
      sends: asked,
      gives: "teapot",
    },
    {
      subject: "default declares every other error",
      ...declares({ 404: declared, default: declared }),
      call: "call().catch((error: unknown) => { if (isError(error)) return error.body.reason; throw error; })",
      answers: json({ reason: "down" }, 503),
      sends: asked,
      gives: "down",
    },
    {
      subject: "a status that is not declared is not behind the guard",
      ...declares({ 404: declared }),
      call: "call().catch((error: unknown) => isError(error))",
      answers: json({ reason: "down" }, 500),
      sends: asked,
      gives: false,
    },
    {
      subject: "a problem of application/problem+json is read as JSON",
      ...declares({ 400: { description: "", content: { "application/problem+json": { schema: problem } } } }),
      call: "call().catch((error: unknown) => { if (isError(error)) return error.body.reason; throw error; })",
      answers: typed("application/problem+json", '{"reason":"bad"}', 400),
      sends: asked,
      gives: "bad",
    },
    {
      subject: "a transient fault is retried where repeating does no harm",
      ...declares({}),
      client: "{ maxRetries: 2 }",
      answers: [{ status: 503 }, { status: 429 }, json(1)],
      sends: [...asked, ...asked, ...asked],
      gives: 1,
    },
    {
      subject: "a POST is not repeated",
      method: "post",
      client: "{ maxRetries: 2 }",
      answers: [{ status: 503 }, empty],
      sends: "POST ",
      throws: { status: 503, attempts: 1 },
    },
    {
      subject: "a POST with an idempotency key is repeated, with the same key",
      method: "post",
      client: "{ maxRetries: 2 }",
      call: 'call(undefined, { idempotencyKey: "k1" })',
      answers: [{ status: 503 }, empty],
      sends: ["POST ", "idempotency-key: k1", "POST ", "idempotency-key: k1"],
    },
    {
      subject: "a connection that breaks off is a NetworkError",
      ...declares({}),
      answers: {
        status: 200,
        headers: { "content-type": "application/json", "content-length": "9" },
        body: "1",
        breaksOff: true,
      },
      sends: asked,
      throws: { name: "NetworkError", attempts: 1 },
    },
    {
      subject: "a call aborted beforehand sends nothing",
      ...declares({}),
      call: "call({}, { signal: AbortSignal.abort(new RangeError('stop')) })",
      throws: { name: "RangeError", message: "stop" },
    },
  ],
});
