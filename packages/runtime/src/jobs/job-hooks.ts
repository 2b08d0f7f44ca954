import type { Requester } from "../request/requester.js";
import type { JobState } from "./job-spec.js";
import type { Outcome } from "./outcome.js";
import type { Snapshot } from "./snapshot.js";
import type { Update } from "./wait-options.js";

/** The job that an event is about. */
interface OfJob {
  /** The resource, such as `agents.jobs`. */
  readonly resource: string;
  readonly id: string;
  readonly snapshot: Snapshot;
}

/** What happened to a job. Each event is reported once, however many waits share the job. */
export type JobEvent = OfJob &
  (
    | { readonly kind: "started" }
    | { readonly kind: "update"; readonly update: Update<unknown> }
    | { readonly kind: "settled"; readonly outcome: Outcome<unknown, unknown> }
  );

/** What happened to one wait for a job. `wait` is the same object in all events of one wait. */
export type WaitEvent = OfJob & { readonly wait: object } & (
    | { readonly kind: "started" }
    /** After each request about the job. `error` is a fault that was tolerated. */
    | {
        readonly kind: "polled";
        readonly attempt: number;
        readonly state: JobState | undefined;
        readonly error: unknown;
      }
    | { readonly kind: "ended"; readonly outcome: Outcome<unknown, unknown> }
    | { readonly kind: "failed"; readonly error: unknown }
  );

/** Functions that a client calls about its jobs. What they throw is ignored. */
export interface JobHooks {
  /** Called when a job was started, changed, and settled. */
  readonly onJob?: ((event: JobEvent) => unknown) | undefined;
  /** Called when a wait begins, after each of its polls, and when it ends. */
  readonly onWait?: ((event: WaitEvent) => unknown) | undefined;
}

/** A client, with the hooks that jobs call. */
export interface JobRequester extends Requester {
  readonly jobHooks?: JobHooks | undefined;
}
