import { describe, expect, it } from "vitest";
import { contractOf, failureOf } from "./support.js";

/** A status operation, and whatever else a case needs. */
const api = (state: string, more: { fields?: string; declaration?: string; paths?: string } = {}): string => `
paths:
  /jobs/{job_id}:
    get:
      operationId: getJob
      ${more.declaration === undefined ? "" : `x-specloom-job: ${more.declaration}`}
      parameters: [{ name: job_id, in: path, required: true }]
      responses: { "200": { content: { application/json: { schema: { properties: { status: ${state}${more.fields ?? ""} } } } } } }
  /jobs/{id}/cancel:
    post: { operationId: cancelJob, parameters: [{ name: id, in: path, required: true }] }
  /tasks:
    post: { operationId: startTask, responses: { "202": { content: { application/json: { schema: { properties: { id: {} } } } } } } }
  /statuses:
    post:
      operationId: listStatuses
      requestBody: { content: { application/json: { schema: { properties: { ids: { type: array } } } } } }
      responses: { "200": { content: { application/json: { schema: { type: array, items: { properties: { id: {} } } } } } } }
${more.paths ?? ""}
`;

const words = "{ type: string, enum: [queued, running, completed, failed, cancelled] }";
const result = `
  /jobs/{jobId}/result:
    get: { operationId: getJobResult, parameters: [{ name: jobId, in: path, required: true }] }`;
const start = `
  /jobs:
    post: { operationId: createJob, responses: { "202": {} } }`;
const states = {
  pending: ["queued", "running"],
  succeeded: ["completed"],
  failed: ["failed"],
  cancelled: ["cancelled"],
};

describe("inferred jobs", () => {
  it("need an id, states and a result operation below the same id", () => {
    const fields =
      ", error_message: { type: [string, 'null'] }, finished_at: { type: string }, progress: { type: number }, has_progress: { type: boolean }";
    const { contract, notes } = contractOf(api(words, { fields, paths: result }));
    expect(contract.jobs).toEqual([
      {
        resource: "jobs",
        operation: "getJob",
        id: "job_id",
        state: "/status",
        states,
        progress: { value: "/progress", when: "/has_progress" },
        error: "/error_message",
        completedAt: "/finished_at",
        result: { operation: "getJobResult", id: "jobId" },
        cancel: { operation: "cancelJob", id: "id" },
        origin: "inferred",
      },
    ]);
    expect(notes).toEqual([]);
  });

  it("or a start that answers 202", () => {
    const { contract } = contractOf(api(words, { paths: start }));
    expect(contract.jobs).toMatchObject([{ operation: "getJob", states, origin: "inferred" }]);
    expect(contract.jobs[0]).not.toHaveProperty("result");
  });

  it("or a start that answers the id and the state of a new one", () => {
    const paths = `
  /jobs:
    post: { operationId: createJob, responses: { "201": { content: { application/json: { schema: { properties: { id: {}, status: ${words} } } } } } } }`;
    const { contract } = contractOf(api(words, { paths }));
    expect(contract.jobs).toMatchObject([
      { operation: "getJob", start: [{ operation: "createJob", jobId: "/id" }], origin: "inferred" },
    ]);
  });

  it("or a start whose answer links to the status", () => {
    const paths = `
  /work:
    post:
      operationId: begin
      responses:
        "200":
          content: { application/json: { schema: { properties: { key: {} } } } }
          links: { status: { operationId: getJob, parameters: { job_id: "$response.body#/key" } } }`;
    const { contract } = contractOf(api(words, { paths }));
    expect(contract.jobs).toMatchObject([{ start: [{ operation: "begin", jobId: "/key" }], origin: "document" }]);
    expect(contractOf(api(words, { paths: paths.replace("getJob", "cancelJob") })).contract.jobs).toEqual([]);
  });

  it.each([
    ["0: PENDING, 1: STARTED, 2: RETRY, 3: SUCCESS, 4: FAILURE, 5: CANCELLED, 6: CACHED"],
    ["Current status (0=PENDING, 1=STARTED, 2=RETRY, 3=SUCCESS, 4=FAILURE, 5=CANCELLED, 6=CACHED)"],
    ["* `0` - Pending * `1` - Started * `2` - Retry * `3` - Success * `4` - Failure * `5` - Cancelled * `6` - Cached"],
  ])("read codes from the description %j", (description) => {
    const { contract } = contractOf(api(`{ type: integer, description: "${description}" }`, { paths: result }));
    expect(contract.jobs).toMatchObject([
      { states: { pending: [0, 1, 2], succeeded: [3, 6], failed: [4], cancelled: [5] }, cached: [6] },
    ]);
  });

  it("take the schema's default for the state of a field that is absent", () => {
    const { contract } = contractOf(api(words.replace(" }", ", default: queued }"), { paths: result }));
    expect(contract.jobs[0]?.absent).toBe("queued");
  });

  it("stay out of a resource that has no room for them", () => {
    const taken = result.replace(
      "operationId: getJobResult",
      "operationId: getJobResult, x-specloom-name: jobs.job.read",
    );
    expect(contractOf(api(words, { paths: taken })).contract.jobs).toEqual([]);
  });

  it("give way where a declaration says no", () => {
    const { contract, notes } = contractOf(api(words, { paths: result, declaration: "false" }));
    expect(contract.jobs).toEqual([]);
    expect(notes).toEqual([]);
  });
});

describe("no job", () => {
  it.each([
    ["a free string", "{ type: string }"],
    ["states of another kind", "{ type: string, enum: [open, closed] }"],
    ["states that never fail", "{ type: string, enum: [pending, completed] }"],
    ["codes that nothing explains", "{ type: integer, enum: [0, 1, 2] }"],
  ])("from %s", (_, state) => {
    const { contract, notes } = contractOf(api(state, { paths: result }));
    expect(contract.jobs).toEqual([]);
    expect(notes).toEqual([]);
  });
});

it("are started by a POST to their collection that answers nothing but an id, where it is no thing that lives on", () => {
  const paths = start.replace(
    '"202": {}',
    '"201": { content: { application/json: { schema: { properties: { id: {} } } } } }',
  );
  const text = api(words, { paths }).replace("/jobs/{id}/cancel", "/jobs/{id}/pause");
  expect(contractOf(text).contract.jobs).toMatchObject([{ start: [{ operation: "createJob", jobId: "/id" }] }]);
  expect(contractOf(text.replaceAll("/jobs", "/orders").replaceAll("job_id", "order_id")).contract.jobs).toEqual([]);
});

describe("doubtful jobs", () => {
  it.each([
    ["without a start or a result", words, "", "nothing starts it and it has no result"],
    [
      "with the result of something else",
      words,
      result.replace("/jobs/{jobId}/", "/tasks/{jobId}/"),
      "nothing starts it and it has no result",
    ],
    [
      "with a state of unknown meaning",
      words.replace("queued", "queued, frozen"),
      result,
      "the meaning of frozen is not known",
    ],
  ])("%s are reported, with a declaration that can be pasted", (_, state, paths, why) => {
    // A cancel beside an id from a start would be the second sign.
    const without = (text: string): string => text.replace("/jobs/{id}/cancel", "/jobs/{id}/pause");
    const { contract, notes } = contractOf(without(api(state, { paths })));
    expect(contract.jobs).toEqual([]);
    expect(notes.map(({ kind, message }) => [kind, message])).toEqual([
      ["doubtful", `GET /jobs/{job_id} looks like a job's status, but ${why}; it is not declared.`],
    ]);
    const declaration = notes[0]?.action?.split("x-specloom-job:\n")[1]?.replaceAll(/^/gm, "  ") ?? "";
    const declared = contractOf(without(api(state, { paths, declaration: `\n${declaration}` })));
    expect(declared.contract.jobs).toMatchObject([{ operation: "getJob", origin: "declared" }]);
    expect(declared.notes).toEqual([]);
  });
});

describe("declared jobs", () => {
  it("carry every fact", () => {
    const declaration = `
        id: job_id
        resource: jobs
        state: /status
        states: { pending: [queued, running], succeeded: [completed], failed: [failed], cancelled: [cancelled] }
        cached: [completed]
        progress: { value: /percent }
        error: /error
        completedAt: /done
        result: { pointer: /output }
        notFound: [404, 410]
        start: [{ operation: startTask, jobId: /id }]
        cancel: { operation: cancelJob, id: id }
        batch: { operation: listStatuses, ids: /ids, limit: 100, key: /id }`;
    const fields = ", percent: {}, error: {}, done: {}, output: {}";
    const { contract, notes } = contractOf(api(words, { fields, declaration }));
    expect(contract.jobs).toEqual([
      {
        resource: "jobs",
        operation: "getJob",
        id: "job_id",
        state: "/status",
        states,
        cached: ["completed"],
        progress: { value: "/percent" },
        error: "/error",
        completedAt: "/done",
        result: { pointer: "/output" },
        notFound: [404, 410],
        start: [{ operation: "startTask", jobId: "/id" }],
        cancel: { operation: "cancelJob", id: "id" },
        batch: { operation: "listStatuses", ids: "/ids", limit: 100, key: "/id" },
        origin: "declared",
      },
    ]);
    expect(notes).toEqual([]);
  });

  it("note where their states and the schema's enum differ", () => {
    const declaration =
      "{ id: job_id, state: /status, states: { pending: [queud, RUNNING], succeeded: [completed], failed: [failed] } }";
    const { notes } = contractOf(api(words, { declaration }));
    expect(notes.map(({ kind, message }) => [kind, message])).toEqual([
      ["states", `The declared state "queud" is not in the schema's enum; did it mean "queued"?`],
      ["states", `The schema lists the state "queued", which is not declared; it is indeterminate.`],
      ["states", `The schema lists the state "cancelled", which is not declared; it is indeterminate.`],
    ]);
  });

  it("allow a second path parameter that is set on the client", () => {
    const { contract } = contractOf(`
x-specloom-client: { parameters: { team: { option: team } } }
paths:
  /teams/{team}/jobs/{id}:
    get:
      x-specloom-job: { id: id, state: /s, states: { succeeded: [done] } }
      parameters: [{ name: team, in: path, required: true }, { name: id, in: path, required: true }]
      responses: { "200": { content: { application/json: { schema: { properties: { s: {} } } } } } }
`);
    expect(contract.jobs).toMatchObject([{ resource: "teams.jobs", id: "id" }]);
  });
});

describe("a status path with several parameters", () => {
  /** A status below a team, with operations whose paths name its parameters in other ways. */
  const nested = (declaration: string): string => `
paths:
  /teams/{team}/jobs/{job}:
    get:
      operationId: status
      x-specloom-name: jobs.get
      x-specloom-job: { state: /state, states: { succeeded: [done] }${declaration} }
      parameters: [{ name: team, in: path, required: true }, { name: job, in: path, required: true }]
      responses: { "200": { content: { application/json: { schema: { properties: { state: {} } } } } } }
  /teams/{team}/jobs:
    post: &start
      operationId: startInTeam
      x-specloom-name: teams.add
      parameters: [{ name: team, in: path, required: true }]
      responses: { "202": { content: { application/json: { schema: { properties: { id: {}, team: {} } } } } } }
  /jobs:
    post: { <<: *start, operationId: start, x-specloom-name: work.add, parameters: [] }
  /results/{id}/of/{group}:
    get:
      operationId: result
      parameters: [{ name: id, in: path, required: true }, { name: group, in: path, required: true }]`;
  const jobOf = (declaration: string) => contractOf(nested(declaration)).contract.jobs[0];

  it("has its id at the end, or where that is declared", () => {
    expect(jobOf("")).toMatchObject({ id: "job" });
    expect(jobOf(", id: team")).toMatchObject({ id: "team" });
  });

  it("has the others from parameters of the same name", () => {
    expect(jobOf(", start: [{ operation: startInTeam, jobId: /id }]")).toMatchObject({
      start: [{ operation: "startInTeam", jobId: "/id" }],
    });
  });

  it("or from those that are declared, and from the answer to a start", () => {
    const declared =
      ", start: [{ operation: start, jobId: /id, path: { team: /team } }], result: { operation: result, id: id, path: { group: team } }";
    expect(jobOf(declared)).toMatchObject({
      start: [{ operation: "start", jobId: "/id", path: { team: "/team" } }],
      result: { operation: "result", id: "id", path: { group: "team" } },
    });
  });

  it.each([
    [
      ", start: [{ operation: start, jobId: /id }]",
      "The path of the status needs 'team', which POST /jobs does not have.",
    ],
    [
      ", result: { operation: result, id: id }",
      "GET /results/{id}/of/{group} needs 'group', which the path of the status does not have.",
    ],
    [", result: { operation: result, id: id, path: { grup: team } }", "Unknown key 'grup'; known keys are group."],
    [", result: { operation: result, id: id, path: { group: taem } }", 'Expected one of team, found "taem".'],
    [
      ", start: [{ operation: start, jobId: /id, path: { team: /taem } }]",
      "'/taem' names no field: the response has id, team.",
    ],
  ])("%s is refused", (declaration, message) => {
    expect(failureOf(nested(declaration)).message).toBe(message);
  });
});
