import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { listening, type Loopback } from "../../support/loopback.js";

/** What goes wrong at the provider at the moment. */
export interface Trouble {
  /** Status requests get this status. */
  status?: number | undefined;
  /** Start requests too. */
  startStatus?: number | undefined;
  /** The `Retry-After` of its refusals, in seconds. */
  retryAfter?: number | undefined;
  /** How long a start takes, in milliseconds. */
  startMs?: number | undefined;
  /** How long a status request takes. */
  pollMs?: number | undefined;
  /** Connections break instead of an answer to a status request. */
  breaks?: boolean | undefined;
  /** The answer to a start is dropped after the task was started. */
  dropStarts?: boolean | undefined;
}

/** A provider of tasks on the loopback interface. A task ends with the given status request. */
export class Provider {
  /** How many start requests there were for each key. */
  readonly starts = new Map<string, number>();
  /** When status requests came, by the id of the task, in milliseconds since the epoch. */
  readonly polls = new Map<string, number[]>();
  trouble: Trouble = {};
  /** Requests that were refused with the trouble's status. */
  refused = 0;
  requests = 0;
  readonly #pollsToEnd: number;
  #server: Loopback | undefined;
  #answers = 0;

  constructor(pollsToEnd = 3) {
    this.#pollsToEnd = pollsToEnd;
  }

  static async start(pollsToEnd?: number): Promise<Provider> {
    const provider = new Provider(pollsToEnd);
    const server: Server = createServer((request, response) => provider.#answer(request, response));
    server.keepAliveTimeout = 60_000;
    provider.#server = await listening(server, [], "http");
    return provider;
  }

  get url(): string {
    return this.#server?.url ?? "";
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }

  /** The keys that were started more than once. */
  startedTwice(): string[] {
    return [...this.starts].filter(([, count]) => count > 1).map(([key]) => key);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    this.requests += 1;
    const { pathname, searchParams } = new URL(request.url ?? "", "http://provider");
    const key = searchParams.get("key") ?? "";
    if (request.method === "POST") return this.#start(key, response);
    if (pathname === "/tasks") {
      return send(response, 200, this.starts.has(key) ? { id: `task-${key}` } : {});
    }
    this.#poll(decodeURIComponent(pathname.slice("/tasks/".length)), response);
  }

  #start(key: string, response: ServerResponse): void {
    const { startStatus, startMs = 0, dropStarts = false } = this.trouble;
    if (startStatus !== undefined) return this.#refuse(startStatus, response);
    this.starts.set(key, (this.starts.get(key) ?? 0) + 1);
    setTimeout(() => {
      if (dropStarts) response.socket?.resetAndDestroy();
      else send(response, 201, { id: `task-${key}` });
    }, startMs);
  }

  #poll(id: string, response: ServerResponse): void {
    const { status, pollMs = 0, breaks = false } = this.trouble;
    if (breaks) return void response.socket?.resetAndDestroy();
    if (pollMs > 0) {
      setTimeout(() => this.#poll(id, response), pollMs).unref();
      return;
    }
    const times = this.polls.get(id) ?? [];
    times.push(Date.now());
    this.polls.set(id, times);
    if (status !== undefined) {
      times.pop();
      return this.#refuse(status, response);
    }
    this.#answers += 1;
    const isDone = times.length >= this.#pollsToEnd;
    // What was made differs with each answer: two answers to one job would be two settlements.
    const body = isDone ? { state: "done", result: { made: `${id} ${this.#answers}` } } : { state: "running" };
    send(response, 200, { ...body, progress: Math.min(100, Math.round((100 * times.length) / this.#pollsToEnd)) });
  }

  #refuse(status: number, response: ServerResponse): void {
    this.refused += 1;
    const { retryAfter } = this.trouble;
    if (retryAfter !== undefined) response.setHeader("retry-after", String(retryAfter));
    send(response, status, { error: "refused" });
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
