import type { Fetch } from "@specloom/runtime";

/** One answer: a response, an error to reject with, or a function that makes either. */
export type Answer = Response | Error | ((url: string, init: RequestInit) => Response | Promise<Response>);

export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: BodyInit | null;
  readonly init: RequestInit;
}

/** A fetch that gives one answer after the other, the last for ever, and keeps what it was asked. */
export function cannedFetch(...answers: readonly Answer[]): { readonly fetch: Fetch; readonly sent: Sent[] } {
  const sent: Sent[] = [];
  const fetch: Fetch = async (url, init) => {
    const answer = answers[Math.min(sent.length, answers.length - 1)];
    const headers = Object.fromEntries(new Headers(init.headers));
    sent.push({ method: init.method ?? "GET", url, headers, body: init.body ?? null, init });
    if (answer === undefined) return json({});
    if (answer instanceof Error) throw answer;
    return typeof answer === "function" ? answer(url, init) : answer.clone();
  };
  return { fetch, sent };
}

export function json(value: unknown, init: ResponseInit = {}): Response {
  const headers = new Headers(init.headers);
  if (!headers.has("content-type")) headers.set("content-type", "application/json");
  return new Response(JSON.stringify(value), { ...init, headers });
}

/** A response with a status that the constructor of `Response` refuses. A real fetch returns such a status. */
export function oddStatus(status: number, body: BodyInit = "{}"): Response {
  const response = new Response(body, { status: 599, headers: { "content-type": "application/json" } });
  return Object.defineProperty(response, "status", { value: status });
}

/** A response that never ends its headers, whatever the signal says. */
export function never(): Promise<Response> {
  return new Promise(() => undefined);
}
