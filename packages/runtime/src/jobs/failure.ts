import {
  JobIndeterminateError,
  JobNotFoundError,
  JobTimeoutError,
  ResultUnavailableError,
} from "../errors/job-errors.js";
import { forgiven, type Facts, type Heard } from "./facts.js";
import type { Subject } from "./requests.js";
import { writeSnapshot, type Snapshot } from "./snapshot.js";
import type { Verdict } from "./verdict.js";

/** A job, and what is known of it. */
export interface Known extends Subject {
  readonly facts: Facts;
}

export function nameOf({ spec, id }: Subject): string {
  return `${spec.name} ${id}`;
}

export function snapshotOf({ client, spec, id, facts }: Known, deadline: number, now: Facts = facts): Snapshot {
  return writeSnapshot(client, spec, id, now, deadline);
}

/** The error of a wait whose deadline has passed, or leaves no time for another poll. */
export function timeoutOf(job: Known, deadline: number, facts: Facts = job.facts): JobTimeoutError {
  const { state = "none", attempt } = facts;
  const message = `${nameOf(job)} has not ended by the deadline: last state ${state}, ${attempt} status requests`;
  return new JobTimeoutError(message, snapshotOf(job, deadline, facts));
}

/** The error of a wait whose job has a result that could not be fetched. */
export function unavailableOf(job: Known, deadline: number, cause: unknown): ResultUnavailableError {
  return new ResultUnavailableError(
    `${nameOf(job)} has a result that could not be fetched`,
    snapshotOf(job, deadline),
    cause,
  );
}

/** What a wait throws that `judge` has ended. The snapshot of one that lost patience has a fresh one. */
export function failureOf(job: Known, { end, due }: Verdict, { fault }: Heard, deadline: number): unknown {
  const facts = { ...job.facts, due };
  if (end === "fault") return fault;
  if (end === "timeout") return timeoutOf(job, deadline, facts);
  const snapshot = snapshotOf(job, deadline, forgiven(facts));
  if (end === "not-found") return new JobNotFoundError(`${nameOf(job)} does not exist`, snapshot, fault);
  const state = facts.state === undefined ? "no state" : `the state ${facts.state}`;
  return new JobIndeterminateError(`${nameOf(job)} has ${state}, which does not tell whether it has ended`, snapshot);
}
