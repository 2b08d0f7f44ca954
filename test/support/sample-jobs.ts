import { askBatch, encodeBody, jobUrls, type JobSpec, type Operation } from "@specloom/runtime";

function get(id: string, path: string, ...names: readonly string[]): Operation {
  const parameters = names.map((name) => ({
    name,
    in: path.includes(`{${name}}`) ? ("path" as const) : ("query" as const),
  }));
  return { id, method: "GET", path, parameters, accept: ["application/json"] };
}

export const roeStatus = get("roe_status", "/v1/agents/jobs/{job_id}/status/", "job_id", "organization_id");
export const roeResult = get("roe_result", "/v1/agents/jobs/{agent_job_id}/result/", "agent_job_id", "organization_id");

/** As Roe's jobs are declared: integer states, the result by a second operation. */
export const roe: JobSpec = {
  name: "agents.jobs",
  status: roeStatus,
  id: "job_id",
  state: "/status",
  states: { pending: [0, 1, 2], succeeded: [3, 6], failed: [4], cancelled: [5] },
  cached: [6],
  error: "/error_message",
  result: { operation: roeResult, id: "agent_job_id" },
};

/** As Julep's jobs are declared: an enumeration, an absent state, progress with a condition, 400 for "not found". */
export const julep: JobSpec = {
  name: "jobs",
  status: get("julep_status", "/jobs/{job_id}", "job_id"),
  id: "job_id",
  state: "/state",
  states: {
    pending: ["pending", "in_progress", "retrying"],
    succeeded: ["succeeded"],
    failed: ["failed"],
    cancelled: ["aborted"],
    indeterminate: ["unknown"],
  },
  absent: "pending",
  progress: { value: "/progress", when: "/has_progress" },
  error: "/reason",
  notFound: [400],
};

/** As Crosmos's jobs are declared: free text, a completion time, the result in the status body. */
export const crosmos: JobSpec = {
  name: "memories.jobs",
  status: get("crosmos_status", "/jobs/{job_id}", "job_id"),
  id: "job_id",
  state: "/status",
  states: {
    pending: ["pending", "processing"],
    succeeded: ["completed"],
    partial: ["partial"],
    failed: ["failed"],
    cancelled: ["cancelled"],
  },
  error: "/error_message",
  completedAt: "/completed_at",
  result: { pointer: "/result" },
};

/** A job with everything a declaration can have. */
export const full: JobSpec = {
  name: "tasks",
  status: get("task_status", "/tasks/{id}", "id"),
  id: "id",
  state: "/state",
  states: {
    pending: ["queued", "running"],
    succeeded: ["done"],
    partial: ["some"],
    failed: ["broken"],
    cancelled: ["gone"],
  },
  progress: { value: "/progress" },
  error: "/error",
  pollAfter: "x-poll-after-ms",
  start: [{ operation: { id: "task_start", method: "POST", path: "/tasks", parameters: [] }, jobId: "/task/id" }],
  cancel: {
    operation: {
      id: "task_cancel",
      method: "POST",
      path: "/tasks/{id}/cancel",
      parameters: [{ name: "id", in: "path" }],
    },
    id: "id",
  },
};

/** Its statuses can be asked for many at a time. */
export const batched: JobSpec = {
  ...full,
  batch: {
    operation: {
      id: "task_statuses",
      method: "POST",
      path: "/tasks/statuses",
      parameters: [],
      body: { mediaTypes: ["application/json"], encode: encodeBody },
    },
    ids: "/filter/ids",
    limit: 3,
    key: "/id",
    ask: askBatch,
  },
};

/** Known by the URL that the start response names. */
export const located: JobSpec = {
  name: "operations",
  status: { id: "operation_status", method: "GET", path: "", accept: ["application/json"] },
  urls: jobUrls({ status: ["operation-location"] }),
  state: "/state",
  states: { pending: ["running"], succeeded: ["done"], failed: ["broken"] },
  start: [{ operation: { id: "operation_start", method: "POST", path: "/operations", parameters: [] } }],
};
