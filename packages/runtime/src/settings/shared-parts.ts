import type { Clock } from "../time/clock.js";
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

const bases = new WeakMap<SharingOptions, SharingOptions>();
const timersOf = new WeakMap<SharingOptions, Timers>();
const limitsOf = new WeakMap<SharingOptions, SchedulerOptions>();

/** Records that options are derived from others. */
export function deriveOptions<O extends SharingOptions>(base: SharingOptions, derived: O): O {
  bases.set(derived, base);
  return derived;
}

/** The parts of a client with these options: those of the options that it is derived from, unless it has its own. */
export function sharedParts(options: SharingOptions, clock: Clock): SharedParts {
  const clockOwner = ownerOf(options, (base, { clock: own }) => base.clock === own);
  const owner = ownerOf(options, (base, own) => base.clock === own.clock && base.scheduler === own.scheduler);
  const timers = timersOf.get(clockOwner) ?? new Timers(clock);
  const scheduler = limitsOf.get(owner) ?? { ...owner.scheduler };
  timersOf.set(clockOwner, timers);
  limitsOf.set(owner, scheduler);
  return { timers, scheduler };
}

/** The first options, on the way back from derived ones to their base, that share. */
function ownerOf(
  options: SharingOptions,
  shares: (base: SharingOptions, derived: SharingOptions) => boolean,
): SharingOptions {
  let owner = options;
  for (let base = bases.get(owner); base !== undefined && shares(base, owner); base = bases.get(owner)) owner = base;
  return owner;
}
