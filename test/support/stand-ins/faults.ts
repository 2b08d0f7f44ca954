import type { Answer, Received } from "./answer.js";
import { json } from "./answer.js";

/** What goes wrong with a request: another answer in place of the right one. */
export type Fault = (answer: Answer) => Answer;

interface Planned {
  readonly fault: Fault;
  readonly url: RegExp;
  times: number;
}

/** The faults that a stand-in has before it. Each applies to the next requests whose URL matches, in order. */
export class Faults {
  readonly #planned: Planned[] = [];

  /** How many are still to come. */
  get left(): number {
    return this.#planned.reduce((sum, { times }) => sum + times, 0);
  }

  /** Plans a fault for the next `times` requests to which `url` matches. */
  add(fault: Fault, { times = 1, url = /^/ }: { readonly times?: number; readonly url?: RegExp } = {}): void {
    this.#planned.push({ fault, url, times });
  }

  apply(request: Received, answer: Answer): Answer {
    const planned = this.#planned.find(({ url, times }) => times > 0 && url.test(request.url));
    if (planned === undefined) return answer;
    planned.times -= 1;
    return planned.fault(answer);
  }
}

function refused(status: number, message: string, headers: Readonly<Record<string, string>> = {}): Fault {
  return () => {
    const answer = json(status, { message });
    return { ...answer, headers: { ...answer.headers, ...headers } };
  };
}

/** 429 with a hint of each kind. */
export const tooMany = {
  plain: (): Fault => refused(429, "Too many requests"),
  seconds: (seconds: number): Fault => refused(429, "Too many requests", { "retry-after": `${seconds}` }),
  date: (date: Date): Fault => refused(429, "Too many requests", { "retry-after": date.toUTCString() }),
  milliseconds: (milliseconds: number): Fault =>
    refused(429, "Too many requests", { "retry-after-ms": `${milliseconds}` }),
  garbage: (): Fault => refused(429, "Too many requests", { "retry-after": "soon" }),
  huge: (): Fault => refused(429, "Too many requests", { "retry-after": "99999999999" }),
};

export const unavailable = (): Fault => refused(503, "Service unavailable");

export const failing =
  (status: number, body: unknown): Fault =>
  () =>
    json(status, body);

/** Valid headers, and half of the JSON. */
export const truncated = (): Fault => (answer) => ({ ...answer, delivery: "halved" });

/** The page of a proxy, with the status of a success. */
export const wrongType = (): Fault => () => ({
  status: 200,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: "<!doctype html><title>Welcome</title>",
});

/** Half of the body, then a pause, then the rest. */
export const slowBody =
  (pauseMs: number): Fault =>
  (answer) => ({ ...answer, delivery: "slow", pauseMs });

/** A pause, then the answer. */
export const late =
  (pauseMs: number): Fault =>
  (answer) => ({ ...answer, delivery: "late", pauseMs });

/** A connection that breaks before any answer. */
export const reset = (): Fault => (answer) => ({ ...answer, delivery: "reset" });

export const redirect =
  (location: string): Fault =>
  () => ({ status: 302, headers: { location }, body: "" });

/** The right answer with other fields, such as a hostile `next`. */
export const withFields =
  (fields: Readonly<Record<string, unknown>>): Fault =>
  (answer) => ({ ...answer, body: JSON.stringify({ ...JSON.parse(answer.body), ...fields }) });

/** The right answer, after which something happens at the server: rows are inserted, a job ends. */
export const followedBy =
  (happens: () => void): Fault =>
  (answer) => {
    happens();
    return answer;
  };
