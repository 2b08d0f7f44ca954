import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RedisOptions } from "bullmq";

/** Whether there is a Redis to start. */
export const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;

/** A server that has `WAITAOF`, as Redis 7.2 and newer: Debian has it in its backports. */
export const WITH_WAITAOF = "valkey-server";

/** Whether there is one to start. */
export const hasWaitAof = spawnSync(WITH_WAITAOF, ["--version"]).status === 0;

/** The version of the Redis that the tests start. */
export function redisVersion(): string {
  return /v=(?<version>\S+)/u.exec(execFileSync("redis-server", ["--version"], { encoding: "utf8" }))?.[1] ?? "unknown";
}

/** Settings of `redis.conf`, by name. */
export type RedisSettings = Readonly<Record<string, string>>;

const DURABLE: RedisSettings = {
  appendonly: "yes",
  appendfsync: "everysec",
  save: "",
  "maxmemory-policy": "noeviction",
};

const TMPFS = 0x01_02_19_94;
const ENOUGH_BYTES = 2 ** 30;

/**
 * Where the append-only file is. With `everysec`, Redis holds writes back for up to two seconds while the disk is busy,
 * and a kill then loses them. So the file is in memory where there is enough of it: what a test sees does not depend on
 * the disk of the machine.
 */
function inMemory(): string {
  if (!existsSync("/dev/shm")) return tmpdir();
  const { type, bavail, bsize } = statfsSync("/dev/shm");
  return type === TMPFS && bavail * bsize > ENOUGH_BYTES ? "/dev/shm" : tmpdir();
}

/** A Redis of the test's own: a free port of the loopback interface, and a folder for its append-only file. */
export class RedisServer {
  readonly port: number;
  readonly connection: RedisOptions;
  readonly #folder: string;
  readonly #settings: RedisSettings;
  readonly #program: string;
  #process: ChildProcess | undefined;

  private constructor(port: number, settings: RedisSettings, program: string, parent: string) {
    this.port = port;
    this.connection = { host: "127.0.0.1", port };
    this.#folder = mkdtempSync(join(parent, "specloom-redis-"));
    this.#settings = { ...DURABLE, ...settings };
    this.#program = program;
  }

  /** `parent` is the folder of the folder of its file: benchmarks give one on the disk. */
  static async start(
    settings: RedisSettings = {},
    program = "redis-server",
    parent = inMemory(),
  ): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), settings, program, parent);
    await server.launch();
    return server;
  }

  /** Starts it again with what its file holds. Resolves when it answers. */
  async launch(): Promise<void> {
    const settings = { port: String(this.port), bind: "127.0.0.1", dir: this.#folder, ...this.#settings };
    const args = Object.entries(settings).flatMap(([name, value]) => [
      `--${name}`,
      ...(value === "" ? [value] : value.split(" ")),
    ]);
    this.#process = spawn(this.#program, args, { stdio: "ignore" });
    const startedAt = Date.now();
    while (!(await this.#ping())) {
      if (Date.now() - startedAt > 30_000) throw new Error("Redis does not answer");
      await pause(20);
    }
  }

  /** All that it has appended to its file: every command that wrote something. */
  get appended(): string {
    const files = readdirSync(this.#folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return files.map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1")).join("\n");
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  /** Ends the process at once, as a crash would. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (child === undefined) return;
    const gone = new Promise((resolve) => {
      child.once("exit", resolve);
    });
    child.kill("SIGKILL");
    await gone;
    this.#process = undefined;
  }

  /** Ends it and removes its folder. */
  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #ping(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.port, "127.0.0.1", () => socket.write("PING\r\n"));
      socket.once("data", (data) => {
        socket.destroy();
        resolve(data.toString().startsWith("+PONG"));
      });
      socket.once("error", () => resolve(false));
    });
  }
}

/** A port of the loopback interface that nothing listens at. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address: AddressInfo | string | null = server.address();
      const port = address === null || typeof address === "string" ? 0 : address.port;
      server.close(() => resolve(port));
    });
  });
}

/** Real time, for what only real processes do. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
