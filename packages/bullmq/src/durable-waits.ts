import { ParameterError, type Snapshot } from "@specloom/runtime";
import { addPrepared, prepare, type AnyWait } from "./adding.js";
import type { DurableWorker } from "./durable-worker.js";
import { closedError, KeyConflictError, NotUncertainError } from "./errors.js";
import type { KindName, Kinds, WaitKind } from "./kind.js";
import { checkNumbers, readOptions, type DurableWaitsOptions, type Settings } from "./options.js";
import { openWorker } from "./open-worker.js";
import { Producer } from "./producer.js";
import { checkStartSafety } from "./redis-setup.js";
import { SettlementListener } from "./settlement-listener.js";
import { fetchAgain } from "./settle.js";
import type { Settlement } from "./settlement.js";
import { waitId } from "./wait-id.js";
import { readState, type WaitState } from "./wait-state.js";
import { within } from "./within.js";
import type { SettledEvent, WorkOptions } from "./work-context.js";

type IdOf<T> = T extends WaitKind<infer _R, infer _S, infer Id, infer _I> ? Id : never;
type InputOf<T> = T extends WaitKind<infer _R, infer _S, infer _Id, infer I> ? I : never;
type SettlementOf<T> = T extends WaitKind<infer R, infer S, infer _Id, infer _I> ? Settlement<R, S> : never;

/** A wait to be added: for a job that runs already (`job`), or for one that a worker starts (`input`). */
export type NewWait<K extends Kinds> = {
  [Name in KindName<K>]: { readonly kind: Name; readonly tenant?: string | undefined } & (
    | { readonly job: IdOf<K[Name]> | Snapshot; readonly input?: undefined }
    | { readonly input: InputOf<K[Name]>; readonly job?: undefined }
  );
}[KindName<K>];

/** What a handler is told, by kind. */
export type KindSettledEvent<K extends Kinds> = {
  [Name in KindName<K>]: Omit<SettledEvent, "kind" | "settled"> & {
    readonly kind: Name;
    readonly settled: SettlementOf<K[Name]>;
  };
}[KindName<K>];

/** Options of `work`, with the kinds' types. */
export interface KindWorkOptions<K extends Kinds> extends Omit<WorkOptions, "onSettled"> {
  onSettled?(event: KindSettledEvent<K>): unknown;
}

/** How an uncertain start ends: with the job that was found, by another start, or by dropping the wait. */
export type Resolution<T> = { readonly job: IdOf<T> | Snapshot } | "start-again" | "drop";

const CHUNK = 1_000;
/** The longest time that `close` waits for a worker that opens, in milliseconds. */
const OPENING_MS = 1_000;

/** Waits for the jobs of one provider, kept in Redis. Any process may add and await them; workers do the waiting. */
export class DurableWaits<K extends Kinds> {
  readonly #settings: Settings;
  readonly #producer: Producer;
  readonly #listener: SettlementListener;
  readonly #workers = new Set<Promise<DurableWorker | undefined>>();
  #isClosed = false;

  /** @throws {ParameterError} if an option is not valid. */
  constructor(options: DurableWaitsOptions<K>) {
    this.#settings = readOptions<Kinds>(options);
    this.#producer = new Producer(this.#settings);
    this.#listener = new SettlementListener(this.#settings, this.#producer);
  }

  /**
   * Adds a wait. It does nothing where the key is known, so a call may be repeated.
   *
   * @throws {KeyConflictError} where the key is in use for another kind, job or input.
   * @throws {RedisSetupError | DurabilityError} where Redis could lose the wait, or its start.
   * @throws {DurableUnavailableError} after two seconds without Redis.
   * @throws {SnapshotError} if the snapshot is not valid.
   */
  add(key: string, wait: NewWait<K>): Promise<void> {
    return this.addAll([[key, wait]]);
  }

  /** Adds many waits. Throws what `add` throws; the call may be repeated. After a `KeyConflictError`, the others are added. */
  async addAll(waits: Iterable<readonly [key: string, wait: NewWait<K>]>): Promise<void> {
    const prepared = [...waits].map(([key, wait]) => prepare(this.#settings.kinds, key, asAnyWait(wait)));
    const safety = await this.#producer.check();
    if (prepared.some(({ data }) => data.input !== undefined)) {
      checkStartSafety(safety, this.#settings.allowStartLoss);
    }
    const inUse: string[] = [];
    for (let start = 0; start < prepared.length; start += CHUNK) {
      const chunk = prepared.slice(start, start + CHUNK);
      inUse.push(...(await this.#producer.use((store) => addPrepared(store, chunk))));
    }
    if (inUse.length > 0) throw new KeyConflictError(`${inUse.join(", ")}: the key is in use for another wait`);
  }

  /** The state of a wait; undefined if there is none and its settlement is not kept. */
  async get(key: string): Promise<WaitState | undefined> {
    const id = waitId(key);
    return this.#producer.use((store) => readState(store, id));
  }

  /**
   * Resolves with the settlement, in any process, at the latest five seconds after it was stored.
   *
   * @throws {SettlementGoneError} where there is neither a wait nor a settlement.
   * @throws {StartUncertainError} where it is unknown whether the job was started.
   * @throws {KeyConflictError} where the wait is of another kind.
   */
  settled<Name extends KindName<K>>(
    key: string,
    kind: Name,
    options?: { readonly signal?: AbortSignal },
  ): Promise<SettlementOf<K[Name]>>;
  async settled(key: string, kind: string, { signal }: { readonly signal?: AbortSignal } = {}): Promise<unknown> {
    const stored = await this.#listener.next(waitId(key), key, signal);
    if (stored.kind !== kind) throw new KeyConflictError(`${key} is a wait of the kind ${stored.kind}`);
    return stored.settled ?? fetchAgain({ settings: this.#settings }, stored, signal);
  }

  /**
   * Ends an uncertain start. `drop` removes the wait. Its key can then name another wait.
   *
   * @throws {NotUncertainError} where the start is not uncertain.
   * @throws {ParameterError} for another `how`, or a kind that this process does not have.
   */
  async resolve(key: string, how: Resolution<K[KindName<K>]>): Promise<void> {
    const id = waitId(key);
    checkResolution(how);
    await this.#producer.use(async (store) => {
      const { queue, keys } = store;
      const job = await queue.getJob(id);
      const known = await readState(store, id);
      if (job === undefined || known?.state !== "uncertain") {
        throw new NotUncertainError(`${key} is ${known?.state ?? "no wait"}, and not uncertain`);
      }
      if (typeof how === "object") {
        const declared = this.#settings.kinds[job.name];
        if (declared === undefined) throw new ParameterError("kinds", `have no ${job.name}`);
        await keys.noteJob(id, declared.resource.job(how.job).snapshot());
      }
      if (how === "drop") {
        await job.remove();
        return keys.forgetStart(id);
      }
      // A worker that was only slow may have noted the job meanwhile.
      const note = how === "start-again" ? await keys.startNote(id) : undefined;
      if (note?.snapshot === undefined && note?.token !== undefined) await keys.forgetStart(id, note.token);
      await job.retry("failed");
    });
  }

  /**
   * Begins to work: takes waits that are due, from now on until `close` of the worker.
   *
   * @throws {RedisSetupError | DurabilityError} where Redis could lose waits.
   */
  async work(options: KindWorkOptions<K> = {}): Promise<DurableWorker> {
    if (this.#isClosed) throw closedError();
    const opening = openWorker(this.#settings, this.#producer, options);
    this.#workers.add(opening.catch(() => undefined));
    const worker = await opening;
    if (this.#isClosed) await worker.close({ graceMs: 0 });
    return worker;
  }

  /**
   * Closes the workers as their `close` does, the connections, and what is awaited: the process can end. Later calls
   * are refused.
   */
  async close(options: { readonly graceMs?: number } = {}): Promise<void> {
    checkNumbers(options);
    this.#isClosed = true;
    // A worker that opens later closes by itself.
    const closing = [...this.#workers].map(async (opening) =>
      (await within(OPENING_MS, opening))?.value?.close(options),
    );
    await Promise.all(closing);
    await Promise.all([this.#listener.close(), this.#producer.close()]);
  }
}

function asAnyWait(wait: AnyWait): AnyWait {
  return wait;
}

/** Refuses any other word, because a spelling error must not start a job again. */
function checkResolution(how: unknown): void {
  if (how === "start-again" || how === "drop" || (typeof how === "object" && how !== null && "job" in how)) return;
  throw new ParameterError("how", 'must be { job }, "start-again" or "drop"');
}
