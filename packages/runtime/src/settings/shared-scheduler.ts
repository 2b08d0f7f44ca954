import { systemClock, type Clock } from "../time/clock.js";
import type { SchedulerOptions } from "./options.js";

/** The options that decide which limits a client has. */
interface SharingOptions {
  readonly clock?: Clock | undefined;
  readonly scheduler?: SchedulerOptions | undefined;
}

const known = new WeakMap<SharingOptions, SchedulerOptions>();

/**
 * The limits of a client with these options: those of `base`, from which they are derived, unless they have their own or
 * another clock. Clients with the same object share what is left of the limits, and the timer of their jobs.
 */
export function sharedScheduler(options: SharingOptions, base?: SharingOptions): SchedulerOptions {
  const found = known.get(options);
  if (found !== undefined) return found;
  const { clock = systemClock, scheduler } = options;
  const isShared = base !== undefined && base.scheduler === scheduler && (base.clock ?? systemClock) === clock;
  const shared = isShared ? sharedScheduler(base) : { ...scheduler };
  known.set(options, shared);
  return shared;
}
