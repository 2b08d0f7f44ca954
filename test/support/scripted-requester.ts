import type { ApiError, CallOptions, Operation, Params, Reply, Requester, SchedulerOptions } from "@specloom/runtime";
import { NetworkError, ResponseParseError } from "@specloom/runtime";
import { apiError } from "../../packages/runtime/src/errors/status-errors.js";
import { pollingOf } from "../../packages/runtime/src/jobs/polling.js";
import type { VirtualClock } from "./virtual-clock.js";

/** One request, as the requester was given it. */
export interface Asked {
  readonly at: number;
  readonly operation: string;
  readonly path: readonly unknown[];
  readonly params: Params | undefined;
  readonly options: CallOptions | undefined;
}

/** What a request is answered with: a body, a body with headers, or an error to reject with. */
export type Scripted =
  Error | { readonly body: unknown; readonly headers?: Record<string, string>; readonly status?: number };

/** Answers one request; `undefined` leaves it open until its signal aborts. */
export type Script = (asked: Asked) => Scripted | undefined | Promise<Scripted | undefined>;

/** A requester without HTTP: a function answers, and everything asked is kept. */
export class ScriptedRequester implements Requester {
  readonly name: string;
  readonly baseUrl: URL;
  readonly clock: VirtualClock;
  readonly scheduler: SchedulerOptions | undefined;
  readonly asked: Asked[] = [];
  /** Requests that have not ended. */
  open = 0;
  mostOpen = 0;
  readonly #script: Script;

  constructor(
    clock: VirtualClock,
    script: Script,
    { name = "sample", baseUrl = "https://api.example.com/v1", scheduler }: Setting = {},
  ) {
    this.clock = clock;
    this.name = name;
    this.baseUrl = new URL(baseUrl);
    this.scheduler = scheduler;
    this.#script = script;
  }

  async request<T>(
    operation: Operation,
    path: readonly unknown[],
    params: Params | undefined,
    options: CallOptions | undefined,
  ): Promise<Reply<T>> {
    const signal = options?.signal ?? undefined;
    signal?.throwIfAborted();
    const asked: Asked = { at: this.clock.now(), operation: operation.id, path, params, options };
    this.asked.push(asked);
    this.mostOpen = Math.max(this.mostOpen, ++this.open);
    try {
      const abort = aborted(signal);
      const answer = (await Promise.race([this.#script(asked), abort])) ?? (await abort);
      if (answer instanceof Error) throw answer;
      const { body, headers = {}, status = 200 } = answer;
      // A body is of the type that the caller declares, as it is for a real client.
      const response = new Response(null, { headers, status });
      return { data: JSON.parse(JSON.stringify(body ?? null)), status, response };
    } finally {
      this.open--;
    }
  }

  /** Pending alarms of its jobs. */
  get alarms(): number {
    return pollingOf(this).scheduler.timers.size;
  }

  /** When `operation` was asked, or everything. */
  times(operation?: string): number[] {
    return this.asked.filter((asked) => operation === undefined || asked.operation === operation).map(({ at }) => at);
  }
}

interface Setting {
  readonly name?: string;
  readonly baseUrl?: string;
  readonly scheduler?: SchedulerOptions;
}

/** Never resolves; rejects when the signal aborts, as a request does. */
function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

const facts = { operation: "get_status", method: "GET", path: "/jobs/{job_id}", attempts: 1 };

/** The error of a response with an error status. */
export function httpError(status: number, headers: Record<string, string> = {}): ApiError {
  const content = { body: undefined, detail: undefined, retryAfterMs: undefined };
  return apiError({ ...facts, status, headers: new Headers(headers) }, content);
}

export function networkError(): NetworkError {
  return new NetworkError("connection reset", facts);
}

/** The error of a success whose JSON was cut short. */
export function truncatedJson(): ResponseParseError {
  return new ResponseParseError("broken JSON", { ...facts, status: 200, headers: new Headers() }, "syntax", '{"stat');
}

/** Gives the answers one after the other, the last for ever. */
export function sequence(...answers: readonly Scripted[]): Script {
  let next = 0;
  return () => answers[Math.min(next++, answers.length - 1)];
}
