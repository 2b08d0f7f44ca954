import { vi } from "vitest";

/**
 * Sends what goes to a known origin to a server of this machine, as if the name resolved there. Everything else fails:
 * nothing leaves this machine.
 *
 * @param origins Origins to send to, by the origin that a program names.
 * @returns Puts the global `fetch` back.
 */
export function redirectFetch(origins: Readonly<Record<string, string>>): () => void {
  const real = globalThis.fetch;
  vi.stubGlobal("fetch", async (input: string | URL | Request, init?: RequestInit) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const origin = origins[url.origin];
    if (origin === undefined) throw new TypeError(`no server stands for ${url.origin}`);
    const body = request.body === null ? undefined : await request.arrayBuffer();
    return real(`${origin}${url.pathname}${url.search}`, {
      method: request.method,
      headers: request.headers,
      signal: request.signal,
      ...(body !== undefined && { body }),
    });
  });
  return () => vi.unstubAllGlobals();
}
