import type { Origin } from "../contract.js";

/** An operation's name and where it came from. */
export interface Name {
  readonly name: string;
  /** Earlier names that are kept, where there are any. */
  readonly aliases?: readonly string[] | undefined;
  readonly origin: Origin;
}
