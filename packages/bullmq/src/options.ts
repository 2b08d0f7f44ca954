import type { QueueOptions, RedisOptions } from "bullmq";
import { checkWaitOptions, ParameterError } from "@specloom/runtime";
import type { Kinds } from "./kind.js";
import type { Metric } from "./metrics.js";

/** What Redis's `CONFIG GET` would answer, for servers that forbid it. */
export interface AssumedConfig {
  readonly maxmemoryPolicy: string;
  readonly appendonly: "yes" | "no";
  readonly appendfsync: "always" | "everysec" | "no";
}

/** Options of one set of waits. Defaults are in parentheses. */
export interface DurableWaitsOptions<K extends Kinds> {
  /** The name of the BullMQ queue. One for each provider: its rate and its pauses. */
  readonly name: string;
  /** Where Redis is: host, port, password, tls or `url`, as ioredis takes them. */
  readonly connection: RedisOptions;
  readonly kinds: K;
  /** The prefix of all keys in Redis (`bull`, as of BullMQ). */
  readonly prefix?: string;
  /** How many steps all workers together begin in a second (no limit). */
  readonly requestsPerSecond?: number;
  /** How long a worker keeps a wait without renewing it (10,000 ms). */
  readonly lockMs?: number;
  /** How often the workers look for waits whose worker died (5,000 ms). */
  readonly stalledMs?: number;
  /** How many starts a process has in flight: a crash leaves at most as many uncertain (8). */
  readonly startsInFlight?: number;
  /** How long settlements are kept, and a handler that fails is called again (a day). */
  readonly keepSettledMs?: number;
  /** Above it, a result is not stored but fetched again (65,536). */
  readonly maxResultBytes?: number;
  /** What is true of a Redis that forbids `CONFIG GET`. */
  readonly assume?: AssumedConfig;
  /** Takes inputs although Redis may lose its last two seconds: a job might then be started twice (false). */
  readonly allowStartLoss?: boolean;
  /** Hears of each step, settlement, pause and so on. What it throws is ignored. */
  readonly onMetric?: (metric: Metric) => unknown;
  /** Given to BullMQ, which then makes a span for each step. */
  readonly telemetry?: NonNullable<QueueOptions["telemetry"]>;
}

const DEFAULTS = {
  prefix: "bull",
  lockMs: 10_000,
  stalledMs: 5_000,
  startsInFlight: 8,
  keepSettledMs: 86_400_000,
  maxResultBytes: 65_536,
  allowStartLoss: false,
} as const;

/** The options with their defaults. */
export type Settings<K extends Kinds = Kinds> = DurableWaitsOptions<K> &
  Required<Pick<DurableWaitsOptions<K>, keyof typeof DEFAULTS>>;

/** The longest delay of a Node timer, in milliseconds. A timer with a longer delay fires immediately. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The minimum and maximum of each option that is an integer. The options of a worker are included. */
const RANGES = {
  lockMs: [1, LONGEST_TIMER_MS],
  stalledMs: [1, LONGEST_TIMER_MS],
  keepSettledMs: [1, Number.MAX_SAFE_INTEGER],
  startsInFlight: [1, Infinity],
  maxResultBytes: [0, Infinity],
  concurrency: [1, Number.MAX_SAFE_INTEGER],
  graceMs: [0, Infinity],
  checkMs: [1, LONGEST_TIMER_MS],
} as const;

/**
 * Fills in the defaults.
 *
 * @throws {ParameterError} if an option is invalid.
 */
export function readOptions<K extends Kinds>(options: DurableWaitsOptions<K>): Settings<K> {
  const { name, kinds, requestsPerSecond: rate = Infinity, prefix = DEFAULTS.prefix } = options;
  if (typeof name !== "string" || !/^[^:{}\s]+$/u.test(name)) {
    throw new ParameterError("name", "must be a text without colons, braces or spaces");
  }
  if (typeof prefix !== "string" || prefix === "")
    throw new ParameterError("prefix", "must be a text that is not empty");
  checkConnection(options.connection);
  checkNumbers(options);
  checkFunctions(options, ["onMetric"]);
  const { allowStartLoss }: { readonly allowStartLoss?: unknown } = options;
  if (allowStartLoss !== undefined && typeof allowStartLoss !== "boolean") {
    throw new ParameterError("allowStartLoss", "must be true or false");
  }
  if (typeof rate !== "number" || !(rate > 0))
    throw new ParameterError("requestsPerSecond", "must be a number above 0");
  const declared = Object.entries(Object(kinds));
  if (declared.length === 0) throw new ParameterError("kinds", "must have at least one kind");
  for (const [of, kind] of declared) {
    const { resource, wait }: { readonly resource?: unknown; readonly wait?: object } = Object(kind);
    if (typeof Reflect.get(Object(resource), "job") !== "function") {
      throw new ParameterError("kinds", `must have a resource with jobs: ${of} has none`);
    }
    checkFunctions(Object(kind), ["start", "find"]);
    checkWaitOptions(wait);
  }
  return { ...DEFAULTS, ...withoutUndefined(options) };
}

/** Only plain options can be copied: a copy of a text or of a client would name the default address. */
function checkConnection(connection: unknown): void {
  const isClient = typeof Reflect.get(Object(connection), "connect") === "function";
  if (typeof connection === "object" && connection !== null && !Array.isArray(connection) && !isClient) return;
  throw new ParameterError("connection", "must be an object with options, such as `url`");
}

/** @throws {ParameterError} if a number is not an integer or is out of range. Redis and timers need such numbers. */
export function checkNumbers(options: object): void {
  for (const [name, [least, most]] of Object.entries(RANGES)) {
    const value: unknown = Reflect.get(options, name);
    if (value === undefined) continue;
    const isWhole = typeof value === "number" && (Number.isInteger(value) || value === Infinity);
    if (isWhole && value >= least && value <= most) continue;
    const limit = most === Infinity ? "" : ` and at most ${most}`;
    throw new ParameterError(name, `must be a whole number of at least ${least}${limit}`);
  }
}

/** @throws {ParameterError} if an option is set but is not a function. */
export function checkFunctions(options: object, names: readonly string[]): void {
  for (const name of names) {
    const value: unknown = Reflect.get(options, name);
    if (value !== undefined && typeof value !== "function") throw new ParameterError(name, "must be a function");
  }
}

function withoutUndefined<T extends object>(given: T): T {
  const copy = { ...given };
  for (const [name, value] of Object.entries(copy)) if (value === undefined) Reflect.deleteProperty(copy, name);
  return copy;
}
