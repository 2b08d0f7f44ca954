import { type Loopback, loopback } from "../../support/loopback.js";
import type { NewcomerApi } from "./api.js";

/** The provider of an API, on this machine: gives the answers of its table, and 404 to what the table has not. */
export async function providerOf({ answers }: NewcomerApi): Promise<Loopback> {
  const asked = new Map<string, number>();
  const provider = await loopback(({ method, url }, response) => {
    const line = `${method} ${url}`;
    const count = asked.get(line) ?? 0;
    asked.set(line, count + 1);
    const list = answers[line] ?? [];
    const { status = list.length === 0 ? 404 : 200, headers = {}, body } = list[Math.min(count, list.length - 1)] ?? {};
    for (const [name, value] of Object.entries(headers))
      response.setHeader(name, value.replace("http://provider", provider.url));
    response.writeHead(status, body === undefined ? {} : { "content-type": "application/json" });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  return provider;
}
