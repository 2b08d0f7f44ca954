import type { Origin } from "../contract.js";

/** An operation's name and its origin. */
export interface Name {
  readonly name: string;
  /** Earlier names that are kept as aliases. */
  readonly aliases?: readonly string[] | undefined;
  readonly origin: Origin;
}
