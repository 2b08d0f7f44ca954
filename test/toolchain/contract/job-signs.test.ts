import { describe, expect, it, test } from "vitest";
import type { Job } from "../../../packages/toolchain/src/contract/contract.js";
import { jobWords } from "../../../packages/toolchain/src/contract/inference/job-words.js";
import { stateKind, stateWords } from "../../../packages/toolchain/src/contract/inference/state-words.js";
import type { Note } from "../../../packages/toolchain/src/contract/note.js";
import { readContract } from "../../../packages/toolchain/src/contract/read-contract.js";
import type { JsonObject } from "../../../packages/toolchain/src/json.js";
import { documentWith, identity } from "./support.js";

const text: JsonObject = { type: "string" };
const object = (properties: JsonObject, required: readonly string[] = []): JsonObject => ({
  type: "object",
  properties,
  required: [...required],
});
const words = (...values: readonly string[]): JsonObject => ({ type: "string", enum: [...values] });
const usual = words("queued", "running", "succeeded", "failed");
const R: JsonObject = { $ref: "#/components/schemas/R" };

const answers = (schema: JsonObject, status = 200, headers: JsonObject = {}): JsonObject => ({
  [status]: { description: "", headers, content: { "application/json": { schema } } },
});
const accepted = (headers: JsonObject): JsonObject => ({ 202: { description: "", headers } });
const bodyOf = (schema: JsonObject): JsonObject => ({
  requestBody: { required: true, content: { "application/json": { schema } } },
});
const done: JsonObject = { responses: { 204: { description: "" } } };
const make: JsonObject = { responses: answers(R, 201) };

interface Row {
  readonly given: string;
  /** The schema `R`, which a GET of `status` answers. */
  readonly answer: JsonObject;
  readonly status?: string;
  /** Further operations, by `METHOD path`. */
  readonly operations?: Readonly<Record<string, JsonObject>>;
  readonly want?: Readonly<Record<string, unknown>>;
  /** Where there is no job: what the note says. */
  readonly doubt?: string;
}

const job = object({ id: text, status: usual });
const starts = (operation: string, jobId = "/id") => ({ start: [{ operation, jobId }] });

const rows: readonly Row[] = [
  ...["/jobs/{id}/actions/cancel", "/jobs/{id}/cancel-job", "/jobs/{id}/cancellation"].map((path): Row => ({
    given: `11. what cancels at ${path}`,
    answer: job,
    operations: { "POST /jobs": make, [`POST ${path}`]: done },
    want: { ...starts("POST /jobs"), cancel: { operation: `POST ${path}`, id: "id" } },
  })),
  {
    given: "11. a DELETE of what cancels",
    answer: job,
    operations: { "POST /jobs": make, "DELETE /jobs/{id}/cancel": done },
    want: { ...starts("POST /jobs"), cancel: { operation: "DELETE /jobs/{id}/cancel", id: "id" } },
  },
  {
    given: "10. what resumes by its operationId starts none",
    answer: job,
    operations: { "POST /jobs": { ...make, operationId: "resumeJob" }, "POST /crews/{crew}/jobs": make },
    want: starts("POST /crews/{crew}/jobs"),
  },
  {
    given: "8. one end after a turn, and a result",
    answer: object({ id: text, status: words("not_started", "in_progress", "finished") }),
    operations: { "POST /jobs": make, "GET /jobs/{id}/results": { responses: answers(object({})) } },
    want: {
      state: "/status",
      ...starts("POST /jobs"),
      states: { pending: ["not_started", "in_progress"], succeeded: ["finished"] },
    },
  },
  {
    given: "8. one end and a result of what people do",
    answer: object({ id: text, status: words("active", "in_progress", "completed") }),
    operations: { "POST /jobs": make, "GET /jobs/{id}/results": { responses: answers(object({})) } },
  },
  ...["/video-rooms/{id}", "/webinars/{id}"].map((status): Row => ({
    given: `10. what people take part in: ${status}`,
    answer: job,
    status,
    operations: { [`POST ${status.replace("/{id}", "")}`]: make },
    doubt: "a thing that lives on",
  })),
  {
    given: "10. an instance of a workflow is work",
    answer: job,
    status: "/workflow-instances/{id}",
    operations: { "POST /workflow-instances": make },
    want: starts("POST /workflow-instances"),
  },
  {
    given: "8. a state in an object that wraps the answer",
    answer: object({ data: object({ uid: text, status: usual }) }),
    status: "/jobs/{work_uid}",
    operations: { "POST /jobs": make },
    want: { state: "/data/status", id: "work_uid", ...starts("POST /jobs", "/data/uid") },
  },
  {
    given: "8. a state two levels deep, called as the thing",
    answer: object({ result: object({ render: object({ id: text, state: usual }) }) }),
    status: "/renders/{id}",
    operations: { "POST /renders": make },
    want: { state: "/result/render/state", ...starts("POST /renders", "/result/render/id") },
  },
  {
    given: "8. a state whose name ends in status",
    answer: object({ id: text, brewing_status: words("in_progress", "canceling", "completed", "failed") }),
    operations: { "POST /jobs": make },
    want: { state: "/brewing_status", ...starts("POST /jobs") },
  },
  {
    given: "8. two fields whose names end in status",
    answer: object({ id: text, upload_status: usual, render_status: usual }),
    operations: { "POST /jobs": make },
  },
  {
    given: "8. states that the description lists",
    answer: object({
      id: text,
      status: { type: "string", description: "One of `queued`, `running`, `done` or `failed`." },
    }),
    operations: { "POST /jobs": make },
    want: { states: { pending: ["queued", "running"], succeeded: ["done"], failed: ["failed"] } },
  },
  {
    given: "8. a description that names some states in a sentence",
    answer: object({
      id: text,
      status: { type: "string", description: "Is done when nothing failed, and pending before." },
    }),
    operations: { "POST /jobs": make },
  },
  {
    given: "8. states that an example lists",
    answer: object({ id: text, state: { type: "string", example: "succeeded | failed | in_progress" } }),
    operations: { "POST /jobs": make },
    want: { states: { pending: ["in_progress"], succeeded: ["succeeded"], failed: ["failed"] } },
  },
  {
    given: "8. states that the list of jobs is filtered by",
    answer: object({ id: text, status: text }),
    operations: {
      "POST /jobs": make,
      "GET /jobs": {
        parameters: [{ name: "status", in: "query", schema: usual }],
        responses: answers(object({ data: { type: "array", items: R } })),
      },
    },
    want: { states: { pending: ["queued", "running"], succeeded: ["succeeded"], failed: ["failed"] } },
  },
  {
    given: "8. states that a list of such things elsewhere is filtered by, several at once",
    answer: object({ id: text, status: text }),
    operations: {
      "POST /jobs": make,
      "GET /teams/{id}/work": {
        parameters: [{ name: "status", in: "query", schema: { type: "array", items: usual } }],
        responses: answers({ type: "array", items: R }),
      },
    },
    want: { states: { pending: ["queued", "running"], succeeded: ["succeeded"], failed: ["failed"] } },
  },
  {
    given: "8. states that a list of other things is filtered by",
    answer: object({ id: text, status: text }),
    operations: {
      "POST /jobs": make,
      "GET /teams": {
        parameters: [{ name: "status", in: "query", schema: usual }],
        responses: answers({ type: "array", items: object({ id: text }) }),
      },
    },
  },
  {
    given: "8. an outcome beside the state, which ends without telling how",
    answer: object({
      id: text,
      status: words("queued", "completed"),
      conclusion: words("success", "failure", "skipped"),
    }),
    want: {
      state: ["/conclusion", "/status"],
      states: {
        pending: ["queued"],
        succeeded: ["success"],
        failed: ["failure"],
        cancelled: ["skipped"],
        indeterminate: ["completed"],
      },
    },
  },
  {
    given: "8. a result beside the state that is what the work made",
    answer: object({ id: text, status: usual, result: text }),
    operations: { "POST /jobs": make },
    want: { state: "/status" },
  },
  {
    given: "8. an outcome of checks, which others report",
    answer: object({ id: text, status: words("queued", "completed"), conclusion: words("success", "failure") }),
    status: "/check-suites/{id}",
    doubt: "those who use the API write its state",
  },
  {
    given: "8. a flag beside an error",
    answer: object({ name: text, done: { type: "boolean" }, error: object({ message: text }), response: object({}) }),
    status: "/operations/{name}",
    operations: { "POST /scenes": { responses: answers(object({ operation_id: text }), 202) } },
    want: {
      state: "/done",
      states: { pending: [false], succeeded: [true] },
      absent: false,
      error: "/error",
      ...starts("POST /scenes", "/operation_id"),
    },
  },
  {
    given: "8. a flag of the end beside one that tells how it ended",
    answer: object({ id: text, completed: { type: "boolean" }, success: { type: "boolean" }, result: object({}) }),
    operations: { "POST /jobs": make },
  },
  {
    given: "8. states that all begin with what they are of",
    answer: object({
      id: text,
      state: words("JOB_STATE_UNSPECIFIED", "JOB_STATE_RUNNING", "JOB_STATE_SUCCEEDED", "JOB_STATE_FAILED"),
    }),
    operations: { "POST /jobs": make },
    want: {
      states: {
        pending: ["JOB_STATE_RUNNING"],
        succeeded: ["JOB_STATE_SUCCEEDED"],
        failed: ["JOB_STATE_FAILED"],
        indeterminate: ["JOB_STATE_UNSPECIFIED"],
      },
    },
  },
  {
    given: "8. states that begin alike, one of which is the whole beginning",
    answer: object({ id: text, state: words("run", "run_done", "run_failed") }),
    operations: { "POST /jobs": make },
  },
  {
    given: "8. a flag of a thing that people do",
    answer: object({ id: text, title: text, done: { type: "boolean" } }),
    status: "/todos/{id}",
    operations: { "POST /todos": make },
  },
  {
    given: "8. a state that a request writes",
    answer: job,
    operations: { "POST /jobs": make, "PATCH /jobs/{id}": { ...bodyOf(object({ status: usual })), ...done } },
    doubt: "those who use the API write its state",
  },
  {
    given: "13. a job where an operation has the name of one of its methods",
    answer: job,
    operations: { "POST /jobs": make, "POST /jobs/{id}/start": done },
    doubt: "'jobs.start' is the name of an operation",
  },
  ...["/uploads/{id}/complete", "/uploads/{id}:finalize"].map((path): Row => ({
    given: `8. what its user brings to an end by POST ${path}`,
    answer: object({ id: text, status: words("uploading", "complete", "failed") }),
    status: "/uploads/{id}",
    operations: { "POST /uploads": make, [`POST ${path}`]: done },
    doubt: "those who use the API write its state",
  })),
  ...["vms", "clusters", "printers", "exams", "todos"].map((things): Row => ({
    given: `10. ${things}, which live on`,
    answer: job,
    status: `/${things}/{id}`,
    operations: { [`POST /${things}`]: make },
    doubt: "a thing that lives on has such states too",
  })),
  {
    given: "9. work that its thing has but once, known by the thing's id",
    answer: object({ status: usual }),
    status: "/alerts/{alert_id}/autofix",
    operations: {
      "POST /alerts/{alert}/autofix": { responses: answers(R, 202) },
      "POST /alerts/{id}/autofix/cancel": done,
    },
    want: {
      id: "alert_id",
      ...starts("POST /alerts/{alert}/autofix", "alert"),
      cancel: { operation: "POST /alerts/{id}/autofix/cancel", id: "id" },
    },
  },
  {
    given: "9. a list below a thing, which is no work of it",
    answer: object({ status: usual }),
    status: "/alerts/{alert_id}/fixes",
    operations: { "POST /alerts/{alert_id}/fixes": { responses: answers(R, 202) } },
  },
  {
    given: "9. a job under two ids, of which the last is its own",
    answer: job,
    status: "/boards/{board_id}/games/{game_id}",
    operations: {
      "POST /boards/{board_id}/games": make,
      "POST /boards/{board_id}/games/{game_id}/cancel": done,
    },
    want: {
      id: "game_id",
      ...starts("POST /boards/{board_id}/games"),
      cancel: { operation: "POST /boards/{board_id}/games/{game_id}/cancel", id: "game_id" },
    },
  },
  {
    given: "9. ids that other operations call otherwise",
    answer: job,
    status: "/boards/{board_id}/games/{game_id}",
    operations: { "POST /boards/{id}/games": make, "GET /boards/{board}/games/{game}/result": done },
    want: {
      start: [{ operation: "POST /boards/{id}/games", jobId: "/id", path: { board_id: "id" } }],
      result: { operation: "GET /boards/{board}/games/{game}/result", id: "game", path: { board: "board_id" } },
    },
  },
  {
    given: "9. a start elsewhere that lacks one of the ids",
    answer: job,
    status: "/boards/{board_id}/games/{game_id}",
    operations: { "POST /games": make },
    doubt: "nothing starts it",
  },
  {
    given: "10. an id of another name in the start's answer",
    answer: object({ job_id: text, status: usual }),
    operations: { "POST /jobs": { responses: answers(object({ job_id: text }), 202) } },
    want: starts("POST /jobs", "/job_id"),
  },
  {
    given: "10. an answer that is the id",
    answer: object({ status: usual }),
    operations: { "POST /jobs": { responses: answers(text, 202) } },
    want: starts("POST /jobs", ""),
  },
  {
    given: "10. two ids in the start's answer, none of them the job's",
    answer: object({ status: usual }),
    operations: { "POST /jobs": { responses: answers(object({ user_id: text, team_id: text }), 202) } },
    want: { start: undefined },
  },
  {
    given: "10. paths that begin with what is done to a job",
    answer: object({ status: usual }),
    status: "/status/{job_id}",
    operations: {
      "POST /generate": { responses: answers(object({ job_id: text }), 202) },
      "GET /result/{job_id}": done,
      "POST /cancel/{job_id}": done,
    },
    want: {
      ...starts("POST /generate", "/job_id"),
      result: { operation: "GET /result/{job_id}", id: "job_id" },
      cancel: { operation: "POST /cancel/{job_id}", id: "job_id" },
    },
  },
  {
    given: "10. what is done to other things, beside a status",
    answer: object({ status: usual }),
    status: "/status/{job_id}",
    operations: {
      "POST /generate": { responses: answers(object({ job_id: text }), 202) },
      "GET /content/{page}/{id}": done,
      "POST /orders/cancel/{id}": done,
    },
    want: { ...starts("POST /generate", "/job_id"), result: undefined, cancel: undefined },
  },
  ...["phase", "progress"].map((word): Row => ({
    given: `9. a status that is called ${word}`,
    answer: object({ id: text, state: usual }),
    status: `/runs/{run_id}/${word}`,
    operations: { "POST /runs": { responses: answers(object({ run_id: text }), 202) } },
    want: { state: "/state", ...starts("POST /runs", "/run_id") },
  })),
  {
    given: "10. a start elsewhere that answers the same schema",
    answer: job,
    status: "/trips/{trip_id}",
    operations: { "POST /crews/{boss}/{crew}/trips": make },
    want: starts("POST /crews/{boss}/{crew}/trips"),
  },
  {
    given: "10. a verb elsewhere that answers the same schema",
    answer: job,
    status: "/runs/{run_id}",
    operations: { "POST /agents/{id}/execute": make },
    want: starts("POST /agents/{id}/execute"),
  },
  {
    given: "10. a verb of the noun elsewhere that answers the job's id",
    answer: job,
    status: "/evaluations/{id}",
    operations: { "POST /policies/{id}/evaluate": { responses: answers(object({ evaluation_id: text }), 201) } },
    doubt: "what seems to start it answers neither 202 nor a state",
  },
  {
    given: "10. nothing but an id, where the jobs are",
    answer: job,
    operations: { "POST /jobs": { responses: answers(object({ uid: text }), 201) } },
    want: starts("POST /jobs", "/uid"),
  },
  {
    given: "10. nothing but an id in what wraps the answer",
    answer: object({ data: object({ job }) }),
    operations: { "POST /jobs": { responses: answers(object({ data: object({ job: object({ id: text }) }) }), 201) } },
    want: starts("POST /jobs", "/data/job/id"),
  },
  {
    given: "10. an id beside what wraps the answer",
    answer: object({ data: object({ job }) }),
    operations: {
      "POST /jobs": { responses: answers(object({ data: object({ job: object({ id: text }), title: text }) }), 201) },
    },
    doubt: "what seems to start it answers neither 202 nor a state",
  },
  ...(
    [
      ["an id of the request beside the task", { request_id: text, data: object({ task_id: text }) }, "/data/task_id"],
      ["an id of the trace around the task", { traceId: text, task: object({ task_id: text }) }, "/task/task_id"],
      ["the id of an owner beside the task", { account_id: text, task: object({ id: text }) }, "/task/id"],
    ] as const
  ).map(([given, answer, at]): Row => ({
    given: `10. ${given}`,
    answer: object({ status: usual }),
    status: "/tasks/{task_id}",
    operations: { "POST /tasks": { responses: answers(object(answer), 202) } },
    want: starts("POST /tasks", at),
  })),
  {
    given: "10. the id of the thing that the path names, and none of the job",
    answer: job,
    status: "/crews/{crew_id}/jobs/{id}",
    operations: { "POST /crews/{crew_id}/jobs": { responses: answers(object({ crew_id: text, status: usual }), 200) } },
    doubt: "nothing starts it",
  },
  {
    given: "10. an id of the request, which the status takes",
    answer: object({ status: usual }),
    status: "/requests/{request_id}",
    operations: { "POST /requests": { responses: answers(object({ request_id: text, queue: text }), 202) } },
    want: starts("POST /requests", "/request_id"),
  },
  {
    given: "10. a thing with an id, where the things are",
    answer: job,
    operations: { "POST /jobs": { responses: answers(object({ id: text, title: text }), 201) } },
    doubt: "what seems to start it answers neither 202 nor a state",
  },
  {
    given: "10. nothing but a word that is no id",
    answer: object({ status: usual }),
    status: "/alerts/{alert}/fix",
    operations: { "POST /alerts/{alert}/fix": { responses: answers(object({ message: text })) } },
    doubt: "what seems to start it answers neither 202 nor a state",
  },
  {
    given: "8. a flag beside a text that is called result",
    answer: object({ id: text, finished: { type: "boolean" }, result: text }),
    operations: { "POST /jobs": make },
  },
  {
    given: "10. the URL of a new job in a 201",
    answer: job,
    operations: {
      "POST /jobs": { responses: { 201: { description: "", headers: { Location: { schema: text } } } } },
      "POST /crews": { responses: { 201: { description: "", headers: { Location: { schema: text } } } } },
    },
    want: { id: undefined, location: ["Location"], start: [{ operation: "POST /jobs" }] },
  },
  {
    given: "10. the same, accepted",
    answer: job,
    status: "/evaluations/{id}",
    operations: { "POST /policies/{id}/evaluate": { responses: answers(object({ evaluation_id: text }), 202) } },
    want: starts("POST /policies/{id}/evaluate", "/evaluation_id"),
  },
  {
    given: "10. a bare id of what runs beside the jobs",
    answer: job,
    status: "/v1/agents/jobs/{job_id}/status",
    operations: { "POST /v1/agents/run/{id}/async": { responses: answers(text, 202) } },
    want: starts("POST /v1/agents/run/{id}/async", ""),
  },
  {
    given: "10. a bare id of what runs elsewhere, and an id that does not always come",
    answer: job,
    status: "/v1/jobs/{job_id}",
    operations: {
      "POST /v1/agents/run": { responses: answers(text, 202) },
      "POST /v1/robots/run": { responses: { ...answers(object({ job_id: text }), 202), 204: { description: "" } } },
    },
    doubt: "nothing starts it",
  },
  {
    given: "10. an id in an object of another name",
    answer: object({ status: usual }),
    status: "/pulls/{pull}/merges/{uuid}",
    operations: {
      "PUT /pulls/{pull}/merges": {
        responses: answers(object({ status: usual, details: object({ uuid: text }) }), 202),
      },
    },
    want: starts("PUT /pulls/{pull}/merges", "/details/uuid"),
  },
  {
    given: "10. a start that needs another token than that of work",
    answer: job,
    operations: { "POST /jobs": { ...make, ...bodyOf(object({ oidc_token: text }, ["oidc_token"])) } },
    want: starts("POST /jobs"),
  },
  {
    given: "10. an attached thing that is kept elsewhere too",
    answer: job,
    status: "/stores/{store}/files/{file_id}",
    operations: {
      "POST /stores/{store}/files": { ...make, ...bodyOf(object({ file_id: text }, ["file_id"])) },
      "GET /stores/{store}/files/{file_id}/content": { responses: answers(object({})) },
      "GET /files/{file_id}": { responses: answers(object({ id: text })) },
    },
    want: { ...starts("POST /stores/{store}/files"), result: undefined },
  },
  {
    given: "10. a worker that claims one",
    answer: job,
    operations: { "POST /workers/{id}/claim": make },
    doubt: "nothing starts it",
  },
  {
    given: "10. a POST that goes on with a paused one by its token",
    answer: job,
    status: "/shifts/{id}",
    operations: {
      "POST /shifts": { ...make, parameters: [{ name: "pause_token", in: "query", required: true, schema: text }] },
      "POST /crews/{id}/shifts": make,
    },
    want: starts("POST /crews/{id}/shifts"),
  },
  {
    given: "10. a POST that goes on with one by its id in the body",
    answer: job,
    operations: { "POST /jobs": { ...make, ...bodyOf(object({ job_id: text }, ["job_id"])) } },
    doubt: "nothing starts it",
  },
  {
    given: "10. a retry of one below it",
    answer: job,
    operations: { "POST /jobs/{id}/run": make },
    doubt: "nothing starts it",
  },
  {
    given: "10. a header that has no other meaning than the status' URL",
    answer: object({ id: text, status: words("NotStarted", "Running", "Succeeded", "Failed") }),
    status: "/operations/{id}",
    operations: { "POST /scenes": { responses: accepted({ "Operation-Location": { schema: text } }) } },
    want: { location: ["Operation-Location"], start: [{ operation: "POST /scenes" }], id: undefined },
  },
  ...Object.entries<JsonObject>({
    "an open union": { anyOf: [text, usual] },
    "an open union with a description": { anyOf: [{ type: "string", description: "The state." }, usual] },
    "an open union that may be null": { oneOf: [usual, text, { type: "null" }] },
  }).map(([given, status]): Row => ({
    given: `8. a state that is ${given}`,
    answer: object({ id: text, status }),
    operations: { "POST /jobs": make },
    want: {
      ...starts("POST /jobs"),
      states: { pending: ["queued", "running"], succeeded: ["succeeded"], failed: ["failed"] },
    },
  })),
  {
    given: "8. a state that is a word or an object",
    answer: object({ id: text, status: { oneOf: [usual, object({ reason: text })] } }),
    operations: { "POST /jobs": make },
  },
  ...["POST /widgets/{id}:schedule", "PUT /widgets/{id}", "DELETE /widgets/{id}", "POST /widgets/{id}/parts"].map(
    (start): Row => ({
      given: `10. the operations of one thing, by its own status: ${start}`,
      answer: job,
      status: "/widgets/{id}/operations/{operation}",
      operations: {
        [start]: { responses: accepted({ "Operation-Location": { schema: text } }) },
        "POST /makers/{id}:pay": { responses: accepted({ "Operation-Location": { schema: text } }) },
        "POST /widgetshops/{id}:open": { responses: accepted({ "Operation-Location": { schema: text } }) },
        "GET /shops/{id}/operations/{operation}": { responses: answers(R) },
      },
      want: { location: ["Operation-Location"], start: [{ operation: start }], id: undefined },
      doubt: "nothing starts it",
    }),
  ),
  {
    given: "10. a header beside another status than that of all operations",
    answer: job,
    status: "/operations/{id}",
    operations: {
      "POST /models/{model}:analyze": { responses: accepted({ "Operation-Location": { schema: text } }) },
      "POST /models/{model}/analyses": {
        responses: answers(object({ id: text, status: words("queued", "Done", "Failed") })),
      },
      "GET /models/{model}/analyses/{id}": {
        responses: answers(object({ id: text, status: words("queued", "Done", "Failed") })),
      },
    },
    want: { operation: "GET /models/{model}/analyses/{id}", ...starts("POST /models/{model}/analyses") },
    doubt: "nothing starts it",
  },
  {
    given: "10. Location of a 202, and several starts",
    answer: job,
    status: "/operations/{id}",
    operations: {
      "POST /scenes": { responses: accepted({ Location: { schema: text } }) },
      "DELETE /scenes/{id}": { responses: accepted({ Location: { schema: text } }) },
    },
    want: { location: ["Location"], start: [{ operation: "POST /scenes" }, { operation: "DELETE /scenes/{id}" }] },
  },
  {
    given: "10. Location of a 201, which is that of the new thing",
    answer: job,
    status: "/operations/{id}",
    operations: { "POST /scenes": { responses: answers(object({}), 201, { Location: { schema: text } }) } },
    doubt: "nothing starts it",
  },
  ...[
    ["halls", ["created", "active", "completed", "failed"]],
    ["sessions", ["pending", "running", "completed", "failed"]],
    ["subscriptions", ["pending", "active", "completed", "failed"]],
  ].map(([noun, states]): Row => ({
    given: `10. ${String(noun)}, which people open and end`,
    answer: object({ id: text, status: words(...[states ?? []].flat()) }),
    status: `/${String(noun)}/{id}`,
    operations: { [`POST /${String(noun)}`]: make },
    doubt: "a thing that lives on has such states too",
  })),
  {
    given: "11. every part that the document has",
    answer: job,
    operations: {
      "POST /jobs": { responses: answers(R, 202) },
      "POST /jobs/{id}/cancel": done,
      "GET /jobs/{id}/results": { responses: answers(object({})) },
      "POST /jobs/statuses": {
        ...bodyOf(object({ ids: { type: "array", maxItems: 20, items: text } }, ["ids"])),
        responses: answers({ type: "array", items: R }),
      },
    },
    want: {
      ...starts("POST /jobs"),
      cancel: { operation: "POST /jobs/{id}/cancel", id: "id" },
      result: { operation: "GET /jobs/{id}/results", id: "id" },
      batch: { operation: "POST /jobs/statuses", ids: "/ids", limit: 20, key: "/id" },
    },
  },
  {
    given: "11. a cancel behind a colon, and content that is downloaded",
    answer: job,
    operations: { "POST /jobs": make, "POST /jobs/{id}:cancel": done, "GET /jobs/{id}/content": done },
    want: {
      cancel: { operation: "POST /jobs/{id}:cancel", id: "id" },
      result: { operation: "GET /jobs/{id}/content", id: "id" },
    },
  },
  {
    given: "11. content alone, which other things have too",
    answer: job,
    operations: { "GET /jobs/{id}/content": done },
    doubt: "nothing starts it",
  },
  {
    given: "11. a DELETE that is called cancel",
    answer: job,
    operations: { "POST /jobs": make, "DELETE /jobs/{id}": { operationId: "cancelJob", ...done } },
    want: { cancel: { operation: "cancelJob", id: "id" } },
  },
  {
    given: "11. a DELETE that is called delete, and a cancel that needs a body",
    answer: job,
    operations: {
      "POST /jobs": make,
      "DELETE /jobs/{id}": { operationId: "deleteJob", ...done },
      "POST /jobs/{id}/cancel": { ...bodyOf(object({ why: text })), ...done },
    },
    want: { cancel: undefined },
  },
  {
    given: "11. a POST of the job itself that is called cancel",
    answer: job,
    operations: { "POST /jobs": make, "POST /jobs/{id}": { operationId: "cancelJob", ...done } },
    want: { cancel: { operation: "cancelJob", id: "id" } },
  },
  {
    given: "11. a PATCH to a cancelled state",
    answer: job,
    operations: {
      "POST /jobs": make,
      "PATCH /jobs/{id}": { ...bodyOf(object({ status: words("cancelled") }, ["status"])), ...done },
    },
    want: { cancel: { operation: "PATCH /jobs/{id}", id: "id", body: { status: "cancelled" } } },
  },
  {
    given: "11. a PATCH to a cancelled state that needs more",
    answer: job,
    operations: {
      "POST /jobs": make,
      "PATCH /jobs/{id}": { ...bodyOf(object({ status: words("cancelled"), why: text }, ["status", "why"])), ...done },
    },
    want: { cancel: undefined },
  },
  {
    given: "11. a cancel beside an answer that is an id alone",
    answer: job,
    operations: { "POST /jobs": { responses: answers(object({ id: text }), 201) }, "POST /jobs/{id}/cancel": done },
    want: { ...starts("POST /jobs"), cancel: { operation: "POST /jobs/{id}/cancel", id: "id" } },
  },
  {
    given: "11. a list of artifacts, and a redirection to what nothing describes",
    answer: job,
    operations: {
      "POST /jobs": make,
      "GET /jobs/{id}/artifacts": {
        parameters: ["page", "limit"].map((name) => ({ name, in: "query", schema: { type: "integer" } })),
        responses: answers({ type: "array", items: text }),
      },
      "GET /jobs/{id}/download": { responses: { 302: { description: "" } } },
    },
    want: { result: undefined },
  },
  ...(
    [
      ["artifacts", { type: "array", items: text }, undefined],
      ["artifacts", object({ data: { type: "array", items: text }, status: object({ code: text }) }), undefined],
      ["download", object({ files: { type: "array", items: text } }), undefined],
      ["artifact", object({ url: text }), { operation: "GET /jobs/{id}/artifact", id: "id" }],
      ["results", { type: "array", items: text }, { operation: "GET /jobs/{id}/results", id: "id" }],
    ] as const
  ).map(([word, answer, result]): Row => ({
    given: `11. ${word} below a job: ${JSON.stringify(answer)}`,
    answer: job,
    operations: { "POST /jobs": make, [`GET /jobs/{id}/${word}`]: { responses: answers(answer) } },
    want: { ...starts("POST /jobs"), result },
  })),
  {
    given: "11. a batch of numbers",
    answer: object({ id: { type: "integer" }, status: usual }),
    operations: {
      "POST /jobs": make,
      "POST /jobs/statuses": {
        ...bodyOf(object({ job_ids: { type: "array", items: { type: "integer" } } })),
        responses: answers({ type: "array", items: R }),
      },
    },
    want: { batch: { operation: "POST /jobs/statuses", ids: "/job_ids", limit: 50, key: "/id", numbers: true } },
  },
  {
    given: "11. a batch with two lists of texts",
    answer: job,
    operations: {
      "POST /jobs": make,
      "POST /jobs/statuses": {
        ...bodyOf(object({ ids: { type: "array", items: text }, fields: { type: "array", items: text } })),
        responses: answers({ type: "array", items: R }),
      },
    },
    want: { batch: undefined },
  },
  ...["job_ids", "jobs", "crew_job_uuids", "identifiers"].map((name): Row => ({
    given: `11. a batch of jobs that are called ${name}`,
    answer: job,
    operations: {
      "POST /jobs": make,
      "POST /jobs/batch": {
        ...bodyOf(object({ [name]: { type: "array", items: text } })),
        responses: answers({ type: "array", items: R }),
      },
    },
    want: { batch: { operation: "POST /jobs/batch", ids: `/${name}`, limit: 50, key: "/id" } },
  })),
  ...["file_ids", "urls", "prompts", "uuids_of_files"].map((name): Row => ({
    given: `11. many jobs made of a list of other things, called ${name}`,
    answer: job,
    operations: {
      "POST /jobs": make,
      "POST /jobs/batch": {
        ...bodyOf(object({ [name]: { type: "array", items: text } })),
        responses: answers({ type: "array", items: R }),
      },
    },
    want: { ...starts("POST /jobs"), batch: undefined },
  })),
  ...[
    ["/Jobs/Status/{jobId}", "/Jobs/Result/{jobId}", "/Jobs/Cancel/{jobId}"] as const,
    ["/jobs/status/{jobId}", "/jobs/output/{jobId}", "/jobs/Abort/{jobId}"] as const,
    ["/Jobs/{jobId}/Status", "/Jobs/{jobId}/Result", "/Jobs/{jobId}/Cancel"] as const,
  ].map(([status, result, cancel]): Row => ({
    given: `11. the parts of a job whose status is ${status}`,
    answer: object({ jobId: text, status: usual }),
    status,
    operations: { [`GET ${result}`]: { responses: answers(object({})) }, [`POST ${cancel}`]: done },
    want: {
      id: "jobId",
      result: { operation: `GET ${result}`, id: "jobId" },
      cancel: { operation: `POST ${cancel}`, id: "jobId" },
    },
  })),
  ...(
    [
      ["/parsing/job/{id}", "POST /parsing/upload"],
      ["/generations/{id}", "POST /generations/image"],
      ["/v1/videos/text/{id}", "POST /v1/videos/lip-sync"],
    ] as const
  ).map(([status, start]): Row => ({
    given: `10. what answers the status' schema near ${status}`,
    answer: job,
    status,
    operations: { [start]: { responses: answers(R) } },
    want: starts(start),
  })),
  ...Object.entries({
    "reads by a filter": { "POST /parsing/search": { responses: answers(R) } },
    "takes a job": { "POST /parsing/rerun": { ...bodyOf(object({ job_id: text })), responses: answers(R) } },
    "is two steps away": { "POST /parsing/files/upload": { responses: answers(R) } },
    "answers something else": { "POST /parsing/upload": { responses: answers(object({ id: text })) } },
  }).map(([what, operations]): Row => ({
    given: `10. near the jobs, what ${what}`,
    answer: job,
    status: "/parsing/job/{id}",
    operations: { "GET /parsing/job/{id}/result": done, ...operations },
    want: { id: "id", start: undefined },
  })),
  ...["The ID of the job that was created.", "ID of your new job", "Unique identifier for the queued job."].map(
    (description): Row => ({
      given: `10. an id alone that is described: ${description}`,
      answer: job,
      operations: { "POST /image-to-video": { responses: answers(object({ id: { ...text, description } })) } },
      want: starts("POST /image-to-video"),
    }),
  ),
  ...Object.entries({
    "that is the id of something else": object({ id: { ...text, description: "The ID of the video." } }),
    "beside other fields": object({ id: { ...text, description: "The ID of the job." }, name: text }),
  }).map(([what, answer]): Row => ({
    given: `10. a described id ${what}`,
    answer: job,
    operations: { "POST /image-to-video": { responses: answers(answer) } },
    doubt: "nothing starts it",
  })),
  ...Object.entries({
    sentences:
      "This will be `pending` when the run is created. When it finishes, this is `succeeded` and `result` is there. " +
      "Rarely it is `failed`, and `error` tells why.",
    "a list of one state a line": "State of the run:\n* `pending` - waits\n* `succeeded` - ended\n* `failed`",
    "another order": "Either `failed` or `succeeded`; before that, `pending`.",
  }).map(([how, description]): Row => ({
    given: `8. states that the field's own description quotes in ${how}`,
    answer: object({ id: text, status: { type: "string", description }, error: text, result: {} }, ["id", "status"]),
    operations: { "POST /jobs": make },
    want: {
      states: expect.objectContaining({ pending: ["pending"], succeeded: ["succeeded"], failed: ["failed"] }),
    },
  })),
  {
    given: "8. quoted words of which one is no state",
    answer: object({
      id: text,
      status: { type: "string", description: "`pending`, later `succeeded` or `failed`. See `list_runs` for more." },
    }),
    operations: { "POST /jobs": make },
    doubt: "the meaning of list_runs is not known",
  },
  ...["failure", "error_msg", "lastError", "fail_reason"].map((name): Row => ({
    given: `8. an error that is called ${name}`,
    answer: object({ id: text, status: usual, [name]: text }),
    operations: { "POST /jobs": make },
    want: { error: `/${name}` },
  })),
  {
    given: "12. states of other words, and one that ends in one way",
    answer: object({ id: text, status: words("in_progress", "canceling", "ended") }),
    operations: { "POST /jobs": make, "GET /jobs/{id}/results": done },
    want: { states: { pending: ["in_progress", "canceling"], succeeded: ["ended"] } },
  },
  {
    given: "12. a state of unknown meaning",
    answer: object({ id: text, status: words("queued", "frozen", "done", "failed") }),
    operations: { "POST /jobs": make },
    doubt: "the meaning of frozen is not known",
  },
  {
    given: "12. one step of unknown meaning among many known states",
    answer: object({
      id: text,
      status: words(
        "deploy_in_progress",
        "syncing_files",
        "finished_file_sync",
        "purging_cdn",
        "deploy_failed",
        "deploy_lost",
        "deploy_cancelled",
        "succeed",
      ),
    }),
    operations: { "POST /jobs": make },
    want: {
      states: {
        pending: ["deploy_in_progress", "syncing_files", "purging_cdn"],
        succeeded: ["succeed"],
        failed: ["deploy_failed", "deploy_lost"],
        cancelled: ["deploy_cancelled"],
        indeterminate: ["finished_file_sync"],
      },
    },
  },
  ...(
    [
      [
        "a step before the work that is called ready",
        ["READY", "RUNNING", "SUCCEEDED", "FAILED"],
        { pending: ["READY", "RUNNING"], succeeded: ["SUCCEEDED"], failed: ["FAILED"] },
      ],
      [
        "a step of the work that is called processed",
        ["queued", "processed", "rendering", "ready", "failed"],
        { pending: ["queued", "processed", "rendering"], succeeded: ["ready"], failed: ["failed"] },
      ],
      [
        "a word of success after which nothing tells of work",
        ["exporting", "exported", "completed", "failed"],
        { pending: ["exporting"], succeeded: ["completed"], failed: ["failed"], indeterminate: ["exported"] },
      ],
      [
        "words of success that are equally plain",
        ["running", "done", "succeeded", "failed"],
        { pending: ["running"], succeeded: ["done", "succeeded"], failed: ["failed"] },
      ],
      [
        "a word of success beside results that are kept",
        ["running", "ready", "cached", "failed"],
        { pending: ["running"], succeeded: ["ready", "cached"], failed: ["failed"] },
      ],
      [
        "what is incomplete beside what has failed",
        ["running", "incomplete", "succeeded", "failed"],
        { pending: ["running"], succeeded: ["succeeded"], failed: ["failed"], indeterminate: ["incomplete"] },
      ],
    ] as const
  ).map(([given, values, states]): Row => ({
    given: `12. ${given}`,
    answer: object({ id: text, status: words(...values) }),
    operations: { "POST /jobs": make },
    want: { states },
  })),
  {
    given: "12. what is incomplete beside what has failed, with a field that says why",
    answer: object({
      id: text,
      status: words("running", "incomplete", "succeeded", "failed"),
      incomplete_reason: text,
    }),
    operations: { "POST /jobs": make },
    want: { states: { pending: ["running"], succeeded: ["succeeded"], failed: ["incomplete", "failed"] } },
  },
  ...["created", "NEW", "STATE_NOT_STARTED"].map((state): Row => ({
    given: `10. a thing that is ${state} when it is made, and started by its id`,
    answer: object({ id: text, status: words(state, "running", "done", "failed") }),
    status: "/encodings/{id}",
    operations: { "POST /encodings": make, "POST /encodings/{id}/start": { operationId: "go", ...done } },
    doubt: "it is made first, and started by POST /encodings/{id}/start",
  })),
  {
    given: "10. a job that waits when it is made, and is started by its id again",
    answer: job,
    operations: { "POST /jobs": make, "POST /jobs/{id}/run": { operationId: "go", ...done } },
    want: starts("POST /jobs"),
  },
  {
    given: "10. what is posted just below the jobs and answers one",
    answer: job,
    status: "/things/{id}/jobs/{job_id}",
    operations: {
      "POST /things/{id}/jobs/copy": make,
      "POST /things/{id}/jobs/check": { responses: answers(R) },
      "POST /things/{id}/jobs/count": { responses: answers(object({ id: text, total: text }), 201) },
      "POST /things/{id}/jobs/copies/all": make,
    },
    want: starts("POST /things/{id}/jobs/copy"),
  },
  {
    given: "10. several at once, which answers a list of ids",
    answer: job,
    operations: { "POST /jobs/batch": { responses: answers({ type: "array", items: text }, 201) } },
    want: { id: "id", start: undefined },
  },
  {
    given: "10. several at once elsewhere, whose ids are called after the job",
    answer: job,
    operations: {
      "POST /crews/{crew}/run/bulk": { responses: answers(object({ job_ids: { type: "array", items: text } })) },
    },
    want: { id: "id", start: undefined },
  },
  {
    given: "10. several at once elsewhere, whose ids are those of anything",
    answer: job,
    operations: { "POST /crews/{crew}/run/bulk": { responses: answers({ type: "array", items: text }) } },
    doubt: "nothing starts it",
  },
  {
    given: "10. several at once, which answers no ids",
    answer: job,
    operations: { "POST /jobs/batch": { responses: answers({ type: "array", items: object({ ok: text }) }) } },
    doubt: "nothing starts it",
  },
  {
    given: "9. the one work of a thing, made by a PUT",
    answer: object({ status: usual }),
    status: "/shelves/{shelf}/copy",
    operations: { "PUT /shelves/{shelf}/copy": make },
    want: { id: "shelf", ...starts("PUT /shelves/{shelf}/copy", "shelf") },
  },
  {
    given: "9. the one work of a thing, which a PUT replaces",
    answer: object({ status: usual }),
    status: "/shelves/{shelf}/copy",
    operations: { "PUT /shelves/{shelf}/copy": { responses: answers(R) } },
    doubt: "nothing starts it",
  },
  {
    given: "13. the same work under two paths, of which one starts it",
    answer: job,
    status: "/tasks/{id}",
    operations: {
      "POST /repos/{repo}/tasks": make,
      "GET /repos/{repo}/tasks/{id}": {
        responses: { ...answers(R), 404: { description: "" } },
        "x-specloom-job": false,
      },
    },
    want: { id: "id", start: undefined },
  },
];

function read({ answer, status = "/jobs/{id}", operations = {} }: Row): {
  jobs: readonly Job[];
  notes: readonly Note[];
} {
  const paths: Record<string, JsonObject> = { [status]: { get: { responses: answers(R) } } };
  for (const [route, operation] of Object.entries(operations)) {
    const [method = "", path = ""] = route.split(/ (.*)/su);
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation };
  }
  const document = documentWith({ openapi: "3.1.0", paths, components: { schemas: { R: answer } } });
  const { contract, notes } = readContract(document, identity);
  return { jobs: contract.jobs, notes: notes.filter(({ kind }) => kind === "doubtful") };
}

test("a job that has no room comes with the declaration that makes room for it", () => {
  const operations = { "POST /jobs": make, "POST /jobs/{id}/start": done };
  const [note] = read({ given: "", answer: job, operations }).notes;
  expect(note?.action).toMatch(/^- target: \$\.paths\['\/jobs\/\{id\}'\]\.get\n[^]*x-specloom-job:\n[^]*name: job\n$/u);
});

describe("a job is inferred with all parts that the document has", () => {
  it.each(rows)("$given", (row) => {
    const { jobs, notes } = read(row);
    if (row.want === undefined) expect(jobs).toEqual([]);
    else {
      expect(jobs).toHaveLength(1);
      for (const [key, value] of Object.entries(row.want))
        expect({ [key]: Object(jobs[0])[key] }).toEqual({ [key]: value });
    }
    expect(notes.map(({ message }) => message)).toEqual(
      row.doubt === undefined ? [] : [expect.stringContaining(row.doubt)],
    );
  });
});

describe("the tables of words", () => {
  it("have each word of a state once, and say where it was seen", () => {
    const all = stateWords.flatMap(({ words: row }) => row.split(" "));
    expect(new Set(all).size).toBe(all.length);
    for (const { seen } of [...stateWords, ...Object.values(jobWords).flat()]) expect(seen.length).toBeGreaterThan(3);
  });

  it.each([
    ["importing", "pending"],
    ["validating_files", "pending"],
    ["queued_for_review", "pending"],
    ["cancel_requested", "pending"],
    ["scheduled_later", "pending"],
    ["THROTTLED", "pending"],
    ["transcribed", "succeeded"],
    ["quota_exceeded", "failed"],
    ["dead", "failed"],
    ["NotStarted", "pending"],
    ["missing", undefined],
    ["archived", undefined],
    ["waiting_to_push", "pending"],
    ["waiting_for_user", "indeterminate"],
    ["requiresPaymentMethod", "indeterminate"],
    ["detection_needs_auth", "indeterminate"],
    ["needless", undefined],
    ["requires_action", "indeterminate"],
    ["startup_failure", "failed"],
    ["build_in_progress", "pending"],
    ["upload_succeeded", undefined],
    ["no_error", undefined],
    ["failed_validation", "failed"],
    ["FAILED_TO_START", "failed"],
    ["cancelled_by_user", "cancelled"],
    ["aborted_by_host", "cancelled"],
    ["failed_retrying", "pending"],
    ["failed_ignored", undefined],
    ["throttled", "pending"],
    ["transcribed", "succeeded"],
    ["dubbing", "pending"],
    ["retry_failed", undefined],
  ])("12. %s is %s", (word, kind) => {
    expect(stateKind(word)).toBe(kind);
  });
});

describe("what is sent elsewhere starts the jobs that it makes, where others answer alike", () => {
  const other: JsonObject = { $ref: "#/components/schemas/S" };
  const get = (schema: JsonObject): JsonObject => ({ get: { responses: answers(schema) } });
  const post = (schema: JsonObject): JsonObject => ({ post: { responses: answers(schema, 202) } });
  const startsOf = (paths: JsonObject): Record<string, readonly string[]> => {
    const document = documentWith({ openapi: "3.1.0", paths, components: { schemas: { R: job, S: job } } });
    const { jobs } = readContract(document, identity).contract;
    return Object.fromEntries(
      jobs.map(({ operation, start = [] }) => [operation, start.map((one) => one.operation).toSorted()]),
    );
  };

  it.each([
    {
      given: "schemas with the same states",
      paths: {
        "/games/{id}": get(R),
        "/trips/{id}": get(other),
        "/crews/{crew}/games": post(R),
        "/crews/{crew}/trips": post(other),
      },
      want: { "GET /games/{id}": ["POST /crews/{crew}/games"], "GET /trips/{id}": ["POST /crews/{crew}/trips"] },
    },
    {
      given: "one schema for both",
      paths: {
        "/games/{id}": get(R),
        "/trips/{id}": get(R),
        "/crews/{crew}/games": post(R),
        "/crews/{crew}/trips": post(R),
      },
      want: { "GET /games/{id}": ["POST /crews/{crew}/games"], "GET /trips/{id}": ["POST /crews/{crew}/trips"] },
    },
    {
      given: "a path that says nothing of either",
      paths: { "/games/{id}": get(R), "/trips/{id}": get(other), "/crews/{crew}/go": post(R), "/trips": post(other) },
      want: { "GET /games/{id}": ["POST /crews/{crew}/go"], "GET /trips/{id}": ["POST /trips"] },
    },
    {
      given: "a path that ends in what is no job",
      paths: { "/games/{id}": get(R), "/halls/{id}": get(text), "/crews/{crew}/halls": post(R) },
      want: { "GET /games/{id}": ["POST /crews/{crew}/halls"] },
    },
  ])("$given", ({ paths, want }) => {
    expect(startsOf(paths)).toEqual(want);
  });
});

/**
 * A document with the same status at many paths, each with a result, and requests at other paths with the same
 * response.
 */
function places(count: number, requests: number): JsonObject {
  const paths = Array.from({ length: count }, (_, index): [string, JsonObject][] => [
    [`/p${index}/jobs/{id}`, { get: { responses: answers(R) } }],
    [`/p${index}/jobs/{id}/result`, { get: { responses: answers(text) } }],
  ]);
  const runs = Array.from({ length: requests }, (_, index): [string, JsonObject] => [
    `/r${index}/run`,
    { post: { responses: answers(R, 202) } },
  ]);
  return { paths: Object.fromEntries([...paths.flat(), ...runs]), components: { schemas: { R: job } } };
}

test.each([
  ["at one place starts the jobs there", places(1, 30), 1, 30],
  ["at twenty places may start those of each", places(20, 2), 20, 2],
  ["at more places tells of none", places(21, 30), 21, 0],
  ["at hundreds of places tells of none, and takes no time for each pair", places(400, 400), 400, 0],
])("what is sent elsewhere while jobs of one name are %s", (_, value, jobs, each) => {
  const { contract } = readContract(documentWith(value), identity);
  expect(contract.jobs.map(({ start = [] }) => start.length)).toEqual(Array.from({ length: jobs }, () => each));
});
