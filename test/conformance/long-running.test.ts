import { json } from "./answers.js";
import { conformance, type Row } from "./harness.js";
import type { Answer } from "./recording-server.js";

const JSON_TYPE = "application/json";
const string = { type: "string" };
const state = { type: "string", enum: ["queued", "running", "done", "failed"] };
const object = (properties: object): object => ({ type: "object", properties });
const answering = (schema: object, status = 200): Readonly<Record<string, unknown>> => ({
  responses: { [status]: { description: "", content: { [JSON_TYPE]: { schema } } } },
});
const idInPath = { parameters: [{ name: "id", in: "path", required: true, schema: string }] };
const task = object({ id: string, state });
const started = json({ id: "7", state: "queued" }, 202);
const running = json({ state: "running" });
const done = json({ state: "done" });

/** Lines of requests, each with the `accept` that all of these operations have. */
function sent(...requests: readonly string[]): readonly string[] {
  return requests.flatMap((request) => [request, `accept: ${JSON_TYPE}`]);
}

/** A status by id and what starts it, of which the document declares nothing: both are inferred. */
function inferred(row: string, more: Pick<Row, "subject" | "call" | "answers" | "sends"> & Partial<Row>): Row {
  const start = { operationId: `${row}Start`, "x-specloom-name": `${row}.create`, ...answering(task, 202) };
  return {
    path: "/{id}",
    operation: { ...idInPath, ...answering(task), "x-specloom-name": `${row}.get` },
    paths: { "": { post: start } },
    ...more,
  };
}

/** An operation whose answer names the URL of its job's status in `Location`. */
function located(row: string, more: Pick<Row, "subject" | "call" | "answers" | "sends"> & Partial<Row>): Row {
  return {
    method: "post",
    path: "/runs/new",
    operation: {
      "x-specloom-name": `${row}.create`,
      "x-specloom-job": {
        location: "Location",
        state: "/state",
        states: { pending: ["running"], succeeded: ["done"] },
      },
      responses: { 202: { description: "" } },
    },
    ...more,
  };
}

const accepted = (headers: Readonly<Record<string, string>>): Answer => ({ status: 202, headers });
const ended = { gives: { state: "done" } };
const early = { throws: { name: "JobTimeoutError" } };
const future = { date: "Thu, 01 Jan 2026 00:00:00 GMT", "retry-after": "Thu, 01 Jan 2026 00:10:00 GMT" };
const aborting = (row: string, options: string): string =>
  `(() => { const abort = new AbortController(); return client.${row}.runAndWait(undefined, { signal: abort.signal, ${options} }); })()`;

conformance(
  {
    subject: "long-running operations that are inferred",
    rows: [
      inferred("row1", {
        subject: "are started and waited for by one call",
        call: "client.row1.runAndWait()",
        answers: [started, running, done],
        sends: sent("POST ", "GET /7", "GET /7"),
        ...ended,
      }),
      inferred("row2", {
        subject: "are waited for by their id",
        call: 'client.row2.waitFor("a/b")',
        answers: done,
        sends: sent("GET /a%2Fb"),
        ...ended,
      }),
      inferred("row3", {
        subject: "go on in another client, from a snapshot taken in the middle",
        call: `client.row3.start().then(async (job) => {
          await job.step();
          return new Conformance(base).row3.job(JSON.parse(JSON.stringify(job.snapshot()))).wait();
        })`,
        answers: [started, running, done],
        sends: sent("POST ", "GET /7", "GET /7"),
        ...ended,
      }),
    ],
  },
  {
    subject: "Retry-After of long-running operations",
    rows: [
      inferred("row1", {
        subject: "of the start, in seconds: nothing is asked before it",
        call: "client.row1.runAndWait(undefined, { deadlineMs: 500_000 })",
        answers: { ...started, headers: { ...started.headers, "retry-after": "600" } },
        sends: sent("POST "),
        ...early,
      }),
      inferred("row2", {
        subject: "of the start, as a date",
        call: "client.row2.runAndWait(undefined, { deadlineMs: 500_000 })",
        answers: { ...started, headers: { ...started.headers, ...future } },
        sends: sent("POST "),
        ...early,
      }),
      inferred("row3", {
        subject: "of a status, as a date",
        call: 'client.row3.waitFor("7", { deadlineMs: 500_000 })',
        answers: { ...running, headers: { ...running.headers, ...future } },
        sends: sent("GET /7"),
        ...early,
      }),
      inferred("row4", {
        subject: "is over in time",
        call: "client.row4.runAndWait(undefined, { deadlineMs: 500_000 })",
        answers: [{ ...started, headers: { ...started.headers, "retry-after": "20" } }, done],
        sends: sent("POST ", "GET /7"),
        ...ended,
      }),
    ],
  },
  {
    subject: "an aborted long-running operation",
    rows: [
      inferred("row1", {
        subject: "is asked about no more",
        call: aborting("row1", 'onUpdate: () => abort.abort(new Error("enough"))'),
        answers: [started, running],
        sends: sent("POST ", "GET /7"),
        throws: { message: "enough" },
      }),
    ],
  },
  {
    subject: "the Location of a long-running operation",
    document: { components: { securitySchemes: { key: { type: "http", scheme: "bearer" } } }, security: [{ key: [] }] },
    rows: [
      ...(
        [
          ["below the start", "7?v=2", "GET /runs/7?v=2"],
          ["beside the start", "../statuses/7", "GET /statuses/7"],
          ["from the root", "/row3/statuses/7", "GET /statuses/7"],
        ] as const
      ).map(([subject, location, request], index) =>
        located(`row${index + 1}`, {
          subject,
          client: '{ apiKey: "secret" }',
          call: `client.row${index + 1}.runAndWait()`,
          answers: [accepted({ location }), done],
          sends: [
            "POST /runs/new",
            "authorization: Bearer secret",
            request,
            `accept: ${JSON_TYPE}`,
            "authorization: Bearer secret",
          ],
          ...ended,
        }),
      ),
      ...["https://other.example/statuses/7", "//other.example/7", "http://user:pass@127.0.0.1:9/7"].map(
        (location, index) =>
          located(`row${index + 4}`, {
            subject: `${location} gets neither a request nor the key`,
            client: '{ apiKey: "secret" }',
            call: `client.row${index + 4}.runAndWait()`,
            answers: accepted({ location }),
            sends: ["POST /runs/new", "authorization: Bearer secret"],
            throws: {
              name: "StartUncertainError",
              message: `row${index + 4}: a job may have been started, but its URL is invalid`,
            },
          }),
      ),
    ],
  },
  {
    subject: "webhooks beside long-running operations",
    document: {
      webhooks: {
        taskDone: { post: { operationId: "taskDone", requestBody: { content: { [JSON_TYPE]: { schema: task } } } } },
      },
    },
    imports: ["type webhooks"],
    rows: [
      inferred("row1", {
        subject: "are typed and left to the application",
        call: "Promise.resolve(Object.keys(client).filter((name) => /hook|task/i.test(name)))",
        answers: [],
        sends: [],
        gives: [],
      }),
    ],
  },
);
