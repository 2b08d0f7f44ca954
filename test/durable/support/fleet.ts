import type { DurableWaits } from "@specloom/bullmq";
import { Redis } from "ioredis";
import { Queue } from "bullmq";
import { Provider } from "./provider.js";
import { pause, RedisServer, type RedisSettings } from "./redis-server.js";
import { taskWaits, type TaskKinds } from "./waits.js";
import { WorkerHost } from "./worker-host.js";
import type { WorkerSettings } from "./worker-settings.js";

/** What became of all waits of a run. The first three must be 0. */
export interface Tally {
  readonly waits: number;
  /** Neither settled nor uncertain. */
  readonly lost: number;
  readonly startedTwice: number;
  /** Waits whose handlers saw different outcomes. */
  readonly settledTwice: number;
  readonly handledTwice: number;
  readonly uncertain: number;
  readonly seconds: number;
}

/** How many waits there are in each state. */
export interface States {
  readonly settled: number;
  readonly asleep: number;
  readonly due: number;
  readonly running: number;
  readonly uncertain: number;
}

/** A Redis, a provider and some worker processes, to be disturbed. Numbers are drawn by a seed. */
export class Fleet {
  readonly redis: RedisServer;
  readonly provider: Provider;
  readonly client: Redis;
  readonly waits: DurableWaits<TaskKinds>;
  readonly queue: Queue;
  readonly hosts: WorkerHost[] = [];
  readonly keys: string[] = [];
  readonly #settings: WorkerSettings;
  readonly #begun = Date.now();
  #state: number;

  private constructor(redis: RedisServer, provider: Provider, settings: WorkerSettings, seed: number) {
    this.redis = redis;
    this.provider = provider;
    this.#settings = settings;
    this.#state = seed;
    const patient = { ...redis.connection, maxRetriesPerRequest: null };
    this.client = new Redis(patient);
    this.client.on("error", () => {});
    this.queue = new Queue("tasks", { connection: patient });
    this.queue.on("error", () => {});
    this.waits = taskWaits(redis.connection, provider.url);
  }

  static async open(
    settings: Partial<WorkerSettings>,
    { workers = 3, seed = 1, redis = {} }: { workers?: number; seed?: number; redis?: RedisSettings } = {},
  ): Promise<Fleet> {
    const server = await RedisServer.start(redis);
    const provider = await Provider.start();
    const given = { port: server.port, url: provider.url, records: true, concurrency: 150, ...settings };
    const fleet = new Fleet(server, provider, given, seed);
    await Promise.all(Array.from({ length: workers }, () => fleet.hire()));
    return fleet;
  }

  /** Adds waits, every second one for a job that a worker starts. Repeats what fails while Redis is away. */
  async add(count: number, hasStarts = true): Promise<void> {
    const first = this.keys.length;
    const keys = Array.from({ length: count }, (_, index) => `order-${first + index}`);
    this.keys.push(...keys);
    const all = keys.map((key, index) =>
      hasStarts && index % 2 === 0
        ? ([key, { kind: "task", input: { text: key } }] as const)
        : ([key, { kind: "task", job: `given-${key}` }] as const),
    );
    for (let start = 0; start < all.length;) {
      const isAdded = await this.waits.addAll(all.slice(start, start + 500)).then(
        () => true,
        () => false,
      );
      if (isAdded) start += 500;
      else await pause(200);
    }
  }

  /** Starts one more worker. */
  async hire(): Promise<void> {
    this.hosts.push(await WorkerHost.start(this.#settings));
  }

  /** Ends a random worker, at once or by SIGTERM, and starts another one. */
  async replace(how: "kill" | "close"): Promise<void> {
    const [host] = this.hosts.splice(Math.floor(this.random() * this.hosts.length), 1);
    await Promise.all([host?.[how](), this.hire()]);
  }

  /** A number of at least 0 and below 1 (mulberry32). */
  random(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  async states(): Promise<States> {
    const [settled, counts] = await Promise.all([
      this.client.hlen("handled"),
      this.queue.getJobCounts("delayed", "wait", "active", "failed"),
    ]);
    const { delayed = 0, wait = 0, active = 0, failed = 0 } = counts;
    return { settled, asleep: delayed, due: wait, running: active, uncertain: failed };
  }

  /** Waits until every wait is settled or uncertain, for as long as there is progress within two minutes. */
  async finish(): Promise<Tally> {
    let progressAt = Date.now();
    let before = "";
    for (;;) {
      const { settled, uncertain, asleep, due, running } = await this.states();
      if (settled + uncertain >= this.keys.length && asleep + due + running === 0) break;
      const now = `${settled} ${uncertain} ${this.provider.requests}`;
      if (now !== before) progressAt = Date.now();
      before = now;
      if (Date.now() - progressAt > 120_000) break;
      await pause(250);
    }
    return this.tally();
  }

  async tally(): Promise<Tally> {
    const states: (string | undefined)[] = [];
    for (let start = 0; start < this.keys.length; start += 500) {
      const chunk = this.keys.slice(start, start + 500);
      states.push(...(await Promise.all(chunk.map(async (key) => (await this.waits.get(key))?.state))));
    }
    const counts = Object.values(await this.client.hgetall("handled")).map(Number);
    const outcomes = await this.client.smembers("outcomes");
    const uncertain = states.filter((state) => state === "uncertain").length;
    return {
      waits: this.keys.length,
      lost: states.filter((state) => state !== "settled" && state !== "uncertain").length,
      startedTwice: this.provider.startedTwice().length,
      settledTwice: outcomes.length - new Set(outcomes.map((outcome) => outcome.split(" ", 1)[0])).size,
      handledTwice: counts.filter((count) => count > 1).length,
      uncertain,
      seconds: Math.round((Date.now() - this.#begun) / 1_000),
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.hosts.map((host) => host.kill()));
    await Promise.all([this.waits.close(), this.queue.close()]);
    this.client.disconnect();
    await Promise.all([this.provider.close(), this.redis.stop()]);
  }
}
