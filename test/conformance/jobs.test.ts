import { json } from "./answers.js";
import { conformance, type Row } from "./harness.js";
import type { Answer } from "./recording-server.js";

const JSON_TYPE = "application/json";
const string = { type: "string" };
const object = (properties: object): object => ({ type: "object", properties });
const answering = (schema: object, status = 200): Readonly<Record<string, unknown>> => ({
  responses: { [status]: { description: "", content: { [JSON_TYPE]: { schema } } } },
});
const idInPath = { parameters: [{ name: "id", in: "path", required: true, schema: string }] };
const words = { pending: ["running"], succeeded: ["done"], failed: ["broken"] };
const state = { state: "/state", states: words };
const image = { type: "object", required: ["url"], properties: { url: string } };

/** Lines of requests, each with the `accept` that all of these operations have. */
function sent(...requests: readonly string[]): readonly string[] {
  return requests.flatMap((request) => [request, `accept: ${JSON_TYPE}`]);
}

const accepted = (headers: Readonly<Record<string, string>>): Answer => ({ status: 202, headers });
const nothing = (status: number): object => ({ [status]: { description: "" } });
const running = json({ state: "running" });
const done = json({ state: "done" });

/** A job that its start operation declares: only a URL reports its state. */
function located(row: string, job: object, responses: object): Pick<Row, "method" | "operation"> {
  return {
    method: "post",
    operation: { "x-specloom-name": `${row}.create`, "x-specloom-job": job, responses },
  };
}

/** A status by id, with what starts it on the same path without the id. */
function byId(
  row: string,
  job: object,
  status: object,
  more: object = {},
  start?: object,
): Pick<Row, "path" | "operation" | "paths"> {
  const id = {
    operationId: `${row}Start`,
    "x-specloom-name": `${row}.create`,
    ...(start === undefined ? answering(object({ id: string }), 202) : { responses: start }),
  };
  return {
    path: "/{id}",
    operation: { ...idInPath, ...answering(status), "x-specloom-name": `${row}.get`, "x-specloom-job": job },
    paths: { "": { post: id }, ...more },
  };
}

const image200 = { 200: { description: "", content: { [JSON_TYPE]: { schema: image } } } };

conformance({
  subject: "long-running operations",
  fromRuntime: ["settleAll"],
  rows: [
    {
      subject: "status by id, result by a second operation: one start, then a wait",
      ...byId(
        "row1",
        {
          id: "id",
          ...state,
          start: [{ operation: "row1Start", jobId: "/id" }],
          result: { operation: "row1Result", id: "id" },
        },
        object({ state: string }),
        {
          "/{id}/result": {
            get: { operationId: "row1Result", "x-specloom-name": "row1.getResult", ...idInPath, ...answering(image) },
          },
        },
      ),
      call: "client.row1.runAndWait()",
      answers: [json({ id: "7" }, 202), running, done, json({ url: "u" })],
      sends: sent("POST ", "GET /7", "GET /7", "GET /7/result"),
      gives: { url: "u" },
      type: "{ url: string }",
    },
    {
      subject: "a start that is answered 503 is never sent twice",
      ...byId(
        "row2",
        { id: "id", ...state, start: [{ operation: "row2Start", jobId: "/id" }] },
        object({ state: string }),
      ),
      client: "{ maxRetries: 3 }",
      call: "client.row2.runAndWait()",
      answers: json({}, 503),
      sends: sent("POST "),
      throws: { name: "StartUncertainError" },
    },
    {
      subject: "a deadline bounds start and wait together",
      ...byId(
        "row3",
        { id: "id", ...state, start: [{ operation: "row3Start", jobId: "/id" }] },
        object({ state: string }),
      ),
      call: "client.row3.runAndWait(undefined, { deadlineMs: 1_500_000, minDelayMs: 1_000_000, maxDelayMs: 1_000_000 })",
      answers: [json({ id: "7" }, 202), running],
      sends: sent("POST ", "GET /7", "GET /7"),
      throws: { name: "JobTimeoutError" },
    },
    {
      subject: "Operation-Location, of a status that has an operation, resumed from a snapshot",
      ...byId(
        "row4",
        { location: "Operation-Location", ...state, start: [{ operation: "row4Start" }] },
        object({ state: string }),
        {},
        nothing(202),
      ),
      call: "client.row4.start().then((job) => client.row4.job(JSON.parse(JSON.stringify(job.snapshot()))).wait())",
      answers: [accepted({ "operation-location": "/row4/ops/7?v=2" }), running, done],
      sends: ["POST ", ...sent("GET /ops/7?v=2", "GET /ops/7?v=2")],
      gives: { state: "done" },
      type: "{ state?: string }",
    },
    {
      subject: "Azure-AsyncOperation, the result where the start was sent",
      ...located(
        "row5",
        {
          location: "Azure-AsyncOperation",
          state: "/status",
          states: { succeeded: ["Succeeded"], failed: ["Failed"], cancelled: ["Canceled"] },
          otherwise: "pending",
          result: { location: "$url" },
        },
        { ...image200, ...nothing(202) },
      ),
      call: "client.row5.runAndWait()",
      answers: [
        accepted({ "azure-asyncoperation": "/row5/ops/7" }),
        json({ status: "Reticulating" }),
        json({ status: "Succeeded" }),
        json({ url: "u" }),
      ],
      sends: sent("POST ", "GET /ops/7", "GET /ops/7", "GET "),
      gives: { url: "u" },
      type: "{ url: string }",
    },
    {
      subject: "Location: 202 until it is done, then the result itself",
      ...located(
        "row6",
        {
          location: "Location",
          state: "$statusCode",
          states: { pending: [202], succeeded: [200] },
          result: { pointer: "", like: "row6" },
        },
        { ...image200, ...nothing(202) },
      ),
      call: "client.row6.runAndWait()",
      answers: [accepted({ location: "/row6/ops/7" }), accepted({}), json({ url: "u" })],
      sends: sent("POST ", "GET /ops/7", "GET /ops/7"),
      gives: { url: "u" },
      type: "{ url: string }",
    },
    {
      subject: "Location: a start that is done at once asks for nothing more",
      ...located(
        "row7",
        {
          location: "Location",
          state: "$statusCode",
          states: { pending: [202], succeeded: [200] },
          result: { pointer: "", like: "row7" },
        },
        { ...image200, ...nothing(202) },
      ),
      call: "client.row7.runAndWait()",
      answers: json({ url: "u" }),
      sends: sent("POST "),
      gives: { url: "u" },
    },
    {
      subject: "the result where the Location of the last status leads",
      ...byId(
        "row8",
        { id: "id", ...state, result: { location: ["/resultUrl", "Location"], like: "row8Start" } },
        object({ state: string }),
      ),
      call: 'client.row8.waitFor("7")',
      answers: [running, json({ state: "done" }, 200, { location: "/row8/results/9" }), json({ id: "9" })],
      sends: sent("GET /7", "GET /7", "GET /results/9"),
      gives: { id: "9" },
      type: "{ id?: string }",
    },
    {
      subject: "the result where a field of the last status leads",
      ...byId(
        "row9",
        { id: "id", ...state, result: { location: ["/resultUrl", "Location"], like: "row9Start" } },
        object({ state: string }),
      ),
      call: 'client.row9.waitFor("7")',
      answers: [json({ state: "done", resultUrl: "results/9" }), json({ id: "9" })],
      sends: sent("GET /7", "GET /results/9"),
      gives: { id: "9" },
    },
    {
      subject: "a result that lies in the body",
      ...byId("row10", { id: "id", ...state, result: { pointer: "/image" } }, object({ state: string, image })),
      call: 'client.row10.waitFor("7")',
      answers: json({ state: "done", image: { url: "u" } }),
      sends: sent("GET /7"),
      gives: { url: "u" },
      type: "{ url: string } | undefined",
    },
    {
      subject: "a status inside the resource, which is polled itself",
      ...byId(
        "row11",
        {
          id: "id",
          state: "/properties/provisioningState",
          states: { pending: ["Creating"], succeeded: ["Succeeded"], failed: ["Failed"] },
          start: [{ operation: "row11Start", jobId: "/id" }],
        },
        object({ id: string, properties: object({ provisioningState: string }) }),
      ),
      call: "client.row11.runAndWait()",
      answers: ["Creating", "Creating", "Succeeded"].map((provisioningState) =>
        json({ id: "7", properties: { provisioningState } }, 202 - 2 * Number(provisioningState !== "Creating")),
      ),
      sends: sent("POST ", "GET /7", "GET /7"),
      gives: { id: "7", properties: { provisioningState: "Succeeded" } },
    },
    {
      subject: "a status inside the resource, which the start's own URL names",
      method: "put",
      path: "/{id}",
      operation: {
        ...idInPath,
        ...answering(object({ state: string })),
        "x-specloom-name": "row12.replace",
        "x-specloom-job": { location: "$url", ...state, result: { pointer: "", like: "row12" } },
      },
      call: 'client.row12.runAndWait("a b")',
      answers: [running, running, done],
      sends: sent("PUT /a%20b", "GET /a%20b", "GET /a%20b"),
      gives: { state: "done" },
      type: "{ state?: string }",
    },
    {
      subject: "a status on another origin is never asked, a key never sent there",
      ...located("row13", { location: "Location", ...state }, nothing(202)),
      call: "client.row13.runAndWait()",
      answers: accepted({ location: "http://127.0.0.1:9/ops/7" }),
      sends: ["POST "],
      throws: { name: "StartUncertainError", cause: { name: "SnapshotError" } },
    },
    {
      subject: "nor a result",
      ...byId("row14", { id: "id", ...state, result: { location: "Location" } }, object({ state: string })),
      call: 'client.row14.waitFor("7")',
      answers: json({ state: "done" }, 200, { location: "http://127.0.0.1:9/ops/7" }),
      sends: sent("GET /7"),
      throws: { name: "SnapshotError" },
    },
    {
      subject: "nor a snapshot's",
      ...located("row15", { location: "Location", ...state }, nothing(202)),
      call: 'client.row15.start().then((job) => client.row15.job({ ...job.snapshot(), id: "http://127.0.0.1:9/ops/7" }).wait())',
      answers: accepted({ location: "/row15/ops/7" }),
      sends: ["POST "],
      throws: { name: "SnapshotError" },
    },
    {
      subject: "many jobs by one request",
      ...byId(
        "row16",
        { id: "id", ...state, batch: { operation: "row16Batch", ids: "/ids", limit: 9, key: "/id" } },
        object({ id: string, state: string }),
        {
          "/statuses": {
            post: {
              operationId: "row16Batch",
              "x-specloom-name": "row16.statuses",
              requestBody: { content: { [JSON_TYPE]: { schema: object({ ids: { type: "array", items: string } }) } } },
              ...answering({ type: "array", items: object({ id: string, state: string }) }),
            },
          },
        },
      ),
      call: 'settleAll([client.row16.job("1"), client.row16.job("2")]).then((all) => all.map(({ ok }) => ok))',
      answers: json(["1", "2"].map((id) => ({ id, state: "done" }))),
      sends: ["POST /statuses", `accept: ${JSON_TYPE}`, `content-type: ${JSON_TYPE}`, "", '{"ids":["1","2"]}'],
      gives: [true, true],
    },
  ],
});

/** A job below a project, started without one: its answer says which. */
const row: Row = {
  subject: "a status path with several parameters",
  path: "/{project}/jobs/{id}",
  operation: {
    parameters: ["project", "id"].map((name) => ({ name, in: "path", required: true, schema: string })),
    ...answering(object({ state: string })),
    "x-specloom-name": "row1.get",
    "x-specloom-job": {
      ...state,
      start: [{ operation: "row1Start", jobId: "/id", path: { project: "/project/id" } }],
      result: { operation: "row1Result", id: "job", path: { owner: "project" } },
    },
  },
  paths: {
    "": {
      post: {
        operationId: "row1Start",
        "x-specloom-name": "row1.create",
        ...answering(object({ id: string, project: object({ id: string }) }), 202),
      },
    },
    "/of/{owner}/{job}": {
      get: {
        operationId: "row1Result",
        "x-specloom-name": "row1.getResult",
        parameters: ["owner", "job"].map((name) => ({ name, in: "path", required: true, schema: string })),
        ...answering(image),
      },
    },
  },
};
const polled = { answers: [running, done, json({ url: "u" })], gives: { url: "u" } };

/** The same row under several calls: each is a client of its own. */
const calls: readonly Pick<Row, "subject" | "call" | "answers" | "sends" | "gives" | "misuse" | "throws">[] = [
  {
    subject: "is known by all of them, in their order",
    call: 'client.row1.waitFor("p/q", "7")',
    ...polled,
    sends: sent("GET /p%2Fq/jobs/7", "GET /p%2Fq/jobs/7", "GET /of/p%2Fq/7"),
  },
  {
    subject: "takes the others from the answer to its start",
    call: "client.row1.runAndWait()",
    ...polled,
    answers: [json({ id: "7", project: { id: "p" } }, 202), ...polled.answers],
    sends: sent("POST ", "GET /p/jobs/7", "GET /p/jobs/7", "GET /of/p/7"),
  },
  {
    subject: "goes on from a snapshot, which keeps them",
    call: 'client.row1.waitFor(JSON.parse(JSON.stringify(client.row1.job("p", "7").snapshot())), { minDelayMs: 1 })',
    ...polled,
    sends: sent("GET /p/jobs/7", "GET /p/jobs/7", "GET /of/p/7"),
  },
  {
    subject: "sends nothing where one is missing",
    call: 'client.row1.waitFor("7")',
    misuse: true,
    throws: { name: "ParameterError", parameter: "id" },
  },
  {
    subject: "takes no options in place of one",
    call: 'client.row1.waitFor("p", { minDelayMs: 1 })',
    misuse: true,
    throws: { name: "SnapshotError" },
  },
];

conformance(
  ...calls.map(({ subject, ...call }) => ({
    subject: `a job whose path has several parameters ${subject}`,
    rows: [{ ...row, ...call, subject }],
  })),
);
