import type { CrosmosStart } from "../support/stand-ins/crosmos.js";
import type { JulepStart } from "../support/stand-ins/julep.js";
import type { RoeStart } from "../support/stand-ins/roe.js";

/** What a job of each server is started with; the echo has none. */
export interface Starts {
  readonly roe: RoeStart;
  readonly julep: JulepStart;
  readonly crosmos: CrosmosStart;
  readonly echo: never;
}

/** A server that a program can have started: a provider's stand-in, or one that answers whatever it is asked. */
export type ServerName = keyof Starts;

/** What the lab says of a server that it has started. */
export interface ServerFacts {
  readonly id: string;
  /** What a client takes as its base URL. */
  readonly url: string;
  readonly agentId: string;
  readonly organizationId: string;
}

/** What goes wrong with the next `times` requests (1) whose URL matches `url` (every one). Times are milliseconds. */
export type FaultOrder = { readonly times?: number; readonly url?: string } & (
  | { readonly kind: "unavailable" | "reset" | "truncated" | "wrong-type" }
  | { readonly kind: "late" | "slow-body" | "too-many"; readonly ms: number }
  | { readonly kind: "redirect"; readonly location: string }
  | { readonly kind: "failing"; readonly status: number; readonly body: unknown }
  | { readonly kind: "fields"; readonly fields: Readonly<Record<string, unknown>> }
);
