import { Roe } from "@specloom/roe";
import { pause } from "./assert.js";
import { type Counted, counted } from "./counted.js";
import { openServer } from "./lab-client.js";
import { mortals, pendings } from "./lives.js";
import { activeResources } from "./surroundings.js";

/**
 * How long platforms may take to let go of sockets, and of those that they open again after an abort, on a busy machine too.
 * Milliseconds.
 */
const SETTLING_MS = 2_000;

/** What a process holds once all is over. */
export interface Held {
  readonly own: Counted["held"];
  /** What keeps the process alive that did not before, by the platform's own count. */
  readonly platform: readonly string[];
  /** Whether the platform counts at all. */
  readonly counts: boolean;
}

/** Lives a life by its name. Prints `begun`, and `over` with what is still held; nothing keeps the process after that. */
export async function live(lab: string, apiKey: string, name: string, print: (line: string) => void): Promise<void> {
  const life = [...mortals, ...pendings].find((one) => one.name === name);
  if (life === undefined) throw new Error(`nobody lives by the name of ${name}`);
  const counts = isCounting();
  const server = await openServer(lab, "roe");
  const { options, held, controller } = counted();
  const { url: baseUrl, organizationId } = server;
  const client = new Roe({ ...options, apiKey, baseUrl, organizationId });
  const means = { server, client, controller: controller() };
  // The first line opens the output, which stays.
  print("begun");
  const before = activeResources() ?? [];
  // Not awaited: a pending top-level await would end some processes with an error instead of a result.
  void life.live(means).then(async () => {
    const result = await settled(() => ({ own: held, platform: added(before, activeResources() ?? []), counts }));
    print(`over ${JSON.stringify(result)}`);
  });
}

/** What is held once it is nothing, or the time for that is up. */
async function settled(look: () => Held): Promise<Held> {
  const start = performance.now();
  for (;;) {
    await pause(5);
    const held = look();
    const count = held.platform.length + held.own.requests;
    if (count === 0 || performance.now() - start > SETTLING_MS) return held;
  }
}

/** What is in `after` more often than in `before`. */
function added(before: readonly string[], after: readonly string[]): string[] {
  const left = [...before];
  return after.filter((name) => {
    const place = left.indexOf(name);
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}

/** Whether the platform's list of active resources shows a timer that is set. */
function isCounting(): boolean {
  const before = activeResources() ?? [];
  const timer = setTimeout(() => undefined, 1_000);
  const during = activeResources() ?? [];
  clearTimeout(timer);
  return added(before, during).includes("Timeout");
}
