import type { Answer, Received } from "./answer.js";
import { Faults } from "./faults.js";
import { serve, type ServeOptions } from "./server.js";

/** Settings that every stand-in takes. */
export interface StandInOptions extends ServeOptions {
  /** The bearer key it demands. */
  readonly key?: string;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** A provider on a port of this machine. `Start` is what a job is started with. */
export interface StandIn<Start> {
  /** What a client takes as its base URL. */
  readonly url: string;
  readonly key: string;
  /** Every request, refused ones included. */
  readonly requests: readonly Received[];
  readonly faults: Faults;
  /** Starts a job and gives its id. None of the vendored pages has an operation for it. */
  readonly startJob: (start: Start) => string;
  readonly close: () => Promise<void>;
}

/** What a provider answers, and how its jobs are started. */
export interface Provider<Start> {
  /** Path of the base URL; empty where it has none. */
  readonly basePath: string;
  readonly key: string;
  readonly startJob: (start: Start) => string;
  readonly answer: (request: Received, origin: string) => Answer;
}

export const DEFAULT_KEY = "stand-in-key";

export async function standIn<Start>(provider: Provider<Start>, options: ServeOptions = {}): Promise<StandIn<Start>> {
  const { basePath, key, startJob } = provider;
  const requests: Received[] = [];
  const faults = new Faults();
  const { origin, close } = await serve((request) => {
    requests.push(request);
    return faults.apply(request, provider.answer(request, `http://${request.headers["host"] ?? ""}`));
  }, options);
  return { url: origin + basePath, key, requests, faults, startJob, close };
}

/** Ids in the order of their making. */
export function uuid(number: number, group = 0): string {
  const hex = (value: number, length: number) => value.toString(16).padStart(length, "0");
  return `${hex(group, 8)}-0000-4000-8000-${hex(number, 12)}`;
}

export function isUuid(text: string): boolean {
  return /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i.test(text);
}
