import type { Operation } from "../request/operation.js";
import type { KnownJob } from "./job-address.js";
import type { Answer, Asking } from "./job-request.js";
import type { JobUrls } from "./job-urls.js";

/** The meaning of a state, whatever the provider calls it. */
export type JobState = "pending" | "succeeded" | "partial" | "failed" | "cancelled" | "indeterminate";

/** A state as the provider writes it. A boolean says only whether the job has ended. */
export type RawState = string | number | boolean;

/**
 * An operation of a job. `id` is its parameter for the id; `path` maps its other path parameters to those of the status
 * operation, where the names differ.
 */
export interface OperationOfJob {
  readonly operation: Operation;
  readonly id: string;
  readonly path?: Readonly<Record<string, string>>;
  /** The request body, if the operation needs one. */
  readonly body?: unknown;
}

/**
 * What generated code states about one kind of job: plain data, and the functions that only it needs. Pointers are JSON
 * pointers.
 */
export interface JobSpec {
  /** The resource, such as `agents.jobs`, for messages. */
  readonly name: string;
  /** The operation that returns the state. */
  readonly status: Operation;
  /**
   * The parameter of `status` for the id; its other path parameters are a part of the job's address. Absent for jobs
   * that are identified by a URL.
   */
  readonly id?: string;
  /**
   * The pointer to the state in the status body; `$statusCode` is the HTTP status. Of several, the first with a value
   * counts.
   */
  readonly state: string | readonly string[];
  /**
   * The states of the provider by meaning. Strings are trimmed and case-insensitive. If `true` means `succeeded`, a job
   * with an error has failed.
   */
  readonly states: { readonly [meaning in JobState]?: readonly RawState[] };
  /** The meaning of an unlisted state; `indeterminate` by default. */
  readonly otherwise?: JobState;
  /** The succeeded states that mean "from a cache". */
  readonly cached?: readonly RawState[];
  /** The state if the field is absent or null. */
  readonly absent?: RawState;
  /** `when` points to a field; the value counts only if the field is true. */
  readonly progress?: { readonly value: string; readonly when?: string };
  /** The pointer to an error text, or to an object with `message` and `code`. */
  readonly error?: string;
  /** The pointer to the completion time. It decides about an unknown free-text state. */
  readonly completedAt?: string;
  /**
   * Where the result is: an operation of its own, or a part of the status body. Absent: the status body is the result.
   */
  readonly result?: OperationOfJob | { readonly pointer: string };
  /** HTTP statuses that mean "no such job"; 404 by default. */
  readonly notFound?: readonly number[];
  /** The header with the delay before the next poll: milliseconds if its name ends in `-ms`, else seconds. */
  readonly pollAfter?: string;
  /**
   * The operations that start such a job. `jobId` is the pointer to its id in their responses, or the name of their path
   * parameter that is the id. `path` says where the other
   * path parameters of `status` are: the name of a path parameter of the start, or a pointer into the response. By
   * default, it is the parameter with the same name.
   */
  readonly start?: readonly {
    readonly operation: Operation;
    readonly jobId?: string;
    readonly path?: Readonly<Record<string, string>>;
  }[];
  /** For jobs or results that are identified by URLs. `status` then only gives the media types. */
  readonly urls?: JobUrls;
  /** The defaults of a wait, in milliseconds. */
  readonly wait?: {
    readonly initialDelayMs?: number;
    readonly minDelayMs?: number;
    readonly maxDelayMs?: number;
    readonly deadlineMs?: number;
  };
  readonly cancel?: OperationOfJob;
  /**
   * An operation that returns the status of many jobs, as an array of status bodies. `ids` is a pointer into the
   * request body, or the name of a parameter; `key` is the pointer to the job id in a row.
   */
  readonly batch?: {
    readonly operation: Operation;
    readonly ids: string;
    readonly limit: number;
    readonly key: string;
    /** The ids are numbers in the request. */
    readonly numbers?: boolean;
    readonly ask: (jobs: readonly KnownJob[], asking: Asking) => Promise<readonly Answer[]>;
  };
}
