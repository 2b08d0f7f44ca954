import { systemClock, type Clock } from "../time/clock.js";
import type { SchedulerOptions } from "./options.js";

/** The options that decide which limits a client has. */
interface SharingOptions {
  readonly clock?: Clock | undefined;
  readonly scheduler?: SchedulerOptions | undefined;
}

const known = new WeakMap<SharingOptions, SchedulerOptions>();

/**
 * Returns the limits of a client with these options. Options that are derived from `base` share its limits, unless they
 * have a scheduler or a clock of their own. Clients with the same limits object also share the timer of their jobs.
 */
export function sharedScheduler(options: SharingOptions, base?: SharingOptions): SchedulerOptions {
  const found = known.get(options);
  if (found !== undefined) return found;
  const { clock = systemClock, scheduler } = options;
  const isShared = base && base.scheduler === scheduler && (base.clock ?? systemClock) === clock;
  const shared = isShared ? sharedScheduler(base) : { ...scheduler };
  known.set(options, shared);
  return shared;
}
