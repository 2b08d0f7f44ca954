import type { Snapshot } from "@specloom/runtime";
import { textOf, type RedisCommands } from "./redis-commands.js";
import type { StartSafety } from "./redis-setup.js";

/** The note that somebody sends, or has sent, the one start request of a wait. */
export interface StartNote {
  /** Whose note it is: one for each start that is tried. */
  readonly token?: string;
  /** When it was written, in milliseconds since the Unix epoch. */
  readonly at?: number;
  /** The job that was started. Absent while nobody has the answer. */
  readonly snapshot?: Snapshot;
}

/** How long Redis may take to write a note to its disk. */
const DISK_MS = 10_000;

/**
 * The two keys of a wait beside its BullMQ job, for what must happen once: the note of its start and its settlement.
 * They are written if they are absent, because job data can be overwritten by a worker that lost its lock.
 */
export class WaitKeys {
  readonly #redis: RedisCommands;
  readonly #prefix: string;
  #sync: Promise<void> = Promise.resolve();
  #nextSync: Promise<void> | undefined;

  /** `prefix` is that of the queue's own keys, with its colon. */
  constructor(redis: RedisCommands, prefix: string) {
    this.#redis = redis;
    this.#prefix = prefix;
  }

  /** The stored settlements of some waits, in their order. */
  async settlements(ids: readonly string[]): Promise<(string | undefined)[]> {
    if (ids.length === 0) return [];
    const reply = await this.#redis.call("MGET", ...ids.map((id) => this.#settled(id)));
    return ids.map((_, index) => textOf(Array.isArray(reply) ? reply[index] : undefined));
  }

  async settlement(id: string): Promise<string | undefined> {
    return textOf(await this.#redis.call("GET", this.#settled(id)));
  }

  /** Stores a settlement unless there is one. Gives the one that is stored, which is the only one from now on. */
  async settle(id: string, text: string, keepMs: number, wasStarted: boolean): Promise<string> {
    const stored = this.#redis.call("SET", this.#settled(id), text, "PX", Math.ceil(keepMs), "NX");
    // A worker that was paused before its start must find a note for as long as the settlement is kept.
    if (wasStarted) await this.#redis.call("SET", this.#start(id), "{}", "PX", Math.ceil(keepMs), "XX");
    if ((await stored) !== null) return text;
    if (wasStarted) {
      const leftMs = Number(await this.#redis.call("PTTL", this.#settled(id)));
      if (leftMs > 0) await this.#redis.call("PEXPIRE", this.#start(id), leftMs);
    }
    return (await this.settlement(id)) ?? text;
  }

  /** Announces a start. False if there is another note. */
  async announceStart(id: string, token: string, safety: StartSafety): Promise<boolean> {
    const note: StartNote = { token, at: Date.now() };
    const isNew = (await this.#redis.call("SET", this.#start(id), JSON.stringify(note), "NX")) !== null;
    // The client repeats a command whose answer is lost, so the note that is there may be this one.
    if (!isNew && (await this.startNote(id))?.token !== token) return false;
    if (safety === "wait-for-disk") await this.#waitForDisk();
    return true;
  }

  async startNote(id: string): Promise<StartNote | undefined> {
    const text = textOf(await this.#redis.call("GET", this.#start(id)));
    if (text === undefined) return undefined;
    const note: StartNote = JSON.parse(text);
    return note;
  }

  /** Notes the job that was started, unless the note is another one's by now. */
  async noteStarted(id: string, token: string, snapshot: Snapshot): Promise<void> {
    if ((await this.startNote(id))?.token === token) await this.noteJob(id, snapshot, token);
  }

  /** Notes the job of a wait, whatever was noted. */
  async noteJob(id: string, snapshot: Snapshot, token?: string): Promise<void> {
    await this.#redis.call("SET", this.#start(id), JSON.stringify({ token, snapshot }));
  }

  /** Removes the note: nothing was started. With a token, only if the note is not another one's by now. */
  async forgetStart(id: string, token?: string): Promise<void> {
    if (token !== undefined && (await this.startNote(id))?.token !== token) return;
    await this.#redis.call("DEL", this.#start(id));
  }

  /** Waits until all that was written is on the disk. Those who wait meanwhile share the next command. */
  #waitForDisk(): Promise<void> {
    this.#nextSync ??= this.#sync
      .catch(() => {})
      .then(() => {
        this.#nextSync = undefined;
        this.#sync = this.#syncOnce();
        return this.#sync;
      });
    return this.#nextSync;
  }

  async #syncOnce(): Promise<void> {
    const reply = await this.#redis.call("WAITAOF", 1, 0, DISK_MS);
    const [local] = Array.isArray(reply) ? reply.map(Number) : [];
    if (local !== 1) throw new Error(`Redis did not write a note to its disk within ${DISK_MS} ms`);
  }

  #settled(id: string): string {
    return `${this.#prefix}settled:${id}`;
  }

  #start(id: string): string {
    return `${this.#prefix}start:${id}`;
  }
}
