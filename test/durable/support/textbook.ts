import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import type { Tally } from "./fleet.js";
import { compileProgram } from "./program.js";
import { Provider } from "./provider.js";
import { pause, RedisServer } from "./redis-server.js";
import type { WorkerSettings } from "./worker-settings.js";

const source = fileURLToPath(new URL("textbook-process.ts", import.meta.url));

/** Workers that poll jobs the usual way, under the same kills. */
export class Textbook {
  readonly #program: string;
  readonly #settings: WorkerSettings;
  readonly #redis: RedisServer;
  readonly #provider: Provider;
  readonly #client: Redis;
  readonly #queue: Queue;
  readonly #children: ChildProcess[] = [];

  private constructor(program: string, settings: WorkerSettings, redis: RedisServer, provider: Provider) {
    this.#program = program;
    this.#settings = settings;
    this.#redis = redis;
    this.#provider = provider;
    const connection = { ...redis.connection, maxRetriesPerRequest: null };
    this.#client = new Redis(connection);
    this.#queue = new Queue("textbook", { connection });
  }

  static async open(settings: Partial<WorkerSettings>): Promise<Textbook> {
    const redis = await RedisServer.start();
    const provider = await Provider.start();
    const given = { port: redis.port, url: provider.url, ...settings };
    const textbook = new Textbook(await compileProgram(source), given, redis, provider);
    for (let count = 0; count < 3; count += 1) textbook.#hire();
    return textbook;
  }

  /** Adds waits, half of them with a start, and kills a worker every two seconds. */
  async run(waits: number, kills: number): Promise<Tally> {
    const begun = Date.now();
    const jobs = Array.from({ length: waits }, (_, index) => {
      const key = `order-${index}`;
      return { name: "task", data: index % 2 === 0 ? { key } : { key, id: `given-${key}` }, opts: { jobId: key } };
    });
    for (let start = 0; start < waits; start += 1_000) await this.#queue.addBulk(jobs.slice(start, start + 1_000));
    for (let kill = 0; kill < kills; kill += 1) {
      await pause(2_000);
      this.#children.shift()?.kill("SIGKILL");
      this.#hire();
    }
    let progressAt = Date.now();
    let before = -1;
    // Its default lock is held for 30 s after a kill.
    while (Date.now() - progressAt < 90_000) {
      const handled = await this.#client.hlen("handled");
      const { failed = 0 } = await this.#queue.getJobCounts("failed");
      if (handled + failed >= waits) break;
      if (handled + failed !== before) progressAt = Date.now();
      before = handled + failed;
      await pause(500);
    }
    const counts = Object.values(await this.#client.hgetall("handled")).map(Number);
    const outcomes = await this.#client.smembers("outcomes");
    return {
      waits,
      lost: waits - counts.length,
      startedTwice: this.#provider.startedTwice().length,
      settledTwice: outcomes.length - new Set(outcomes.map((outcome) => outcome.split(" ", 1)[0])).size,
      handledTwice: counts.filter((count) => count > 1).length,
      uncertain: 0,
      seconds: Math.round((Date.now() - begun) / 1_000),
    };
  }

  async close(): Promise<void> {
    for (const child of this.#children) child.kill("SIGKILL");
    await this.#queue.close();
    this.#client.disconnect();
    await Promise.all([this.#provider.close(), this.#redis.stop()]);
  }

  #hire(): void {
    const args = [this.#program, JSON.stringify(this.#settings)];
    this.#children.push(spawn(process.execPath, args, { stdio: "ignore" }));
  }
}
