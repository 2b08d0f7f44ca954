import { describe, expect, it } from "vitest";
import { failureOf, lineHere } from "./support.js";

/** A list operation, a status operation and the declarations under test, each at the line marked `# here`. */
function api(parts: { pagination?: string; job?: string; client?: string; retry?: string; name?: string }): string {
  return `
${parts.client === undefined ? "" : `x-specloom-client: ${parts.client}`}
paths:
  /jobs:
    get:
      operationId: listJobs
      parameters:
        - { name: page, in: query }
        - { name: page_size, in: query }
        - { name: X-Cursor, in: header }
      ${parts.pagination === undefined ? "" : `x-specloom-pagination: ${parts.pagination}`}
      ${parts.retry === undefined ? "" : `x-specloom-retry: ${parts.retry}`}
      ${parts.name === undefined ? "" : `x-specloom-name: ${parts.name}`}
      responses: { "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Page" } } } } }
  /jobs/{job_id}:
    get:
      operationId: getJob
      parameters: [{ name: job_id, in: path, required: true }]
      ${parts.job === undefined ? "" : `x-specloom-job: ${parts.job}`}
      responses: { "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Job" } } } } }
  /teams/{team_id}/jobs/{job_id}/cancel:
    post:
      operationId: cancelJob
      parameters:
        - { name: team_id, in: path, required: true }
        - { name: job_id, in: path, required: true }
      responses: { "204": {} }
components:
  schemas:
    Page:
      type: object
      properties:
        results: { type: array, items: { $ref: "#/components/schemas/Job" } }
        next: { type: [string, "null"] }
        meta: { type: object, properties: { count: { type: integer } } }
    Job:
      type: object
      properties:
        id: { type: string }
        status: { type: string, enum: [waiting, done, broken] }
        code: { type: integer }
        result: { type: object, properties: { text: { type: string } } }
`;
}

const job = (fields: Record<string, string>): string => {
  const all = {
    id: "job_id",
    state: "/status",
    states: "{ pending: [waiting], succeeded: [done], failed: [broken] }",
    ...fields,
  };
  return [
    "",
    ...Object.entries(all)
      .filter(([, value]) => value !== "")
      .map(([key, value]) => `        ${key}: ${value}`),
  ].join("\n");
};

const pagination = (fields: Record<string, string>): string => {
  const all = { style: "page", request: "{ page: page }", response: "{ items: /results }", ...fields };
  return [
    "",
    ...Object.entries(all)
      .filter(([, value]) => value !== "")
      .map(([key, value]) => `        ${key}: ${value}`),
  ].join("\n");
};

const declarations = [
  {
    given: "an unknown key",
    yaml: api({ pagination: pagination({ reqest: "{} # here" }) }),
    code: "contract/declaration",
    message: "Unknown key 'reqest'; known keys are style, request, response.",
    hint: "Write 'request' instead, or remove it.",
  },
  {
    given: "an unknown key further in",
    yaml: api({ pagination: pagination({ response: "{ items: /results, nexts: /next } # here" }) }),
    code: "contract/declaration",
    message: "Unknown key 'nexts'; known keys are items, next, total, hasMore, pages, page, itemCursor.",
    hint: "Write 'next' instead, or remove it.",
  },
  {
    given: "a style that does not exist",
    yaml: api({ pagination: pagination({ style: "pages # here" }) }),
    code: "contract/declaration",
    message: 'Expected one of page, offset, cursor, next-url, link-header, found "pages".',
    hint: "Write 'page' instead.",
  },
  {
    given: "a wrong type",
    yaml: api({ pagination: pagination({ request: "page # here" }) }),
    code: "contract/declaration",
    message: 'Expected an object, found "page".',
    hint: "Correct the value in the overlay.",
  },
  {
    given: "a style without its parameter",
    yaml: api({ pagination: pagination({ request: "{ size: page_size } # here" }) }),
    code: "contract/declaration",
    message: "The style 'page' needs 'page' in 'request'.",
    hint: "Add 'request.page'.",
  },
  {
    given: "a parameter that the style has no use for",
    yaml: api({ pagination: pagination({ request: "{ page: page, cursor: X-Cursor } # here" }) }),
    code: "contract/declaration",
    message: "Unknown key 'cursor'; known keys are page, size, first.",
    hint: "Remove it.",
  },
  {
    given: "a parameter that does not exist",
    yaml: api({ pagination: pagination({ request: "{ page: page, size: pagesize } # here" }) }),
    code: "contract/parameter-unknown",
    message: "GET /jobs has no parameter 'pagesize'; it has page, page_size, X-Cursor.",
    hint: "Write 'page_size' instead.",
  },
  {
    given: "a body pointer without a body",
    yaml: api({ pagination: pagination({ request: "{ page: /page } # here" }) }),
    code: "contract/parameter-unknown",
    message: "GET /jobs has no JSON body, so '/page' names no field.",
  },
  {
    given: "a pointer that names no field",
    yaml: api({ pagination: pagination({ response: "{ items: /result } # here" }) }),
    code: "contract/field",
    message: "'/result' names no field: the response has results, next, meta.",
    hint: "Write '/results' instead.",
  },
  {
    given: "a pointer that goes astray further in",
    yaml: api({ pagination: pagination({ response: "{ items: /results, total: /meta/cont } # here" }) }),
    code: "contract/field",
    message: "'/meta/cont' names no field: '/meta' of the response has count.",
    hint: "Write '/meta/count' instead.",
  },
  {
    given: "a pointer without its slash",
    yaml: api({ pagination: pagination({ response: "{ items: results } # here" }) }),
    code: "contract/declaration",
    message: 'Expected a JSON pointer, such as /status, found "results".',
  },
  {
    given: "items that are no array",
    yaml: api({ pagination: pagination({ response: "{ items: /meta } # here" }) }),
    code: "contract/field",
    message: "'/meta' of the response is not an array.",
  },
  ...["next: /meta", "next: /results", "total: /results", "hasMore: /meta"].map((field) => ({
    given: `a list or an object for ${field}`,
    yaml: api({ pagination: pagination({ response: `{ items: /results, ${field} } # here` }) }),
    code: "contract/field",
    message: `'${field.slice(field.indexOf("/"))}' of the response is no text, number or flag.`,
    hint: "Point at the field that has the value itself.",
  })),
  ...[{ states: "{ succeeded: [] } # here" }, { state: "[] # here" }, { start: "[] # here" }].map((fields) => ({
    given: `nothing in ${Object.keys(fields).join("")}`,
    yaml: api({ job: job(fields) }),
    code: "contract/declaration",
    message: "Expected a list with an item, found [].",
  })),
  {
    given: "a job without its states",
    yaml: api({ job: `# here${job({ states: "" })}` }),
    code: "contract/declaration",
    message: "The key 'states' is missing.",
    hint: "Add 'states'.",
  },
  {
    given: "an id that is no path parameter",
    yaml: api({ job: job({ id: "jobid # here" }) }),
    code: "contract/parameter-unknown",
    message: "GET /jobs/{job_id} has no parameter 'jobid'; it has job_id.",
    hint: "Write 'job_id' instead.",
  },
  {
    given: "a state field that does not exist",
    yaml: api({ job: job({ state: "/statuses # here" }) }),
    code: "contract/field",
    message: "'/statuses' names no field: the response has id, status, code, result.",
    hint: "Write '/status' instead.",
  },
  {
    given: "a kind of state that does not exist",
    yaml: api({ job: job({ states: "{ succeded: [done] } # here" }) }),
    code: "contract/declaration",
    message: "Unknown key 'succeded'; known keys are pending, succeeded, partial, failed, cancelled, indeterminate.",
    hint: "Write 'succeeded' instead, or remove it.",
  },
  {
    given: "states without one that succeeds",
    yaml: api({ job: job({ states: "{ pending: [waiting] } # here" }) }),
    code: "contract/declaration",
    message: "The key 'succeeded' is missing.",
  },
  {
    given: "a state under two kinds, as the runtime compares them",
    yaml: api({ job: job({ states: "{ pending: [waiting], succeeded: [done, Waiting] } # here" }) }),
    code: "contract/declaration",
    message: `The state "Waiting" is listed under 'pending' and under 'succeeded'.`,
  },
  {
    given: "a state of a type that the field never has",
    yaml: api({ job: job({ state: "/code", states: "{ succeeded: ['3'] } # here" }) }),
    code: "contract/declaration",
    message: `Expected a state of the field's type, integer, found "3".`,
  },
  {
    given: "a cached state that did not succeed",
    yaml: api({ job: job({ cached: "[waiting] # here" }) }),
    code: "contract/declaration",
    message: 'The cached state "waiting" is not a succeeded state.',
  },
  {
    given: "an id beside the URL that a job is known by",
    yaml: api({ job: job({ location: "Location", id: "job_id # here" }) }),
    code: "contract/declaration",
    message: "A job with 'location' has a URL, so 'id' is not allowed.",
    hint: "Leave out 'id' or 'location'.",
  },
  {
    given: "a URL that no start answers with",
    yaml: api({ job: `# here${job({ location: "Location", id: "" })}` }),
    code: "contract/declaration",
    message: "A job with 'location' needs a 'start' that returns its URL, found none.",
    hint: "Add 'start: [{ operation: … }]'.",
  },
  {
    given: "a place of a URL that is none",
    yaml: api({ job: job({ location: "[$response.Location] # here" }) }),
    code: "contract/declaration",
    message: 'Expected a header\'s name, a JSON pointer or $url, found "$response.Location".',
  },
  {
    given: "a result operation that does not exist",
    yaml: api({ job: job({ result: "{ operation: getJobs, id: job_id } # here" }) }),
    code: "contract/operation-unknown",
    message: "No operation has the id 'getJobs'.",
    hint: "Write 'getJob' instead.",
  },
  {
    given: "an operation that needs another id as well",
    yaml: api({ job: job({ cancel: "{ operation: cancelJob, id: job_id } # here" }) }),
    code: "contract/declaration",
    message: "POST /teams/{team_id}/jobs/{job_id}/cancel needs 'team_id', which the path of the status does not have.",
  },
  {
    given: "a result both in an operation and at a pointer",
    yaml: api({ job: job({ result: "{ pointer: /result, id: job_id } # here" }) }),
    code: "contract/declaration",
    message: "Unknown key 'id'; known keys are pointer, like.",
  },
  {
    given: "a status that says no such thing",
    yaml: api({ job: job({ notFound: "[204] # here" }) }),
    code: "contract/declaration",
    message: "Expected a whole number from 400 to 599, found 204.",
  },
  {
    given: "a start whose answer has no such field",
    yaml: api({ job: job({ start: "[{ operation: cancelJob, jobId: /id }] # here" }) }),
    code: "contract/field",
    message: `POST /teams/{team_id}/jobs/{job_id}/cancel declares no JSON response, so "/id" names no field.`,
  },
  {
    given: "a batch whose answer is no array",
    yaml: api({ job: job({ batch: "{ operation: getJob, ids: /ids, limit: 10, key: /id } # here" }) }),
    code: "contract/declaration",
    message: "GET /jobs/{job_id} does not return an array of statuses.",
  },
  {
    given: "a resource that does not exist",
    yaml: api({ job: job({ resource: "job # here" }) }),
    code: "contract/declaration",
    message: "There is no resource 'job'; there are jobs, teams, teams.jobs.",
    hint: "Write 'jobs' instead.",
  },
  {
    given: "a job on a resource whose members are taken",
    yaml: api({ name: "jobs.waitFor", job: `# here${job({})}` }),
    code: "contract/job-place",
    message:
      "The job of 'getJob' cannot stand on the resource 'jobs': 'jobs.waitFor' is the name of an operation or a resource.",
  },
  {
    given: "a header that cannot be one",
    yaml: api({ retry: "{ idempotencyKey: 'Idempotency Key' } # here" }),
    code: "contract/declaration",
    message: `Expected a header's name, found "Idempotency Key".`,
  },
  {
    given: "a name deeper than three resources",
    yaml: api({ name: "a.b.c.d.list # here" }),
    code: "contract/declaration",
    message: 'Expected up to three resources and a method, such as agents.jobs.list, found "a.b.c.d.list".',
  },
  {
    given: "a name that is no identifier",
    yaml: api({ name: "jobs.list-all # here" }),
    code: "contract/declaration",
    message: 'Expected up to three resources and a method, such as agents.jobs.list, found "jobs.list-all".',
  },
  {
    given: "a name that every object has",
    yaml: api({ name: "jobs.then # here" }),
    code: "contract/declaration",
    message: `Expected a name without 'then', which every object or client already has, found "jobs.then".`,
  },
  {
    given: "a name that the client has",
    yaml: api({ name: "withOptions.list # here" }),
    code: "contract/declaration",
    message: `Expected a name without 'withOptions', which every object or client already has, found "withOptions.list".`,
  },
  {
    given: "a client parameter that does not exist",
    yaml: api({ client: "{ parameters: { pagesize: { option: pageSize } } } # here" }),
    code: "contract/parameter-unknown",
    message: "No operation has a parameter 'pagesize'.",
    hint: "Write 'page_size' instead.",
  },
  {
    given: "an option that every client has",
    yaml: api({ client: "{ parameters: { page: { option: baseUrl } } } # here" }),
    code: "contract/declaration",
    message: 'Expected a name that no other option of the client has, found "baseUrl".',
  },
  {
    given: "one option for two parameters",
    yaml: api({ client: "{ parameters: { page: { option: size }, page_size: { option: size } } } # here" }),
    code: "contract/declaration",
    message: "The option 'size' is used for 'page' and 'page_size'.",
  },
  {
    given: "an environment variable with a space",
    yaml: api({ client: "{ env: { apiKey: 'ACME KEY' } } # here" }),
    code: "contract/declaration",
    message: `Expected an environment variable's name, found "ACME KEY".`,
  },
  {
    given: "a unit that does not exist",
    yaml: api({ client: "{ env: { timeoutMs: { name: ACME_TIMEOUT, unit: min } } } # here" }),
    code: "contract/declaration",
    message: 'Expected one of s, ms, found "min".',
  },
  {
    given: "a default that is no number",
    yaml: api({ client: "{ defaults: { maxRetries: -1 } } # here" }),
    code: "contract/declaration",
    message: "Expected a whole number of at least 0, found -1.",
  },
  {
    given: "a misspelt extension",
    yaml: api({}).replace("operationId: getJob\n", "operationId: getJob\n      x-specloom-jobs: {} # here\n"),
    code: "contract/extension",
    message:
      "There is no extension 'x-specloom-jobs'; there are x-specloom-name, x-specloom-pagination, x-specloom-job, x-specloom-retry, x-specloom-stream, x-specloom-client, x-specloom-enum, x-specloom-parts.",
    hint: "Write 'x-specloom-job' instead.",
  },
  {
    given: "an extension in the wrong place",
    yaml: api({}).replace("    Page:\n", "    Page:\n      x-specloom-pagination: {} # here\n"),
    code: "contract/extension",
    message: "'x-specloom-pagination' has no effect here.",
    hint: "Put it on an operation of paths.",
  },
  {
    given: "an enum that is neither open nor closed",
    yaml: api({}).replace("    Page:\n", "    Kind:\n      enum: [a]\n      x-specloom-enum: ajar # here\n    Page:\n"),
    code: "contract/declaration",
    message: "Expected 'open' or 'closed', found \"ajar\".",
    hint: "Write 'open' if the API may return values that are not listed, else 'closed'.",
  },
  {
    given: "an enum's declaration where there is no enum",
    yaml: api({}).replace("    Page:\n", "    Page:\n      x-specloom-enum: open # here\n"),
    code: "contract/extension",
    message: "'x-specloom-enum' has no effect here.",
    hint: "Put it on a schema with an enum.",
  },
];

describe("what stops a contract", () => {
  it.each(declarations)("$given", ({ yaml, given: _given, ...want }) => {
    const failure = failureOf(yaml);
    // What is wrong with a declaration is told with the whole form behind its hint.
    const [hint = "", form] = failure.hint.split(" The whole form: ", 2);
    if (/x-specloom-(name|pagination|job|retry|client):/u.test(yaml) && want.code === "contract/declaration")
      expect(form).toMatch(/^x-specloom-/u);
    expect({ code: failure.code, message: failure.message, hint }).toMatchObject(want);
    expect(failure.message).toBe(want.message);
    expect(failure.location).toMatchObject({
      file: "api.yaml",
      line: lineHere(yaml),
      pointer: expect.stringMatching(/^\//),
    });
    expect(failure.hint).not.toBe("");
  });
});

it.each([
  ["x-specloom-pagination", "{ style: cursor, request: { cursor: <parameter> }, response: { items: '' } }"],
  ["x-specloom-job", "{ id: id, state: </pointer/to/the/state>, states: { succeeded: [done] } }"],
])("a blank that is left in %s is answered by the whole form", (key, declaration) => {
  const failure = failureOf(`
paths:
  /jobs/{id}:
    get:
      ${key}: ${declaration}
      parameters: [{ name: id, in: path, required: true }]
      responses: { "200": { content: { application/json: { schema: { type: array, items: {} } } } } }
`);
  expect(failure.hint).toContain(`The whole form: ${key}: {`);
});
