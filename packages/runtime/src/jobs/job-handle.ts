import { ParameterError } from "../errors/parameter-error.js";
import type { Params } from "../request/requester.js";
import { checkOptions, duration } from "../settings/option-rules.js";
import { readOutcome, readResult, readStep } from "./end-readers.js";
import { jobAddress } from "./job-address.js";
import type { JobRequester } from "./job-hooks.js";
import type { JobSpec } from "./job-spec.js";
import type { Job, JobOptions } from "./job.js";
import type { Outcome } from "./outcome.js";
import type { PollState } from "./poll-state.js";
import { isSnapshot, readSnapshot, type Snapshot } from "./snapshot.js";
import { readStatus } from "./status-reading.js";
import type { Step } from "./step.js";
import { firstState, knownJob, type TrackedJob } from "./tracked-job.js";
import { iterateUpdates, type Updates } from "./updates.js";
import { takeSnapshot } from "./wait-errors.js";
import { checkWaitOptions, DEFAULT_DEADLINE_MS, mergeWaitOptions, type WaitOptions } from "./wait-options.js";
import type { ReadEnd } from "./wait.js";
import { watch } from "./watch.js";

/** What is known of a job when its object is made. */
export interface GivenJob {
  /** Its id, or a snapshot. */
  readonly of: unknown;
  /** The other path parameters of the status operation, by name. A snapshot contains them. */
  readonly path?: Params | undefined;
  /** What the response to its start says. */
  readonly known?: Partial<PollState> | undefined;
}

/** What `toJSON` and `console.log` show of a job. */
export interface JobDescription {
  readonly resource: string;
  readonly id: string;
  /** Its last known state. */
  readonly state: string;
  readonly attempt: number;
}

/** The calls on one job. */
export class JobHandle implements Job<unknown, unknown> {
  protected readonly job: TrackedJob;

  constructor(client: JobRequester, spec: JobSpec, given: GivenJob, options: JobOptions | undefined) {
    checkWaitOptions(options);
    this.job = trackedJob(client, spec, given, options);
  }

  get id(): string {
    return this.job.address.id;
  }

  wait(options?: WaitOptions): Promise<unknown> {
    return this.watch(options, readResult);
  }

  settle(options?: WaitOptions): Promise<Outcome<unknown, unknown>> {
    return this.watch(options, readOutcome);
  }

  updates(options?: WaitOptions): Updates<unknown, unknown> {
    return {
      [Symbol.asyncIterator]: () => iterateUpdates((own) => this.watch(own, readOutcome), options),
    };
  }

  step(options?: WaitOptions): Promise<Step<unknown, unknown>> {
    return this.watch(options, readStep, 0);
  }

  async stepFor(ms: number, options?: WaitOptions): Promise<Step<unknown, unknown>> {
    checkOptions({ ms }, { ms: duration });
    return this.watch(options, readStep, ms);
  }

  snapshot(): Snapshot {
    return takeSnapshot(knownJob(this.job, this.job.loop), this.job.deadline);
  }

  toJSON(): JobDescription {
    const { spec, address, loop } = this.job;
    const { outcome, update, state } = loop ?? { state: firstState(this.job), outcome: undefined, update: undefined };
    const { phase, attempt } = state;
    const known =
      outcome?.kind ?? update?.state ?? (phase === "result" ? readStatus(spec, state.status).state : "unknown");
    return { resource: spec.name, id: address.id, state: known, attempt };
  }

  /** What Node.js, Deno and Bun print. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    const { resource, id, state } = this.toJSON();
    return `Job ${resource} ${id} (${state})`;
  }

  /** Every wait begins here. Refuses `cancelOnTimeout`, because there is no cancel operation. */
  protected watch<T>(options: WaitOptions | undefined, read: ReadEnd<T>, stepMs?: number): Promise<T> {
    if (options?.cancelOnTimeout === true) return Promise.reject(notCancellableError());
    return watch(this.job, options, read, stepMs);
  }
}

const NO_LOOPS: TrackedJob["otherLoops"] = [];

function trackedJob(
  client: JobRequester,
  spec: JobSpec,
  { of, path, known }: GivenJob,
  options: JobOptions | undefined,
): TrackedJob {
  // Whole milliseconds take less memory than fractions.
  const now = Math.floor(client.clock.now());
  const { deadlineMs: defaultDeadlineMs = DEFAULT_DEADLINE_MS, ...defaults } = spec.wait ?? {};
  const resumed = isSnapshot(of) ? readSnapshot(client, spec, of) : undefined;
  const deadline = options?.deadlineMs === undefined ? defaultDeadlineMs : options.deadlineMs;
  return {
    client,
    spec,
    address: resumed?.address ?? jobAddress(client, spec, of, { ...options?.params, ...path }),
    options: spec.wait === undefined ? options : mergeWaitOptions(defaults, options),
    started: now,
    given: resumed?.state ?? known,
    resumedDeadline: resumed?.deadline,
    deadline: options?.deadlineMs === undefined && resumed !== undefined ? resumed.deadline : Math.ceil(now + deadline),
    loop: undefined,
    otherLoops: NO_LOOPS,
  };
}

/** The error for `cancelOnTimeout` without a cancel operation. */
export function notCancellableError(): ParameterError {
  return new ParameterError("cancelOnTimeout", "needs a cancel operation");
}
