import { describe, expect, it } from "vitest";
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
    ["quota_exceeded", "failed"],
    ["dead", "failed"],
    ["NotStarted", "pending"],
    ["missing", undefined],
    ["archived", undefined],
    ["requires_action", "indeterminate"],
  ])("12. %s is %s", (word, kind) => {
    expect(stateKind(word)).toBe(kind);
  });
});
