import { json } from "../answers.js";
import type { Row, Table } from "../harness.js";
import type { Answer } from "../recording-server.js";

const JSON_TYPE = "application/json";
const string = { type: "string" };
const object = (properties: object): object => ({ type: "object", properties });
const schema = (of: object): object => ({ description: "", content: { [JSON_TYPE]: { schema: of } } });
const idInPath = { parameters: [{ name: "id", in: "path", required: true, schema: string }] };
const statuses = object({ status: { type: "string", enum: ["queued", "done", "ready", "broken"] } });
const image = { type: "object", required: ["url"], properties: { url: string } };
const sent = (...requests: readonly string[]): readonly string[] =>
  requests.flatMap((request) => [request, `accept: ${JSON_TYPE}`]);
const accepted = (headers: Readonly<Record<string, string>>): Answer => ({ status: 202, headers });

/** A status operation with Speakeasy's polling, and the wait for a job of it. */
function polling(row: string, subject: string, entry: object, answers: readonly Answer[], ends: object): Row {
  return {
    subject,
    path: "/{id}",
    operation: {
      ...idInPath,
      responses: { 200: schema(statuses), 202: { description: "" } },
      "x-specloom-name": `${row}.get`,
      "x-speakeasy-polling": [{ name: "WaitForCompleted", ...entry }],
    },
    call: `client.${row}.waitFor("7")`,
    answers,
    sends: sent(...answers.map(() => "GET /7")),
    ...ends,
  };
}

/** A long-running operation of Azure's, and the wait for its result. */
function azure(
  row: string,
  subject: string,
  method: string,
  via: string | undefined,
  answers: readonly Answer[],
  asked: readonly string[],
  ends: object,
  finalState?: string,
): Row {
  const options =
    via === undefined
      ? {}
      : { "x-ms-long-running-operation-options": { "final-state-via": via, "final-state-schema": finalState } };
  return {
    subject,
    method,
    path: "/{id}",
    operation: {
      ...idInPath,
      responses: { 200: schema(image), 202: { description: "" } },
      "x-specloom-name": `${row}.begin`,
      "x-ms-long-running-operation": true,
      ...options,
    },
    call: `client.${row}.runAndWait("7")`,
    answers,
    sends: sent(`${method.toUpperCase()} /7`, ...asked.map((path) => `GET ${path}`)),
    ...ends,
  };
}

const [queued, done] = [json({ status: "queued" }), json({ status: "done" })];
const equal = (value: string): object => ({ condition: `$response.body#/status == "${value}"` });
const ok = { condition: "$statusCode == 200" };
const monitor = (status: string, more: object = {}): Answer => json({ status, ...more });
const given = { gives: { url: "u" }, type: "{ url: string }" };
const resource = json({ url: "u" });

/** What other generators' annotations of jobs, and links, do on the wire. */
export const jobTables: readonly Table[] = [
  {
    subject: "x-speakeasy-polling",
    rows: [
      polling(
        "row1",
        "successCriteria: every other state is pending",
        { successCriteria: [ok, { ...equal("done"), type: "simple" }] },
        [queued, json({ status: "broken" }), done],
        {
          gives: { status: "done" },
        },
      ),
      polling(
        "row2",
        "failureCriteria",
        { successCriteria: [equal("done")], failureCriteria: [ok, equal("broken")] },
        [queued, json({ status: "broken" })],
        { throws: { name: "JobFailedError" } },
      ),
      polling(
        "row3",
        "a context and a pattern",
        { successCriteria: [{ context: "$response.body#/status", type: "regex", condition: "^(done|ready)$" }] },
        [queued, json({ status: "ready" })],
        { gives: { status: "ready" } },
      ),
      polling("row4", "the status of the answer alone", { successCriteria: [ok] }, [accepted({}), queued], {
        gives: { status: "queued" },
      }),
      polling(
        "row5",
        "delaySeconds, intervalSeconds, limitCount: a wait of a thousand seconds, asked every five hundred",
        { delaySeconds: 1, intervalSeconds: 500, limitCount: 2, successCriteria: [equal("done")] },
        [queued, queued],
        { throws: { name: "JobTimeoutError" } },
      ),
    ],
  },
  {
    subject: "x-ms-long-running-operation",
    document: {
      components: {
        schemas: { Photo: { type: "object", required: ["width"], properties: { width: { type: "integer" } } } },
      },
    },
    rows: [
      azure(
        "row1",
        "final-state-via azure-async-operation",
        "post",
        "azure-async-operation",
        [
          accepted({ "azure-asyncoperation": "/row1/ops/1" }),
          monitor("InProgress"),
          monitor("Succeeded", { url: "u" }),
        ],
        ["/ops/1", "/ops/1"],
        { gives: { status: "Succeeded", url: "u" } },
      ),
      azure(
        "row2",
        "final-state-via location: the monitor first, where there is one",
        "post",
        "location",
        [
          accepted({ "azure-asyncoperation": "/row2/ops/1", location: "/row2/results/1" }),
          monitor("Succeeded"),
          resource,
        ],
        ["/ops/1", "/results/1"],
        given,
      ),
      azure(
        "row3",
        "final-state-via location: 202 until it is done",
        "post",
        "location",
        [accepted({ location: "/row3/results/1" }), accepted({ location: "/row3/results/1" }), resource, resource],
        ["/results/1", "/results/1", "/results/1"],
        given,
      ),
      azure(
        "row4",
        "final-state-via original-uri",
        "put",
        "original-uri",
        [accepted({ "azure-asyncoperation": "/row4/ops/1" }), monitor("Succeeded"), resource],
        ["/ops/1", "/7"],
        given,
      ),
      azure(
        "row5",
        "final-state-via operation-location: resourceLocation",
        "post",
        "operation-location",
        [
          accepted({ "operation-location": "/row5/ops/1" }),
          monitor("Running"),
          monitor("Succeeded", { resourceLocation: "/row5/results/1" }),
          resource,
        ],
        ["/ops/1", "/ops/1", "/results/1"],
        given,
      ),
      azure(
        "row6",
        "no header: the resource's own provisioningState",
        "put",
        undefined,
        [
          json({ url: "u", properties: { provisioningState: "Creating" } }),
          json({ url: "u", properties: { provisioningState: "Succeeded" } }),
          resource,
        ],
        ["/7", "/7"],
        given,
      ),
      azure(
        "row7",
        "a failure",
        "put",
        undefined,
        [
          accepted({ "azure-asyncoperation": "/row7/ops/1" }),
          monitor("Failed", { error: { code: "Quota", message: "Too many" } }),
        ],
        ["/ops/1"],
        { throws: { name: "JobFailedError", outcome: { error: { code: "Quota", message: "Too many" } } } },
      ),
      {
        ...azure(
          "row8",
          "final-state-schema: the type of the result",
          "post",
          "location",
          [accepted({ location: "/row8/results/1" }), json({ width: 3 }), json({ width: 3 })],
          ["/results/1", "/results/1"],
          { gives: { width: 3 }, type: "{ width: number }" },
          "#/definitions/Photo",
        ),
        paths: {
          "/photos": {
            get: {
              operationId: "row8Photo",
              "x-specloom-name": "row8.getPhoto",
              responses: { 200: schema({ $ref: "#/components/schemas/Photo" }) },
            },
          },
        },
      },
    ],
  },
  {
    subject: "OpenAPI links",
    rows: [
      {
        subject: "from a start to its status",
        path: "/{id}",
        operation: {
          ...idInPath,
          responses: { 200: schema(object({ state: { type: "string", enum: ["queued", "done", "failed"] } })) },
          "x-specloom-name": "row1.get",
        },
        paths: {
          "/begin": {
            post: {
              operationId: "begin",
              "x-specloom-name": "row1.create",
              responses: {
                200: {
                  ...schema(object({ task: object({ key: string }) })),
                  links: { status: { operationId: "row1", parameters: { id: "$response.body#/task/key" } } },
                },
              },
            },
          },
        },
        call: "client.row1.runAndWait()",
        answers: [json({ task: { key: "7" } }), json({ state: "queued" }), json({ state: "done" })],
        sends: sent("POST /begin", "GET /7", "GET /7"),
        gives: { state: "done" },
      },
    ],
  },
];
