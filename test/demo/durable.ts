import { Fleet, type States } from "../durable/support/fleet.js";
import { hasRedis, pause, redisVersion } from "../durable/support/redis-server.js";

/** Where the demonstration prints, and how long it kills. */
export interface DurableStage {
  readonly print: (line: string) => void;
  /** Draws over the lines before; false where they are kept. */
  readonly interactive: boolean;
  readonly waits?: number;
  readonly kills?: number;
}

const WIDTH = 40;

/**
 * Redis, three workers and a provider that stands in, on this machine. One worker is killed every two seconds, and no
 * wait is lost.
 *
 * @returns Whether nothing was lost or started twice.
 */
export async function demonstrateDurable({
  print,
  interactive,
  waits = 1_000,
  kills = 10,
}: DurableStage): Promise<boolean> {
  if (!hasRedis) {
    print("redis-server is missing. Get it: apt-get install -y redis-server");
    return false;
  }
  const pace = { minDelayMs: 3_000, maxDelayMs: 7_000 };
  const fleet = await Fleet.open({ pace, lockMs: 5_000, stalledMs: 2_500, concurrency: 50 });
  try {
    print(`Redis ${redisVersion()} at port ${fleet.redis.port}, the provider at ${fleet.provider.url}, three workers`);
    print(`${waits} waits, half of them for jobs that a worker starts. Every two seconds a worker is killed (-9).`);
    const ended = new AbortController();
    let before = "";
    let lines = 0;
    let killed = 0;
    const draw = async (): Promise<void> => {
      const text = picture(await fleet.states(), killed, waits);
      if (text.join("\n") === before) return;
      before = text.join("\n");
      if (interactive && lines > 0) print(`\u001b[${lines + 1}A`);
      for (const line of text) print(line);
      lines = text.length;
    };
    const drawing = (async () => {
      do {
        await draw();
        await pause(interactive ? 250 : 4_000);
      } while (!ended.signal.aborted);
    })();
    const adding = fleet.add(waits);
    for (; killed < kills; killed += 1) {
      await pause(2_000);
      await fleet.replace("kill");
    }
    await adding;
    const { lost, startedTwice, settledTwice, handledTwice, uncertain, seconds } = await fleet.finish();
    ended.abort();
    await drawing;
    await draw();
    print(`lost ${lost}, started twice ${startedTwice}, settled twice ${settledTwice}`);
    print(`handled twice ${handledTwice}, uncertain ${uncertain}, ${kills} kills, ${seconds} s`);
    return lost + startedTwice + settledTwice === 0;
  } finally {
    await fleet.close();
  }
}

function picture({ asleep, due, running, settled, uncertain }: States, killed: number, all: number): readonly string[] {
  const bars = { asleep, due, running, settled, uncertain };
  const width = (count: number): number => Math.ceil((WIDTH * count) / all);
  return [
    `killed ${killed}`,
    ...Object.entries(bars).map(([name, count]) => {
      const bar = "#".repeat(Math.min(WIDTH, width(count))).padEnd(WIDTH, ".");
      return `  ${name.padEnd(9)} ${bar} ${String(count).padStart(6)}`;
    }),
  ];
}
