import type { JobRequester } from "./job-hooks.js";
import type { JobSpec } from "./job-spec.js";
import type { Batch, Loop } from "./loop.js";
import { Scheduler } from "./scheduler.js";
import type { Wait } from "./wait.js";

/** What the jobs of one client share. A client that is derived from another one shares its scheduler and pauses. */
export interface Polling {
  readonly client: JobRequester;
  readonly scheduler: Scheduler<Wait>;
  readonly pause: Pause;
  /** The loops with waits, by kind of job and key. */
  readonly active: WeakMap<JobSpec, Map<string, Loop>>;
  readonly batches: WeakMap<object, Map<string | undefined, Batch>>;
}

/** The pause of an origin that its server has asked for with a 429. Times are on the monotonic clock. */
export interface Pause {
  until: number;
  /** When the next request that was held back may start. */
  next: number;
  /** The delay between two requests after the pause. */
  spreadMs: number;
  /** The number of jobs with waits. The higher it is, the shorter the delay between two requests after the pause. */
  jobs: number;
}

/** The longest delay between two requests after a pause. */
const MAX_SPREAD_MS = 250;

/** The maximum pause of an origin in milliseconds. It applies if the client sets no limit. */
const MAX_PAUSE_MS = 60_000;

/**
 * Pauses the origin: no request starts for a number of milliseconds. Then the requests start one after another. A pause
 * above the limit of the client does not pause the origin.
 */
export function addPause({ pause, client }: Polling, now: number, milliseconds: number): void {
  const until = now + milliseconds;
  if (milliseconds > (client.maxRetryDelayMs ?? MAX_PAUSE_MS) || pause.until >= until) return;
  pause.until = pause.next = until;
  pause.spreadMs = Math.min(MAX_SPREAD_MS, milliseconds / Math.max(1, pause.jobs));
}

/** When the next request may start: `now`, or its own time after the pause. */
export function claimStart(pause: Pause, now: number): number {
  if (pause.until <= now) return now;
  const start = pause.next;
  pause.next += pause.spreadMs;
  return start;
}

const pollings = new WeakMap<JobRequester, Polling>();
const limits = new WeakMap<object, { readonly scheduler: Scheduler<Wait>; readonly pauses: Map<string, Pause> }>();

/** What the jobs of a client share. Clients with the same `scheduler` object share its limits. */
export function pollingOf(client: JobRequester): Polling {
  const known = pollings.get(client);
  if (known !== undefined) return known;
  const { scheduler: own = {}, clock, baseUrl } = client;
  const { scheduler, pauses } = limits.get(own) ?? { scheduler: new Scheduler<Wait>(clock, own), pauses: new Map() };
  limits.set(own, { scheduler, pauses });
  const pause = pauses.get(baseUrl.origin) ?? { until: -Infinity, next: 0, spreadMs: 0, jobs: 0 };
  pauses.set(baseUrl.origin, pause);
  const polling = { client, scheduler, pause, active: new WeakMap(), batches: new WeakMap() };
  pollings.set(client, polling);
  return polling;
}
