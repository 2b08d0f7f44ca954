import type { Command } from "./cost.js";

/** What a generator is asked to do, in this order. */
export const TASKS = ["cold", "again", "check"] as const;

export type Task = (typeof TASKS)[number];

/** Commands of one generator for one document: into an empty folder, once more into the full one, and comparing only. */
export interface Commands {
  readonly cold: Command;
  readonly again: Command;
  /** Undefined where it has no such mode. */
  readonly check?: Command | undefined;
}

/** Prepares an empty folder for one document. */
export type Contender = (document: string, folder: string) => Commands;
