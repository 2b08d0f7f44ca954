import type { IncomingHttpHeaders } from "node:http";
import type { Api, Operation } from "@specloom/runtime";
import { encodeBody, RedirectError } from "@specloom/runtime";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cannedFetch, json } from "../../support/canned-fetch.js";
import type { Loopback } from "../../support/loopback.js";
import { loopback } from "../../support/loopback.js";
import { getThing, KEY, sampleClient } from "../../support/sample-client.js";

const security = (scheme: Api["security"]["schemes"][string]): Partial<Api> => ({
  security: { schemes: { main: scheme }, default: [["main"]] },
});
const HEADER = security({ in: "header", name: "x-api-key" });
const QUERY = security({ in: "query", name: "key" });
const COOKIE = security({ in: "cookie", name: "session" });
const post: Operation = {
  id: "post",
  method: "POST",
  path: "/post",
  body: { mediaTypes: ["application/json"], encode: encodeBody },
};

const to = (location: string, status = 302) => new Response(null, { status, headers: { location } });

describe("credentials across origins, over real HTTP", () => {
  const seen: { readonly host: string; readonly url: string; readonly headers: IncomingHttpHeaders }[] = [];
  let home: Loopback;
  let away: Loopback;
  beforeEach(async () => {
    seen.length = 0;
    away = await loopback((request, response) => {
      seen.push({ host: "away", url: request.url ?? "", headers: request.headers });
      response.writeHead(200, { "content-type": "application/json" }).end('{"id":"away"}');
    });
    home = await loopback((request, response) => {
      seen.push({ host: "home", url: request.url ?? "", headers: request.headers });
      const near = request.url?.startsWith("/things/near") === true;
      if (request.url?.startsWith("/end") === true) {
        response.writeHead(200, { "content-type": "application/json" }).end('{"id":"home"}');
        return;
      }
      // Like a proxy: the query is kept.
      const query = request.url?.split("?")[1];
      response.writeHead(302, {
        location: `${near ? home.url : away.url}/end${query === undefined ? "" : `?${query}`}`,
      });
      response.end();
    });
  });
  afterEach(() => Promise.all([home.close(), away.close()]));

  const rows: readonly [string, Partial<Api>][] = [
    ["bearer", {}],
    ["a key in a header of its own", HEADER],
    ["a key in the query", QUERY],
    ["a key in a cookie", COOKIE],
  ];
  test.each(rows)("[H10] %s stays at home", async (_name, api) => {
    const client = sampleClient({ baseUrl: home.url, headers: { "X-Custom": KEY } }, { api });
    expect(await client.call(getThing, ["far"])).toEqual({ id: "away" });
    expect(seen.map(({ host }) => host)).toEqual(["home", "away"]);
    expect(JSON.stringify(seen[0])).toContain(KEY);
    expect(JSON.stringify(seen[1])).not.toContain(KEY);
    expect(seen[1]?.headers.accept).toBe("application/json");
  });

  test.each(rows)("[H10] %s follows within the origin", async (_name, api) => {
    const client = sampleClient({ baseUrl: home.url }, { api });
    expect(await client.call(getThing, ["near"])).toEqual({ id: "home" });
    expect(JSON.stringify(seen[1])).toContain(KEY);
  });
});

describe("methods and limits, as the Fetch standard has them", () => {
  const rows: readonly [number, "GET" | "POST" | "HEAD" | "PUT", string, boolean][] = [
    [301, "POST", "GET", false],
    [302, "POST", "GET", false],
    [303, "POST", "GET", false],
    [303, "PUT", "GET", false],
    [303, "HEAD", "HEAD", false],
    [301, "PUT", "PUT", true],
    [307, "POST", "POST", true],
    [308, "POST", "POST", true],
    [302, "GET", "GET", false],
  ];
  test.each(rows)("[H10] %i after %s goes on as %s", async (status, method, next, keepsBody) => {
    const { fetch, sent } = cannedFetch(to("/v1/next", status), json({}));
    const withBody = method === "POST" || method === "PUT";
    await sampleClient({ fetch }).call({ ...post, method }, [], withBody ? { body: { a: 1 } } : {});
    expect(sent[1]).toMatchObject({ method: next, url: "https://api.example.com/v1/next" });
    expect(sent[1]?.body).toBe(keepsBody ? '{"a":1}' : null);
    expect("content-type" in (sent[1]?.headers ?? {})).toBe(keepsBody);
  });

  test("[H10] twenty redirects are followed, not one more", async () => {
    const { fetch, sent } = cannedFetch(to("/v1/again"));
    await expect(sampleClient({ fetch }).call(getThing, ["a"])).rejects.toThrow(RedirectError);
    expect(sent.length).toBe(21);
  });

  test("[H8] an empty address is none", async () => {
    const { fetch, sent } = cannedFetch(to(""));
    await expect(sampleClient({ fetch }).call(getThing, ["a"])).rejects.toMatchObject({
      name: "ApiError",
      status: 302,
    });
    expect(sent.length).toBe(1);
  });

  test.each(["ftp://x/", "http://user:pw@api.example.com/", "http://[", "javascript:alert(1)"])(
    "[H10] %s is not followed",
    async (location) => {
      const { fetch, sent } = cannedFetch(to(location));
      await expect(sampleClient({ fetch }).call(getThing, ["a"])).rejects.toThrow(RedirectError);
      expect(sent.length).toBe(1);
    },
  );

  test("[H10] a stream is not sent on", async () => {
    const { fetch, sent } = cannedFetch(to("/v1/next", 307));
    const call = sampleClient({ fetch }).call(post, [], { body: new Blob(["x"]).stream() });
    await expect(call).rejects.toThrow(RedirectError);
    expect(sent.length).toBe(1);
  });

  const refused: readonly [string, string, Operation][] = [
    ["an invalid address", "ftp://x/", getThing],
    ["user-info", "http://user:pw@api.example.com/", getThing],
    ["a stream", "/v1/next", { ...post, path: "/things/{thing_id}", parameters: getThing.parameters ?? [] }],
    ["one redirect too many", "/v1/again", getThing],
  ];
  test.each(refused)(
    "[41] %s is refused, and the connection of the redirect is freed",
    async (_name, location, operation) => {
      let open = 0;
      const endless = () => {
        open++;
        const body = new ReadableStream({
          pull: (queue) => queue.enqueue(new Uint8Array(9)),
          cancel: () => void open--,
        });
        return new Response(body, { status: 307, headers: { location } });
      };
      const params = operation.body && { body: new Blob(["x"]).stream() };
      const call = sampleClient({ fetch: async () => endless() }).call(operation, ["a"], params);
      await expect(call).rejects.toThrow(RedirectError);
      expect(open).toBe(0);
    },
  );

  test("[H10] a redirect that the platform hides is refused", async () => {
    const hidden = Response.error();
    Object.defineProperty(hidden, "type", { value: "opaqueredirect" });
    const { fetch } = cannedFetch(() => hidden);
    await expect(sampleClient({ fetch }).call(getThing, ["a"])).rejects.toThrow(RedirectError);
  });
});

describe("in browsers, which hide redirects", () => {
  const rows: readonly [string, Partial<Api>, Record<string, string> | undefined, string][] = [
    ["a bearer token, which fetch itself removes", {}, undefined, "follow"],
    ["a key in the query, which is not repeated", QUERY, undefined, "follow"],
    ["a key in a header of its own", HEADER, undefined, "error"],
    ["a header of the user's own", {}, { "X-Custom": "1" }, "error"],
  ];
  test.each(rows)("[H10] %s", async (_name, api, headers, redirect) => {
    const { fetch, sent } = cannedFetch(json({}));
    await sampleClient({ fetch, headers }, { api, browser: true }).call(getThing, ["a"]);
    expect(sent[0]?.init.redirect).toBe(redirect);
  });

  test("[H10] a key in a cookie cannot be sent", async () => {
    const { fetch, sent } = cannedFetch(json({}));
    const client = sampleClient({ fetch }, { api: COOKIE, browser: true });
    await expect(client.call(getThing, ["a"])).rejects.toThrow("cookies");
    expect(sent).toEqual([]);
  });
});
