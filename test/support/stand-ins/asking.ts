import { onTestFinished } from "vitest";

/** Closes what a test started when that test is over. */
export async function started<S extends { readonly close: () => Promise<void> }>(starting: Promise<S>): Promise<S> {
  const standIn = await starting;
  onTestFinished(standIn.close);
  return standIn;
}

export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Asks a stand-in by bare `fetch`, without following redirects. */
export async function get(
  url: string,
  headers: Record<string, string> = { authorization: "Bearer stand-in-key" },
): Promise<Got> {
  const response = await fetch(url, { headers, redirect: "manual" });
  const text = await response.text();
  const isJson = response.headers.get("content-type") === "application/json";
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}
