import type { Requester } from "../request/requester.js";
import { callObserver } from "../settings/hooks.js";
import type { KnownJob } from "./job-address.js";
import type { JobReference } from "./job-errors.js";
import type { JobState } from "./job-spec.js";
import type { Outcome } from "./outcome.js";
import type { PollState } from "./poll-state.js";
import { takeSnapshot, type Snapshot } from "./snapshot.js";
import type { Update } from "./wait-options.js";

/** The job that an event is about. */
interface OfJob extends JobReference {
  readonly snapshot: Snapshot;
}

/** What happened to a job. Each event is reported once, however many waits share the job. */
export type JobEvent = OfJob &
  (
    | { readonly kind: "started" }
    | { readonly kind: "update"; readonly update: Update<unknown> }
    | { readonly kind: "settled"; readonly outcome: Outcome<unknown, unknown> }
  );

/** An event of one wait for a job. `wait` identifies the wait: all its events have the same object, which is empty. */
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
    /** A step has handed back: the job continues, and a later wait goes on with the snapshot. */
    | { readonly kind: "paused" }
    | { readonly kind: "failed"; readonly error: unknown }
  );

/** Functions that a client calls about its jobs. What they throw is ignored. */
export interface JobHooks {
  /** Called when a job was started, changed, and settled. */
  readonly onJob?: ((event: JobEvent) => unknown) | undefined;
  /** Called when a wait begins, after each of its polls, and when it ends or, as a step, hands back. */
  readonly onWait?: ((event: WaitEvent) => unknown) | undefined;
}

/** A client, with the hooks that jobs call. */
export interface JobRequester extends Requester {
  readonly jobHooks?: JobHooks | undefined;
}

/** The job of an event or error, and what is known of it. */
export interface JobSubject {
  readonly job: KnownJob;
  readonly state: PollState;
  readonly deadline?: number;
}

/** What events and errors say of their job. */
export function jobFacts({ job, state, deadline = Infinity }: JobSubject): OfJob {
  return { resource: job.spec.name, id: job.id, snapshot: takeSnapshot(job, state, deadline) };
}

type Happening<E> = E extends OfJob ? Omit<E, keyof OfJob | "wait"> : never;

/** Reports what happened to a job to the hook of its client, if it has one. */
export function tellOnJob(subject: JobSubject, event: Happening<JobEvent>): void {
  const { onJob } = subject.job.client.jobHooks ?? {};
  if (onJob !== undefined) callObserver(onJob, { ...jobFacts(subject), ...event });
}

/** The object that identifies a wait in its events. Hooks must not get the wait itself: it has headers and credentials. */
const tokens = new WeakMap<JobSubject, object>();

/** Reports what happened to a wait to the hook of its client, if it has one. */
export function tellOnWait(wait: JobSubject, event: Happening<WaitEvent>): void {
  const { onWait } = wait.job.client.jobHooks ?? {};
  if (onWait === undefined) return;
  const token = tokens.get(wait) ?? {};
  tokens.set(wait, token);
  callObserver(onWait, { wait: token, ...jobFacts(wait), ...event });
}
