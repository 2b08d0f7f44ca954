import { DurabilityError, RedisSetupError } from "./errors.js";
import type { AssumedConfig } from "./options.js";
import { textOf, type RedisCommands } from "./redis-commands.js";

/** What the notes of starts need so that a loss of power cannot lose them. */
export type StartSafety = "fsync-always" | "wait-for-disk" | "may-be-lost";

const OLDEST = [6, 2];
/** The first version with `WAITAOF`. */
const WITH_WAITAOF = [7, 2];

/**
 * Checks that Redis keeps what it is told.
 *
 * @returns How safe the note of a start is.
 * @throws {RedisSetupError} naming what to set.
 */
export async function checkSetup(redis: RedisCommands, assume: AssumedConfig | undefined): Promise<StartSafety> {
  const info = textOf(await redis.call("INFO", "server")) ?? "";
  const version = /^redis_version:(?<version>[\d.]+)/mu.exec(info)?.groups?.["version"] ?? "0";
  if (!isAtLeast(version, OLDEST)) {
    throw new RedisSetupError(`Redis ${version} is too old: waits need ${OLDEST.join(".")} or newer`);
  }
  const { maxmemoryPolicy, appendonly, appendfsync } = assume ?? (await readConfig(redis));
  const wrong = [
    maxmemoryPolicy !== "noeviction" && `maxmemory-policy noeviction (it is ${maxmemoryPolicy}: Redis may drop waits)`,
    appendonly !== "yes" && `appendonly yes (it is ${appendonly}: a restart loses waits)`,
    appendfsync !== "always" &&
      appendfsync !== "everysec" &&
      `appendfsync everysec or always (it is ${appendfsync}: a loss of power loses many seconds)`,
  ].filter((problem) => problem !== false);
  if (wrong.length > 0) throw new RedisSetupError(`Redis would lose waits. Set ${wrong.join(" and ")}`);
  if (appendfsync === "always") return "fsync-always";
  return isAtLeast(version, WITH_WAITAOF) ? "wait-for-disk" : "may-be-lost";
}

/** @throws {DurabilityError} where a worker would have to start a job whose note Redis may lose. */
export function checkStartSafety(safety: StartSafety, allowStartLoss: boolean): void {
  if (safety !== "may-be-lost" || allowStartLoss) return;
  throw new DurabilityError(
    "Redis could lose the note of a start with its last two seconds, and the job would be started twice. Set appendfsync always, " +
      "use Redis 7.2 or newer, start the job yourself and add it as `job`, or accept it with `allowStartLoss: true`",
  );
}

/** How far the clock of this process is at least ahead of that of Redis, in milliseconds: the answer may have come late. */
export async function clockAheadMs(redis: RedisCommands): Promise<number> {
  const before = Date.now();
  const reply = await redis.call("TIME");
  const after = Date.now();
  const [seconds, microseconds] = Array.isArray(reply) ? reply.map(Number) : [];
  const time = Number(seconds) * 1_000 + Number(microseconds) / 1_000;
  return Math.max(0, before - time) + Math.min(0, after - time);
}

async function readConfig(redis: RedisCommands): Promise<AssumedConfig> {
  const read = async (name: string): Promise<string> => {
    const reply = await redis.call("CONFIG", "GET", name);
    // Some services answer with nothing.
    const value: unknown = Array.isArray(reply) ? reply[1] : undefined;
    if (typeof value !== "string") throw new Error(`no answer about ${name}`);
    return value;
  };
  try {
    return {
      maxmemoryPolicy: await read("maxmemory-policy"),
      appendonly: (await read("appendonly")) === "yes" ? "yes" : "no",
      appendfsync: fsyncOf(await read("appendfsync")),
    };
  } catch (cause) {
    if (!(cause instanceof Error) || !/NOPERM|unknown command|no answer/iu.test(cause.message)) throw cause;
    throw new RedisSetupError(
      "Redis forbids CONFIG GET. State maxmemoryPolicy, appendonly and appendfsync with the option `assume`",
      { cause },
    );
  }
}

function fsyncOf(value: string): AssumedConfig["appendfsync"] {
  return value === "always" || value === "everysec" ? value : "no";
}

function isAtLeast(version: string, wanted: readonly number[]): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = wanted;
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}
