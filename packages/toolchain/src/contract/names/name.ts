import type { Origin } from "../contract.js";

/** An operation's name and where it came from. */
export interface Name {
  readonly name: string;
  readonly origin: Origin;
}
