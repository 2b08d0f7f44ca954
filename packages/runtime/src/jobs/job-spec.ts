import type { Operation } from "../request/operation.js";
import type { Requester } from "../request/requester.js";
import type { Reply } from "../response/reply.js";
import type { JobRequest } from "./job-request.js";
import type { StatusAnswer } from "./poll-state.js";
import type { PollTarget } from "./status-requests.js";

/** What a job's state means, whatever words its provider has for it. */
export type JobState = "pending" | "succeeded" | "partial" | "failed" | "cancelled" | "indeterminate";

/** A state as the provider writes it. */
export type RawState = string | number;

/** How jobs are found by URLs that the server names; see `jobUrls`. What it throws is a `SnapshotError`. */
export interface JobUrls {
  /** Whether the job itself is known by a URL: its id is that URL's path and query, relative to the base URL. */
  readonly known: boolean;
  /** A kept URL, checked again: it may come from outside. */
  check(client: Requester, url: string): string;
  request(operation: Operation, url: string): JobRequest;
  /** What the answer to a start names. */
  started(
    client: Requester,
    reply: Reply<unknown>,
  ): { readonly id: string | undefined; readonly result: string | undefined };
  /** The URL of the result that the answer to a poll names. */
  result(client: Requester, reply: Reply<unknown>): string | undefined;
}

/** What the generated code tells the runtime about one kind of job. Plain data, and the functions that it alone needs; pointers are JSON pointers. */
export interface JobSpec {
  /** The resource, such as `agents.jobs`; named in messages. */
  readonly name: string;
  /** The operation that reports the state. */
  readonly status: Operation;
  /** The parameter of `status` that takes the job's id; absent for jobs that are known by a URL. */
  readonly id?: string;
  /** Where the status body has the state, `$statusCode` being the answer's own status. Of several the first that is there. */
  readonly state: string | readonly string[];
  /** The provider's states by their meaning. Strings match trimmed and without regard to case. */
  readonly states: { readonly [meaning in JobState]?: readonly RawState[] };
  /** What a state means that is not listed; `indeterminate` by default. */
  readonly otherwise?: JobState;
  /** Those of the succeeded states that mean "answered from a cache". */
  readonly cached?: readonly RawState[];
  /** The state that an absent or null field stands for. */
  readonly absent?: RawState;
  /** `when` names a field that must be true for the value to mean anything. */
  readonly progress?: { readonly value: string; readonly when?: string };
  /** An error text, or an object with `message` and `code`. */
  readonly error?: string;
  /** A time that is set once the job is over; decides where a free-text state is unknown. */
  readonly completedAt?: string;
  /** Where the result is: by an operation of its own, or in the status body. Absent: the status is the result. */
  readonly result?: { readonly operation: Operation; readonly id: string } | { readonly pointer: string };
  /** Statuses that mean "no such job"; 404 by default. */
  readonly notFound?: readonly number[];
  /** The provider's own header that says when to ask again: milliseconds where its name ends in `-ms`, else seconds. */
  readonly pollAfter?: string;
  /** Operations that start such a job, and where their response has its id. */
  readonly start?: readonly { readonly operation: Operation; readonly jobId?: string }[];
  /** Where jobs or results are known by URLs; `status` then names only the media types. */
  readonly urls?: JobUrls;
  /** What a wait does that says nothing else. Milliseconds. */
  readonly wait?: {
    readonly initialDelayMs?: number;
    readonly minDelayMs?: number;
    readonly maxDelayMs?: number;
    readonly deadlineMs?: number;
  };
  readonly cancel?: { readonly operation: Operation; readonly id: string };
  /**
   * Reports many jobs at once, as an array of rows like the status body. `ids` is a pointer into the request body,
   * or the name of a parameter; `key` is the pointer to a row's job id.
   */
  readonly batch?: {
    readonly operation: Operation;
    readonly ids: string;
    readonly limit: number;
    readonly key: string;
    readonly ask: (jobs: readonly PollTarget[], signal: AbortSignal) => Promise<readonly StatusAnswer[]>;
  };
}
