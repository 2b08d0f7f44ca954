import {
  type Api,
  Client,
  job,
  startJob,
  type Fetch,
  type Job,
  type JobSpec,
  type Operation,
  type Snapshot,
} from "@specloom/runtime";

/** What a task was started with. */
export interface TaskInput {
  readonly text: string;
}

/** What a task has made: a number that differs with each request that is answered after its end. */
export interface TaskResult {
  readonly made: string;
}

const startTask: Operation = {
  id: "task_start",
  method: "POST",
  path: "/tasks",
  parameters: [{ name: "key", in: "query" }],
};

const findTask: Operation = {
  id: "task_find",
  method: "GET",
  path: "/tasks",
  parameters: [{ name: "key", in: "query" }],
  accept: ["application/json"],
};

const spec: JobSpec = {
  name: "tasks",
  status: {
    id: "task_status",
    method: "GET",
    path: "/tasks/{id}",
    parameters: [{ name: "id", in: "path" }],
    accept: ["application/json"],
  },
  id: "id",
  state: "/state",
  states: { pending: ["running"], succeeded: ["done"], failed: ["broken"], cancelled: ["gone"] },
  progress: { value: "/progress" },
  error: "/error",
  notFound: [404],
  result: { pointer: "/result" },
  start: [{ operation: startTask, jobId: "/id" }],
};

/** How often the tests poll. */
export interface Pace {
  readonly minDelayMs: number;
  readonly maxDelayMs: number;
}

/** The client of the provider that the tests stand in for. It is what a generated client would be. */
export class Tasks {
  readonly #client: Client;

  /** With an `apiKey`, the client sends it as a bearer token. */
  constructor(baseUrl: string, options: { readonly fetch?: Fetch; readonly apiKey?: () => string } = {}) {
    const bearer = { in: "header", name: "authorization", prefix: "Bearer" } as const;
    const api: Api = {
      name: "tasks",
      userAgent: "@specloom/tasks/1.0.0",
      servers: ["http://127.0.0.1"],
      security: options.apiKey ? { schemes: { bearer }, default: [["bearer"]] } : { schemes: {}, default: [] },
    };
    this.#client = new Client(api, { baseUrl, scheduler: { maxInFlight: 1_000 }, ...options });
  }

  job(idOrSnapshot: string | Snapshot, options?: Pace & { readonly deadlineMs?: number }): Job<TaskResult, unknown> {
    return job(this.#client, spec, idOrSnapshot, options);
  }

  start(key: string, signal: AbortSignal): Promise<Job<TaskResult, unknown>> {
    return startJob(this.#client, spec, startTask, [], { key }, { signal });
  }

  /** The task that was started with a key; undefined if the provider knows none. */
  async find(key: string): Promise<Job<TaskResult, unknown> | undefined> {
    const { data } = await this.#client.request(findTask, [], { key }, undefined);
    const id: unknown = typeof data === "object" && data !== null ? Reflect.get(data, "id") : undefined;
    return typeof id === "string" ? this.job(id) : undefined;
  }
}
