import type { Fixture } from "./fixture.js";

/** One behaviour, shown over real HTTP. */
export interface Case {
  readonly name: string;
  /** Everywhere unless given. */
  readonly where?: "servers" | "browsers";
  /** Throws where the behaviour is not as promised. */
  readonly run: (fixture: Fixture) => Promise<void>;
}

/** What one case came to: one line of JSON. */
export interface CaseResult {
  readonly name: string;
  readonly ok: boolean;
  readonly error?: string;
}

/** Whether a case is meant for the surroundings. */
export function isMeant({ where }: Case, isBrowser: boolean): boolean {
  return where === undefined || (where === "browsers") === isBrowser;
}
