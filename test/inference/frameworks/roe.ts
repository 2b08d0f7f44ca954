import { type Described, documentFrom, integer, listOf, object, ref, text } from "./build.js";

/** drf-spectacular's id: the path without parameters, and the action; every path ends in a slash. */
function route(
  action: string,
  method: string,
  path: string,
  more: Omit<Described, "route" | "operationId" | "tag">,
): Described {
  const words = path.split("/").filter((part) => part !== "" && !part.startsWith("{"));
  return {
    route: `${method} /v1${path}`,
    operationId: ["v1", ...words, action].join("_").replaceAll("-", "_"),
    tag: "v1",
    ...more,
  };
}

function page(path: string, schema: string): Described {
  const links = {
    next: { type: ["string", "null"], format: "uri" },
    previous: { type: ["string", "null"], format: "uri" },
  };
  const answer = object({ count: integer, ...links, results: listOf(ref(schema)) });
  return route("list", "GET", path, { query: { page: integer, page_size: integer }, answer });
}

const codes = {
  type: "integer",
  description: "0: PENDING, 1: STARTED, 2: RETRY, 3: SUCCESS, 4: FAILURE, 5: CANCELLED",
};
const states = { type: "string", enum: ["pending", "processing", "completed", "failed", "cancelled"] };
const ids = object({ job_ids: { ...listOf({ type: "string", format: "uuid" }), maxItems: 1000 } });
const uuid = { type: "string", format: "uuid" };

/** A service of agents as Django REST describes it: starts answer bare ids, and every path is Django's. */
export const roe = documentFrom(
  "Agents",
  {
    Agent: object({ id: uuid, name: text }),
    Version: object({ id: uuid, version_name: text }),
    Policy: object({ id: uuid, name: text }),
    Table: object({ id: uuid, name: text }),
    JobStatus: object({ id: uuid, status: codes, timestamp: { type: "number" }, error_message: text }),
    Upload: object({ id: uuid, status: states, error_message: text }),
    Evaluation: object({ id: uuid, state: states, score: { type: "number" } }),
  },
  [
    page("/agents/", "Agent"),
    page("/agents/{agent_id}/versions/", "Version"),
    page("/agents/{agent_id}/jobs/", "JobStatus"),
    page("/policies/", "Policy"),
    page("/policies/{policy_id}/versions/", "Version"),
    page("/tables/", "Table"),
    route("create", "POST", "/agents/", { body: ref("Agent"), status: 201, answer: ref("Agent") }),
    route("retrieve", "GET", "/agents/{agent_id}/", { answer: ref("Agent") }),
    route("destroy", "DELETE", "/agents/{agent_id}/", { status: 204 }),
    route("create", "POST", "/agents/run/{agent_id}/", { body: object({}), answer: listOf(object({ key: text })) }),
    route("create", "POST", "/agents/run/{agent_id}/async/", { body: object({}), answer: uuid }),
    route("create", "POST", "/agents/run/versions/{version_id}/async/", { body: object({}), answer: uuid }),
    route("retrieve", "GET", "/agents/jobs/{job_id}/status/", { answer: ref("JobStatus") }),
    route("retrieve", "GET", "/agents/jobs/{agent_job_id}/result/", { answer: object({ outputs: listOf(text) }) }),
    route("create", "POST", "/agents/jobs/{job_id}/cancel/", { status: 204 }),
    route("create", "POST", "/agents/jobs/statuses/", { body: ids, answer: listOf(ref("JobStatus")) }),
    route("create", "POST", "/agents/jobs/results/", { body: ids, answer: listOf(object({ id: uuid })) }),
    route("create", "POST", "/tables/{table_id}/uploads/", { body: object({}), status: 202, answer: ref("Upload") }),
    route("retrieve", "GET", "/tables/{table_id}/uploads/{upload_id}/", { answer: ref("Upload") }),
    route("cancel", "DELETE", "/tables/{table_id}/uploads/{upload_id}/", { status: 204 }),
    route("create", "POST", "/policies/{policy_id}/evaluate/", {
      status: 202,
      answer: object({ evaluation_id: uuid }),
    }),
    route("retrieve", "GET", "/evaluations/{evaluation_id}/", { answer: ref("Evaluation") }),
    route("partial_update", "PATCH", "/evaluations/{evaluation_id}/", {
      body: object({ state: { type: "string", enum: ["cancelled"] } }, ["state"]),
      answer: ref("Evaluation"),
    }),
  ],
);

export const roeWants = {
  paginated: [
    "agents.jobs.list",
    "agents.list",
    "agents.versions.list",
    "policies.list",
    "policies.versions.list",
    "tables.list",
  ],
  jobs: {
    "agents.jobs.getStatus": [
      "start agents.runAsync",
      "start agents.runVersionsAsync",
      "cancel agents.jobs.cancel",
      "result agents.jobs.getResult",
      "batch agents.jobs.statuses",
    ],
    "evaluations.get": ["start policies.evaluate", "cancel evaluations.partialUpdate"],
    "tables.uploads.get": ["start tables.uploads.create", "cancel tables.uploads.cancel"],
  },
  names: ["agents.get", "agents.create", "agents.delete", "agents.run", "agents.jobs.results"],
};
