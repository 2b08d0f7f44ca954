import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { compileProgram, type Edit } from "./program.js";
import type { WorkerEvent, WorkerSettings } from "./worker-settings.js";

const source = fileURLToPath(new URL("worker-process.ts", import.meta.url));

const newerData: Edit = { file: "wait-data.ts", changes: [["DATA_VERSION = 1", "DATA_VERSION = 2"]] };
const newerSnapshots: Edit = {
  file: "jobs/snapshot.ts",
  changes: [
    ["const VERSION = 1", "const VERSION = 2"],
    ["version: oneOf(VERSION)", "version: oneOf(1, VERSION)"],
  ],
};

/** Versions of the packages that a worker may have: today's, and later ones, which read what today's has written. */
const versions = {
  today: [],
  "newer data": [newerData],
  "newer snapshots": [newerSnapshots],
  "newer data and snapshots": [newerData, newerSnapshots],
} as const satisfies Readonly<Record<string, readonly Edit[]>>;

export type WorkerVersion = keyof typeof versions;

const compiled = new Map<WorkerVersion, Promise<string>>();

/** The worker program of a version; compiled once. */
function programOf(version: WorkerVersion): Promise<string> {
  const suffix = version === "today" ? "" : `-${version.replaceAll(" ", "-")}`;
  const program = compiled.get(version) ?? compileProgram(source, undefined, versions[version], suffix);
  compiled.set(version, program);
  return program;
}

/** A worker process, seen from the test. */
export class WorkerHost {
  readonly events: WorkerEvent[] = [];
  readonly #child: ChildProcess;
  readonly #exited: Promise<void>;
  #heard: () => void = () => {};

  private constructor(program: string, settings: WorkerSettings) {
    this.#child = spawn(process.execPath, [program, JSON.stringify(settings)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    this.#exited = new Promise((resolve) => {
      this.#child.once("exit", () => resolve());
    });
    if (this.#child.stdout === null) throw new Error("the worker has no output");
    createInterface({ input: this.#child.stdout }).on("line", (line) => {
      const event: WorkerEvent = JSON.parse(line);
      this.events.push(event);
      this.#heard();
    });
  }

  /** Starts a worker that is ready, or one that may end before. */
  static async start(settings: WorkerSettings, isReady = true, version: WorkerVersion = "today"): Promise<WorkerHost> {
    const host = new WorkerHost(await programOf(version), settings);
    if (isReady) await host.next("ready");
    return host;
  }

  /** The first event of a kind. */
  async next<Kind extends WorkerEvent["event"]>(kind: Kind): Promise<Extract<WorkerEvent, { event: Kind }>> {
    for (;;) {
      const found = this.events.find((event): event is Extract<WorkerEvent, { event: Kind }> => event.event === kind);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Ends it at once. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#exited;
  }

  /** Lets it close. */
  async close(): Promise<void> {
    this.#child.kill("SIGTERM");
    await this.#exited;
  }

  get exited(): Promise<void> {
    return this.#exited;
  }
}
