import type { Job, Worker } from "bullmq";
import { ClockError } from "./errors.js";
import { isLost, UNCERTAIN } from "./next.js";
import { checkNumbers } from "./options.js";
import { rateWindow } from "./rate.js";
import { withoutCommand } from "./redis-commands.js";
import { clockAheadMs } from "./redis-setup.js";
import { idempotencyKeyOf } from "./starts.js";
import { heal } from "./uncertain.js";
import { untilDone } from "./until-done.js";
import type { WaitData } from "./wait-data.js";
import { isDoneWithin } from "./within.js";
import type { WorkContext } from "./work-context.js";

const MAX_CLOCK_MS = 1_000;
/** The pause after an error of a Redis that takes no writes: BullMQ itself would try again at once. */
const REFUSED_PAUSE_MS = 1_000;

/** What belongs to one worker beside its context. */
export interface WorkerParts {
  /** The steps in flight. */
  readonly running: ReadonlySet<Promise<unknown>>;
  readonly closing: AbortController;
  readonly stopping: AbortController;
  closeOthers(): Promise<void>;
}

/** One worker: it takes waits that are due, and lets each of them make a step. `DurableWaits.work` makes it. */
export class DurableWorker {
  readonly #worker: Worker<WaitData>;
  readonly #context: WorkContext;
  readonly #parts: WorkerParts;
  readonly #pausedFor = new Set<"clock" | "redis">();
  #checks: NodeJS.Timeout | undefined;
  #closed: Promise<void> | undefined;

  constructor(worker: Worker<WaitData>, context: WorkContext, parts: WorkerParts) {
    this.#worker = worker;
    this.#context = context;
    this.#parts = parts;
    worker.on("error", (error) => this.#refused(error));
    worker.on("stalled", () => context.onMetric({ name: "stalled" }));
    worker.on("failed", (job, error) => void this.#failed(job, error).catch(context.onProblem));
  }

  /** Begins when Redis takes writes: sets the rate that all workers obey, and compares the clocks. */
  start(): void {
    const { options, closing, onProblem } = this.#context;
    const check = (): void => void this.#check().catch(onProblem);
    void untilDone(this.#context, async () => {
      if (closing.aborted) return;
      await this.#setRate();
      await this.#check();
      if (!closing.aborted) this.#checks = setInterval(check, options.checkMs ?? 30_000);
    });
  }

  /**
   * Begins no new step, ends those in flight after `graceMs` (5,000) and puts their waits back. Resolves within a second
   * more, also without Redis.
   */
  async close({ graceMs = 5_000 }: { readonly graceMs?: number } = {}): Promise<void> {
    checkNumbers({ graceMs });
    this.#closed ??= this.#close(graceMs);
    await this.#closed;
  }

  async #close(graceMs: number): Promise<void> {
    const { closing, stopping, running } = this.#parts;
    clearInterval(this.#checks);
    closing.abort();
    void this.#worker.pause(true).catch(() => {});
    await isDoneWithin(graceMs, this.#idle());
    stopping.abort(new DOMException("The worker closes", "AbortError"));
    await isDoneWithin(400, this.#idle());
    // A connection that does not answer is not waited for.
    const isAlive = await isDoneWithin(200, this.#context.redis.call("PING"));
    const force = !isAlive || running.size > 0;
    if (!(await isDoneWithin(300, this.#worker.close(force)))) void this.#worker.disconnect().catch(() => {});
    await isDoneWithin(50, this.#parts.closeOthers());
  }

  async #idle(): Promise<void> {
    while (this.#parts.running.size > 0) await Promise.all(this.#parts.running);
  }

  /** Tells of a start that became uncertain. A worker that was only slow may have noted the job: then nothing is told. */
  async #failed(job: Job<WaitData> | undefined, error: Error): Promise<void> {
    if (job === undefined || error.message !== UNCERTAIN || (await heal(this.#context, job))) return;
    const { options, onMetric } = this.#context;
    const { id = "", name, data } = job;
    const { key, tenant } = data;
    onMetric({ name: "uncertain", kind: name });
    await options.onUncertain?.({ key, kind: name, tenant, idempotencyKey: idempotencyKeyOf(id) });
  }

  async #setRate(): Promise<void> {
    const { queue, settings } = this.#context;
    const { max, ms } = rateWindow(settings.requestsPerSecond);
    await queue.setGlobalRateLimit(max, ms);
  }

  /** Compares the clocks and counts the waits. BullMQ compares due times with the clock of each worker. */
  async #check(): Promise<void> {
    const { redis, queue, onMetric, onProblem } = this.#context;
    const aheadMs = await clockAheadMs(redis);
    if (Math.abs(aheadMs) > MAX_CLOCK_MS) {
      const by = `${Math.round(Math.abs(aheadMs))} ms ${aheadMs > 0 ? "ahead of" : "behind"}`;
      onProblem(new ClockError(`The clock is ${by} that of Redis. The worker begins no step until they agree`));
      this.#pause("clock");
    } else this.#resume("clock");
    // Somebody may have emptied Redis. Without a rate, BullMQ ignores pauses as well.
    if ((await redis.call("HGET", queue.toKey("meta"), "max")) === null) await this.#setRate();
    const counts = await queue.getJobCounts("delayed", "wait", "prioritized", "active", "failed");
    const { delayed = 0, wait = 0, prioritized = 0, active = 0, failed = 0 } = counts;
    onMetric({ name: "waits", state: "asleep", count: delayed });
    onMetric({ name: "waits", state: "due", count: wait + prioritized });
    onMetric({ name: "waits", state: "running", count: active });
    onMetric({ name: "waits", state: "failed", count: failed });
  }

  #refused(error: Error): void {
    if (isLost(error)) return;
    this.#context.onProblem(withoutCommand(error));
    if (!/^(?:OOM|LOADING|READONLY|MISCONF|NOREPLICAS|BUSY)\b/u.test(error.message)) return;
    if (this.#pausedFor.has("redis")) return;
    this.#pause("redis");
    setTimeout(() => this.#resume("redis"), REFUSED_PAUSE_MS);
  }

  #pause(reason: "clock" | "redis"): void {
    this.#pausedFor.add(reason);
    if (this.#worker.isRunning()) void this.#worker.pause(true).catch(this.#context.onProblem);
  }

  #resume(reason: "clock" | "redis"): void {
    this.#pausedFor.delete(reason);
    if (this.#pausedFor.size > 0 || this.#context.closing.aborted) return;
    if (this.#worker.isPaused() || !this.#worker.isRunning()) void this.#worker.resume();
  }
}
