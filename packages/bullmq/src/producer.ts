import { Queue } from "bullmq";
import { closedError, DurableUnavailableError } from "./errors.js";
import type { Settings } from "./options.js";
import { commandsOf, withoutCommand, type RedisCommands } from "./redis-commands.js";
import { checkSetup, type StartSafety } from "./redis-setup.js";
import { WaitKeys } from "./wait-keys.js";
import { isDoneWithin, within } from "./within.js";

/** How long a call waits while Redis does not answer. */
const LIMIT_MS = 2_000;

/** What a call uses. */
export interface Store {
  readonly queue: Queue;
  readonly redis: RedisCommands;
  readonly keys: WaitKeys;
}

/** The connection of those who add and await. It fails soon rather than to collect calls in memory. */
export class Producer {
  readonly #settings: Settings;
  #queue: Queue | undefined;
  #safety: Promise<StartSafety> | undefined;
  /** Why there is no connection. */
  #problem: Error | undefined;
  #isClosed = false;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  get queue(): Queue {
    if (this.#isClosed) throw closedError();
    const { name, prefix, connection, telemetry } = this.#settings;
    if (this.#queue === undefined) {
      this.#queue = new Queue(name, {
        prefix,
        connection: { ...connection, maxRetriesPerRequest: 1, enableOfflineQueue: false },
        ...(telemetry && { telemetry }),
      });
      this.#queue.on("error", (error) => {
        this.#problem = withoutCommand(error);
      });
    }
    return this.#queue;
  }

  /** The prefix of all keys of the queue, with its colon. */
  get prefix(): string {
    return this.queue.toKey("");
  }

  /** @throws {DurableUnavailableError} where Redis does not answer in time. */
  async use<T>(action: (store: Store) => Promise<T>): Promise<T> {
    const { queue, prefix } = this;
    try {
      // Commands are sent only when there is a connection: one that is given up must not be sent later.
      const connected = await within(LIMIT_MS, commandsOf(queue));
      if (connected === undefined) throw new LateError(`No connection within ${LIMIT_MS} ms`);
      const redis = connected.value;
      this.#problem = undefined;
      return await whileAnswering(action({ queue, redis, keys: new WaitKeys(redis, prefix) }), redis);
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      const cause = this.#problem ?? error;
      const why = cause instanceof Error && cause.message !== "" ? `: ${cause.message.replace(/\.$/u, "")}` : "";
      throw new DurableUnavailableError(`Redis cannot be reached${why}. The call may be repeated`, { cause });
    }
  }

  /** Checks the set-up of Redis, once. */
  check(): Promise<StartSafety> {
    this.#safety ??= this.use(({ redis }) => checkSetup(redis, this.#settings.assume)).catch((error: unknown) => {
      this.#safety = undefined;
      throw error;
    });
    return this.#safety;
  }

  async close(): Promise<void> {
    const queue = this.#queue;
    this.#isClosed = true;
    this.#queue = undefined;
    if (queue !== undefined) await isDoneWithin(LIMIT_MS, queue.close());
  }
}

class LateError extends Error {}

/** What a promise gives, as long as Redis answers meanwhile: a call with many waits may take its time. */
async function whileAnswering<T>(promise: Promise<T>, redis: RedisCommands): Promise<T> {
  for (;;) {
    const ended = await within(LIMIT_MS / 2, promise);
    if (ended !== undefined) return ended.value;
    const answer = await within(LIMIT_MS / 2, redis.call("PING"));
    if (answer === undefined) throw new LateError(`No answer within ${LIMIT_MS} ms`);
  }
}

/** Whether an error is about the connection, and not an answer of Redis. */
function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { name, message } = error;
  const code: unknown = Reflect.get(error, "code");
  return (
    error instanceof LateError ||
    name === "MaxRetriesPerRequestError" ||
    (typeof code === "string" && /^(?:ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)/u.test(code)) ||
    /Connection is closed|Stream isn't writeable|ECONNREFUSED|ECONNRESET/u.test(message)
  );
}
