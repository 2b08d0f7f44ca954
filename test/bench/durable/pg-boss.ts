import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Tally } from "../../durable/support/fleet.js";
import { PostgresServer } from "../../durable/support/postgres-server.js";
import { Provider } from "../../durable/support/provider.js";
import { pause } from "../../durable/support/redis-server.js";

/** What is used of pg-boss to add jobs. */
interface Boss {
  on(event: "error", listener: () => void): void;
  start(): Promise<unknown>;
  stop(options: { readonly graceful: boolean }): Promise<void>;
  createQueue(name: string): Promise<void>;
  insert(jobs: readonly object[]): Promise<unknown>;
}

/** Waits with pg-boss on a PostgreSQL of its own, while a worker is killed every two seconds. */
export async function killPgBoss(program: string, modules: string, waits: number, kills: number): Promise<Tally> {
  const [postgres, provider] = await Promise.all([PostgresServer.start(), Provider.start()]);
  const children: ChildProcess[] = [];
  const hire = (): void => void children.push(spawn(process.execPath, [program, postgres.url, provider.url]));
  const query = (text: string): string =>
    execFileSync("psql", ["-At", postgres.url, "-c", text], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  try {
    const begun = Date.now();
    const PgBoss: new (url: string) => Boss = createRequire(join(modules, "package.json"))("pg-boss");
    const boss = new PgBoss(postgres.url);
    boss.on("error", () => {});
    await boss.start();
    await boss.createQueue("task");
    await boss.createQueue("handled");
    const jobs = Array.from({ length: waits }, (_, index) => {
      const key = `order-${index}`;
      const data = index % 2 === 0 ? { key } : { key, id: `given-${key}` };
      return { name: "task", data, expireInSeconds: 15, retryLimit: 100 };
    });
    for (let start = 0; start < waits; start += 1_000) await boss.insert(jobs.slice(start, start + 1_000));
    for (let worker = 0; worker < 3; worker += 1) hire();
    for (let kill = 0; kill < kills; kill += 1) {
      await pause(2_000);
      children.shift()?.kill("SIGKILL");
      hire();
    }
    const handled = (): number =>
      Number(query("select count(distinct data->>'key') from pgboss.job where name = 'handled'"));
    let progressAt = Date.now();
    for (let before = -1; before < waits && Date.now() - progressAt < 60_000;) {
      const now = handled();
      if (now !== before) progressAt = Date.now();
      before = now;
      await pause(500);
    }
    const count = (what: string): number =>
      Number(
        query(
          `select count(*) from (select data->>'key' from pgboss.job where name = 'handled' group by 1 having ${what} > 1) x`,
        ),
      );
    const tally: Tally = {
      waits,
      lost: waits - handled(),
      startedTwice: provider.startedTwice().length,
      settledTwice: count("count(distinct data->>'made')"),
      handledTwice: count("count(*)"),
      uncertain: 0,
      seconds: Math.round((Date.now() - begun) / 1_000),
    };
    await boss.stop({ graceful: false });
    return tally;
  } finally {
    for (const child of children) child.kill("SIGKILL");
    await Promise.all([provider.close(), postgres.stop()]);
  }
}
