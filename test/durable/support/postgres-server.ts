import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { freePort, pause } from "./redis-server.js";

const versions = "/usr/lib/postgresql";

/** Debian's newest PostgreSQL; undefined where it is not installed. */
function programs(): string | undefined {
  const found = existsSync(versions) ? readdirSync(versions).toSorted().at(-1) : undefined;
  return found === undefined ? undefined : join(versions, found, "bin");
}

/** Whether there is a PostgreSQL to start. */
export const hasPostgres = programs() !== undefined;

/** A PostgreSQL of the test's own: a free port of the loopback interface, and a folder. */
export class PostgresServer {
  readonly port: number;
  readonly #folder: string;
  readonly #child: ChildProcess;

  private constructor(port: number, folder: string, child: ChildProcess) {
    this.port = port;
    this.#folder = folder;
    this.#child = child;
  }

  static async start(): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), "specloom-postgres-"));
    const data = join(folder, "data");
    chmodSync(folder, 0o777);
    const [initdb, ...init] = asUser("initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync");
    execFileSync(initdb ?? "", init, { stdio: "ignore" });
    const port = await freePort();
    const [program, ...args] = asUser("postgres", "-D", data, "-p", String(port), "-k", folder, "-h", "127.0.0.1");
    const server = new PostgresServer(port, folder, spawn(program ?? "", args, { stdio: "ignore" }));
    while (!(await answers(port))) await pause(50);
    // It listens a moment before it takes connections.
    await pause(1_000);
    return server;
  }

  /** Its URL, of a database that is there. */
  get url(): string {
    return `postgres://postgres@127.0.0.1:${this.port}/postgres`;
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => {
      this.#child.once("exit", resolve);
    });
    this.#child.kill("SIGINT");
    await gone;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The command line of a program, which PostgreSQL refuses to be to root. */
function asUser(name: string, ...args: readonly string[]): string[] {
  const command = [join(programs() ?? "", name), ...args];
  return userInfo().uid === 0
    ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", ...command]
    : command;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
