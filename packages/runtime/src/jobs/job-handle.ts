import { checkValue, duration } from "../settings/option-rules.js";
import type { Job, JobDescription } from "./job.js";
import type { Outcome } from "./outcome.js";
import { takeSnapshot, type Snapshot } from "./snapshot.js";
import { readStatus } from "./status-reading.js";
import { StepWait, type Step } from "./step.js";
import { TrackedJob } from "./tracked-job.js";
import { iterateUpdates, type Updates } from "./updates.js";
import { notCancellableError, readOutcome, readResult } from "./wait-for.js";
import type { WaitOptions } from "./wait-options.js";
import { watch } from "./watch.js";

/** What `watch` needs besides the job. */
export type WatchArguments<R, S, T> = Parameters<typeof watch<R, S, T>> extends [unknown, ...infer Rest] ? Rest : never;

/** The calls on one job. */
export class JobHandle<R, S> extends TrackedJob implements Job<R, S> {
  wait(options?: WaitOptions<S>): Promise<R> {
    return this.watch(options, readResult);
  }

  settle(options?: WaitOptions<S>): Promise<Outcome<R, S>> {
    return this.watch(options, readOutcome);
  }

  updates(options?: WaitOptions<S>): Updates<R, S> {
    return { [Symbol.asyncIterator]: () => iterateUpdates(this, options) };
  }

  step(options?: WaitOptions<S>): Promise<Step<R, S>> {
    return this.stepFor(0, options);
  }

  async stepFor(ms: number, options?: WaitOptions<S>): Promise<Step<R, S>> {
    checkValue("ms", ms, duration);
    return this.watch(
      options,
      (step) => step,
      (...of) => new StepWait(ms, ...of),
    );
  }

  snapshot(): Snapshot {
    return takeSnapshot(this, this.state, this.deadline);
  }

  toJSON(): JobDescription {
    const { spec, id, loop } = this;
    const { phase, attempt, status, code } = this.state;
    const given = phase === "result" ? readStatus(spec, status, code).state : "unknown";
    return {
      resource: spec.name,
      id,
      state: loop?.outcome?.kind ?? loop?.meaning ?? given,
      attempt,
    };
  }

  /** What Node.js, Deno and Bun print. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    const { resource, id, state } = this.toJSON();
    return `Job ${resource} ${id} (${state})`;
  }

  /** Every wait begins here. Refuses `cancelOnTimeout`, because there is no cancel operation. */
  protected watch<T>(...[options, ...of]: WatchArguments<R, S, T>): Promise<T> {
    if (options?.cancelOnTimeout === true) return Promise.reject(notCancellableError());
    return watch(this, options, ...of);
  }
}
