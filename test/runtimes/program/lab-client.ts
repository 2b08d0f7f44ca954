import type { Received } from "../../support/stand-ins/answer.js";
import type { FaultOrder, ServerFacts, ServerName, Starts } from "../orders.js";

/** A server in the lab, commanded from the program that is its client. */
export interface LabServer<Start> extends ServerFacts {
  /** Starts a job and gives its id. */
  startJob(start: Start): Promise<string>;
  fault(...orders: readonly FaultOrder[]): Promise<void>;
  /** Everything it was sent so far. */
  requests(): Promise<readonly Received[]>;
  /** Makes it refuse connections. */
  close(): Promise<void>;
}

/** Has the lab at `origin` start a server. */
export async function openServer<N extends ServerName>(origin: string, name: N): Promise<LabServer<Starts[N]>> {
  const facts = await command<ServerFacts>(`${origin}/servers`, "POST", name);
  const base = `${origin}/servers/${facts.id}`;
  return {
    ...facts,
    startJob: (start) => command(`${base}/jobs`, "POST", start),
    async fault(...orders) {
      for (const order of orders) await command(`${base}/faults`, "POST", order);
    },
    requests: () => command(`${base}/requests`, "GET"),
    close: () => command(base, "DELETE"),
  };
}

async function command<T>(url: string, method: string, body?: unknown): Promise<T> {
  const response = await fetch(url, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status}`);
  return JSON.parse(await response.text());
}
