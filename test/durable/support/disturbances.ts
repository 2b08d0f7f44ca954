import type { Fleet } from "./fleet.js";
import { pause } from "./redis-server.js";

/** What happens to a fleet while it works. */
export interface Disturbance {
  readonly title: string;
  /** How many waits there are at full size. */
  readonly waits: number;
  readonly hasStarts: boolean;
  /** `share` is 1 at full size, and less where the run has to be short. */
  readonly run: (fleet: Fleet, share: number) => Promise<void>;
}

/** The rows of the failure matrix. */
export const disturbances: readonly Disturbance[] = [
  {
    title: "A random worker killed (-9) every 2 s for 60 s",
    waits: 20_000,
    hasStarts: true,
    run: (fleet, share) => every(2_000, Math.max(6, Math.round(30 * share)), () => fleet.replace("kill")),
  },
  {
    title: "Redis killed (-9) twice, `everysec`, back after 1.5 s",
    waits: 20_000,
    hasStarts: true,
    run: (fleet, share) =>
      every(Math.max(2_500, 10_000 * share), 2, async () => {
        await fleet.redis.kill();
        await pause(1_500);
        await fleet.redis.launch();
      }),
  },
  {
    title: "Provider answers 503 for 20 s",
    waits: 6_000,
    hasStarts: true,
    run: (fleet, share) => troubled(fleet, { status: 503 }, Math.max(4_000, 20_000 * share)),
  },
  {
    title: "429 for 20 s, `Retry-After: 4`, no starts",
    waits: 8_000,
    hasStarts: false,
    run: (fleet, share) => troubled(fleet, { status: 429, retryAfter: 4 }, Math.max(5_000, 20_000 * share)),
  },
  {
    title: "A worker ended by SIGTERM every 2 s, 12 times",
    waits: 8_000,
    hasStarts: true,
    run: (fleet, share) => every(2_000, Math.max(4, Math.round(12 * share)), () => fleet.replace("close")),
  },
];

async function every(ms: number, times: number, action: () => Promise<void>): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await pause(ms);
    await action();
  }
}

async function troubled(fleet: Fleet, trouble: Fleet["provider"]["trouble"], ms: number): Promise<void> {
  await pause(1_000);
  fleet.provider.trouble = trouble;
  await pause(ms);
  fleet.provider.trouble = {};
}
