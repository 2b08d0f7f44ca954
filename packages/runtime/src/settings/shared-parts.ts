import { systemClock, type Clock } from "../time/clock.js";
import { Timers } from "../time/timers.js";
import type { SchedulerOptions } from "./options.js";

/** The options that decide what a client shares. */
interface SharingOptions {
  readonly clock?: Clock | undefined;
  readonly scheduler?: SchedulerOptions | undefined;
}

/** What a client shares with those derived from it, unless they have their own. */
export interface SharedParts {
  readonly timers: Timers;
  /** The limits. Clients with the same object share what is left of them. */
  readonly scheduler: SchedulerOptions;
}

const known = new WeakMap<SharingOptions, SharedParts>();

/** The parts of a client with these options: those of `base`, from which they are derived, unless they have their own. */
export function sharedParts(options: SharingOptions, base?: SharingOptions): SharedParts {
  const found = known.get(options);
  if (found !== undefined) return found;
  const { clock = systemClock, scheduler } = options;
  const of = base && sharedParts(base);
  const timers = of?.timers.clock === clock ? of.timers : new Timers(clock);
  const isShared = of?.timers === timers && base?.scheduler === scheduler;
  const parts = { timers, scheduler: isShared ? of.scheduler : { ...scheduler } };
  known.set(options, parts);
  return parts;
}
