import { type Described, documentFrom, integer, listOf, object, ref, text } from "./build.js";

/** TypeSpec's id: the interface, which ends in `Route`, and the operation. */
function route(
  owner: string,
  action: string,
  at: string,
  more: Omit<Described, "route" | "operationId" | "tag"> = {},
): Described {
  return { route: at, operationId: `${owner}Route_${action}`, tag: owner, ...more };
}

/** Parameters that are required and have defaults, as TypeSpec describes optional ones of a shared model. */
const paging = {
  "limit!": { type: "integer", minimum: 1, maximum: 1000, default: 100 },
  "offset!": { type: "integer", minimum: 0, default: 0 },
  "sort_by!": { type: "string", enum: ["created_at", "updated_at"], default: "created_at" },
  "direction!": { type: "string", enum: ["asc", "desc"], default: "asc" },
};

function list(owner: string, path: string, schema: string): Described {
  return route(owner, "list", `GET ${path}`, {
    query: paging,
    answer: object({ items: listOf(ref(schema)) }, ["items"]),
  });
}

function crud(owner: string, path: string, schema: string): Described[] {
  return [
    list(owner, path, schema),
    route(owner, "create", `POST ${path}`, { body: ref(schema), status: 201, answer: ref(schema) }),
    route(owner, "get", `GET ${path}/{id}`, { answer: ref(schema) }),
    route(owner, "update", `PUT ${path}/{id}`, { body: ref(schema), answer: ref(schema) }),
    route(owner, "patch", `PATCH ${path}/{id}`, { body: ref(schema), answer: ref(schema) }),
    route(owner, "delete", `DELETE ${path}/{id}`, { status: 202, answer: object({ id: text }) }),
  ];
}

const state = {
  type: "string",
  enum: ["pending", "in_progress", "retrying", "succeeded", "aborted", "failed", "unknown"],
};
const status = {
  type: "string",
  readOnly: true,
  enum: ["queued", "starting", "running", "awaiting_input", "succeeded", "failed", "cancelled"],
};

/** A service of agents as TypeSpec describes it. */
export const julep = documentFrom(
  "Agents",
  {
    Agent: object({ id: text, name: text }),
    Doc: object({ id: text, title: text }),
    Tool: object({ id: text, name: text }),
    File: object({ id: text, name: text }),
    Session: object({ id: text, situation: text, status: { type: "string", enum: ["active", "idle", "failed"] } }),
    Entry: object({ id: text }),
    Task: object({ id: text, name: text }),
    User: object({ id: text, name: text }),
    Execution: object({ id: text, task_id: text, status, error: text, output: {} }),
    Transition: object({ id: text, type: text }),
    Job: object({ id: text, state: { ...state, default: "pending" }, reason: text }),
  },
  [
    ...crud("Agents", "/agents", "Agent"),
    list("AgentDocs", "/agents/{id}/docs", "Doc"),
    list("AgentTools", "/agents/{id}/tools", "Tool"),
    list("Tasks", "/agents/{id}/tasks", "Task"),
    list("Docs", "/docs", "Doc"),
    ...crud("Users", "/users", "User"),
    list("UserDocs", "/users/{id}/docs", "Doc"),
    ...crud("Sessions", "/sessions", "Session"),
    list("History", "/sessions/{id}/entries", "Entry"),
    list("Files", "/files", "File"),
    list("TaskExecutions", "/tasks/{id}/executions", "Execution"),
    route("TaskExecutions", "create", "POST /tasks/{id}/executions", {
      body: object({ input: {} }),
      status: 201,
      answer: ref("Execution"),
    }),
    route("Executions", "get", "GET /executions/{id}", { answer: ref("Execution") }),
    route("Executions", "resumeWithTaskToken", "POST /executions", {
      query: { "task_token!": text },
      body: object({ input: {} }),
      answer: ref("Execution"),
    }),
    list("ExecutionTransitions", "/executions/{id}/transitions", "Transition"),
    route("Jobs", "get", "GET /jobs/{id}", { answer: ref("Job") }),
    route("AgentDocs", "create", "POST /agents/{id}/docs", { body: ref("Doc"), status: 201, answer: ref("Doc") }),
    route("Embed", "embed", "POST /embed", { body: object({ text }), answer: object({ vectors: listOf(integer) }) }),
  ],
);

export const julepWants = {
  paginated: [
    "agentDocs.list",
    "agentTools.list",
    "agents.list",
    "docs.list",
    "executionTransitions.list",
    "files.list",
    "history.list",
    "sessions.list",
    "taskExecutions.list",
    "tasks.list",
    "userDocs.list",
    "users.list",
  ],
  jobs: { "executions.get": ["start taskExecutions.create"] },
  names: ["agents.get", "agents.create", "agents.update", "agents.delete", "agentDocs.create"],
};
