import { QueueEvents } from "bullmq";
import { StartUncertainError } from "@specloom/runtime";
import { closedError, SettlementGoneError } from "./errors.js";
import { HANDLER_FAILED, UNCERTAIN } from "./next.js";
import type { Settings } from "./options.js";
import type { Producer, Store } from "./producer.js";
import { readStored, type StoredSettlement } from "./settlement.js";
import { idempotencyKeyOf } from "./starts.js";

/** How often the stored settlements are looked at: the stream of events is cut, and a reader may miss some. */
const LOOK_MS = 5_000;
const CHUNK = 500;

interface Call {
  readonly key: string;
  readonly resolve: (stored: StoredSettlement) => void;
  readonly reject: (error: unknown) => void;
}

/** Awaits settlements for all callers of a process, with one connection and one timer. */
export class SettlementListener {
  readonly #settings: Settings;
  readonly #producer: Producer;
  readonly #calls = new Map<string, Set<Call>>();
  #events: QueueEvents | undefined;
  #looks: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(settings: Settings, producer: Producer) {
    this.#settings = settings;
    this.#producer = producer;
  }

  /**
   * Resolves with the settlement when it is stored.
   *
   * @throws {SettlementGoneError} where there is neither a wait nor a settlement.
   * @throws {StartUncertainError} where it is unknown whether the job was started.
   */
  async next(id: string, key: string, signal: AbortSignal | undefined): Promise<StoredSettlement> {
    signal?.throwIfAborted();
    let call: Call | undefined;
    let abort: (() => void) | undefined;
    const settled = new Promise<StoredSettlement>((resolve, reject) => {
      call = { key, resolve, reject };
      abort = () => reject(signal?.reason);
    });
    if (abort !== undefined) signal?.addEventListener("abort", abort);
    try {
      if (call !== undefined) this.#add(id, call);
      // It listens first and looks then, so that nothing falls between.
      if (this.#isClosed) throw closedError();
      this.#listen();
      this.#look([id]).catch((error: unknown) => call?.reject(error));
      return await settled;
    } finally {
      if (abort !== undefined) signal?.removeEventListener("abort", abort);
      if (call !== undefined) this.#remove(id, call);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const calls of this.#calls.values()) {
      for (const { reject } of calls) reject(closedError());
    }
    this.#calls.clear();
    await this.#unlisten();
  }

  #add(id: string, call: Call): void {
    const calls = this.#calls.get(id) ?? new Set();
    calls.add(call);
    this.#calls.set(id, calls);
  }

  #remove(id: string, call: Call): void {
    const calls = this.#calls.get(id);
    calls?.delete(call);
    if (calls?.size === 0) this.#calls.delete(id);
    if (this.#calls.size > 0) return;
    clearInterval(this.#looks);
    this.#looks = undefined;
  }

  #listen(): void {
    const { name, prefix, connection } = this.#settings;
    if (this.#events === undefined) {
      const events = new QueueEvents(name, { prefix, connection });
      events.on("error", () => {});
      const hear = ({ jobId }: { readonly jobId: string }): void => {
        if (this.#calls.has(jobId)) void this.#look([jobId]).catch(() => {});
      };
      events.on("completed", hear);
      events.on("failed", hear);
      this.#events = events;
    }
    this.#looks ??= setInterval(() => void this.#look([...this.#calls.keys()]).catch(() => {}), LOOK_MS);
  }

  async #unlisten(): Promise<void> {
    clearInterval(this.#looks);
    this.#looks = undefined;
    const events = this.#events;
    this.#events = undefined;
    await events?.close().catch(() => {});
  }

  async #look(ids: readonly string[]): Promise<void> {
    for (let start = 0; start < ids.length; start += CHUNK) {
      const chunk = ids.slice(start, start + CHUNK);
      await this.#producer.use(async (store) => {
        const texts = await store.keys.settlements(chunk);
        await Promise.all(
          chunk.map(async (id, index) => {
            const text = texts[index];
            if (text === undefined) await this.#lookForWait(store, id);
            else this.#tell(id, readStored(text));
          }),
        );
      });
    }
  }

  /** What there is to say of a wait that has no settlement. */
  async #lookForWait({ queue, redis, keys }: Store, id: string): Promise<void> {
    const reason = await redis.call("HMGET", queue.toKey(id), "failedReason", "data");
    const [failedReason, data]: unknown[] = Array.isArray(reason) ? reason : [];
    if (typeof data === "string") {
      const mayBeKept = failedReason === UNCERTAIN || failedReason === HANDLER_FAILED;
      if (!mayBeKept || (await (await queue.getJob(id))?.isFailed()) !== true) return;
      if (failedReason === UNCERTAIN) return this.#refuse(id, (key) => uncertainError(key, id));
    }
    // It may have ended since the first look. A wait whose handler failed is kept longer than its settlement.
    const text = await keys.settlement(id);
    if (text !== undefined) return this.#tell(id, readStored(text));
    this.#refuse(id, (key) => new SettlementGoneError(`${key}: there is no such wait, and no settlement is kept`));
  }

  #tell(id: string, stored: StoredSettlement): void {
    for (const { resolve } of this.#calls.get(id) ?? []) resolve(stored);
  }

  #refuse(id: string, error: (key: string) => Error): void {
    for (const { key, reject } of this.#calls.get(id) ?? []) reject(error(key));
  }
}

function uncertainError(key: string, id: string): StartUncertainError {
  const message = `${key}: a job may have been started, but the answer was lost. End it with \`resolve\``;
  return new StartUncertainError(message, idempotencyKeyOf(id));
}
