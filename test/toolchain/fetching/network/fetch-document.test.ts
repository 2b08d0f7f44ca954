import { randomBytes } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import {
  DEFAULT_LIMITS,
  type DocumentRequest,
  fetchDocument,
} from "../../../../packages/toolchain/src/fetching/network/fetch-document.js";
import { caught } from "../../../support/caught.js";
import { type Loopback, loopback } from "../../../support/loopback.js";
import { PUBLIC, secureLoopback, type Upstream, upstream, type UpstreamOptions } from "../../../support/upstream.js";

const YAML = "openapi: 3.1.0\n";
const limits = { ...DEFAULT_LIMITS, bytes: 1_000 };
const location = { file: "specs/acme/source.yaml", line: 6 };

const open: Loopback[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function plain(listener: RequestListener): Promise<Loopback> {
  const server = await loopback(listener);
  open.push(server);
  return server;
}

async function secure(listener: RequestListener): Promise<Loopback> {
  const server = await secureLoopback(listener);
  open.push(server);
  return server;
}

/** Public hosts on this machine; docs.example.com always stands. */
async function world(
  listener: RequestListener,
  options: Partial<UpstreamOptions> = {},
): Promise<{ readonly server: Loopback; readonly network: Upstream }> {
  const server = await secure(listener);
  return { server, network: upstream({ ...options, hosts: { "docs.example.com": server, ...options.hosts } }) };
}

function request(url: string, more: Partial<DocumentRequest> = {}): DocumentRequest {
  return { url, hosts: [], location, ...more };
}

const PAGE = "https://docs.example.com/openapi.yaml";

function answer(body: string | Uint8Array, headers: Record<string, string> = {}, status = 200): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { "content-type": "application/yaml", ...headers }).end(body);
  };
}

const text = (bytes: Uint8Array): string => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

describe("a document", () => {
  test("comes over https from a public address, byte for byte, with its media type and entity tag", async () => {
    const bytes = `\uFEFF${YAML}\r\n`;
    const { server, network } = await world(
      answer(bytes, { etag: '"one"', "content-type": "Text/YAML; charset=utf-8" }),
    );
    const fetched = await fetchDocument(request(`${PAGE}?v=2#part`), limits, network);
    expect(fetched).toMatchObject({ kind: "document", mediaType: "text/yaml", form: "yaml", etag: '"one"' });
    expect(fetched.kind === "document" && text(fetched.bytes)).toBe(bytes);
    expect(server.requests.map(({ url, headers }) => [url, headers.host])).toEqual([
      ["/openapi.yaml?v=2", "docs.example.com"],
    ]);
    expect(network.dialled).toEqual([`docs.example.com ${PUBLIC.address}`]);
  });

  test("is unchanged where the host says so", async () => {
    const { server, network } = await world((_request, response) => response.writeHead(304).end());
    expect(await fetchDocument(request(PAGE, { etag: 'W/"one"' }), limits, network)).toEqual({ kind: "unchanged" });
    expect(server.requests[0]?.headers["if-none-match"]).toBe('W/"one"');
  });

  test("may come from a stand-in on this machine in the clear", async () => {
    const server = await plain(answer(YAML));
    const byName = server.url.replace("127.0.0.1", "localhost");
    for (const url of [server.url, byName]) {
      expect(await fetchDocument(request(`${url}/x.yaml`))).toMatchObject({ kind: "document" });
    }
  });

  const codings: [string, (data: string) => Uint8Array][] = [
    ["gzip", gzipSync],
    ["br", brotliCompressSync],
    ["deflate", deflateSync],
  ];
  test.each(codings)("may travel as %s", async (coding, compress) => {
    const { network } = await world(answer(compress(YAML), { "content-encoding": coding }));
    const fetched = await fetchDocument(request(PAGE), limits, network);
    expect(fetched.kind === "document" && text(fetched.bytes)).toBe(YAML);
  });

  const types: [string, string][] = [
    ["application/octet-stream", "text"],
    ["binary/octet-stream", "text"],
    ["application/yaml", "yaml"],
    ["application/x-yaml", "yaml"],
    ["application/openapi+yaml", "yaml"],
    ["application/vnd.oai.openapi", "yaml"],
    ["application/json;charset=UTF-8", "json"],
    ["application/vnd.oai.openapi+json", "json"],
    ["text/markdown", "markdown"],
    ["TEXT/PLAIN", "text"],
  ];
  test.each(types)("of type %s is %s", async (type, form) => {
    const { network } = await world(answer(YAML, { "content-type": type }));
    expect(await fetchDocument(request(PAGE), limits, network)).toMatchObject({ form });
  });
});

describe("redirects", () => {
  test("are followed to hosts that were allowed, and each is looked up and checked", async () => {
    const cdn = await secure(answer(YAML));
    const { server, network } = await world(
      (asked, response) =>
        response.writeHead(302, { location: asked.url === "/a" ? "/b" : "https://cdn.example.com/c" }).end(),
      { hosts: { "cdn.example.com": cdn } },
    );
    const asked = request("https://docs.example.com/a", { hosts: ["cdn.example.com"] });
    expect(await fetchDocument(asked, limits, network)).toMatchObject({ kind: "document" });
    expect(server.requests.map(({ url }) => url)).toEqual(["/a", "/b"]);
    expect(network.lookups).toEqual(["docs.example.com", "docs.example.com", "cdn.example.com"]);
  });

  const targets: [title: string, location: string | undefined, code: string, message: string][] = [
    [
      "to another host",
      "https://evil.example.org/x?sig=s3cret",
      "network/host",
      "Expected an address on docs.example.com, found https://evil.example.org/x?…, the redirect target of https://docs.example.com/openapi.yaml",
    ],
    ["to another port of the host", "https://docs.example.com:8443/x", "network/host", "docs.example.com:8443"],
    ["to a look-alike of the host", "https://docs.example.com.evil.org/", "network/host", "docs.example.com.evil.org"],
    ["to plain http", "http://docs.example.com/x", "network/scheme", "Expected an https address"],
    ["to this machine", "http://127.0.0.1:9/x", "network/scheme", "http://127.0.0.1:9/x"],
    ["to a file", "file:///etc/passwd", "network/scheme", "file:///etc/passwd"],
    ["with a user name", "https://me:pw@docs.example.com/x", "network/scheme", "without a user name"],
    ["that name nothing", undefined, "network/redirect", "found none"],
    ["to no URL", "https://[", "network/redirect", "found an invalid one"],
    ["without an end", PAGE, "network/redirect", "at most 5 redirects"],
  ];
  test.each(targets)("%s are refused", async (_title, target, code, message) => {
    const { network } = await world((_request, response) =>
      response.writeHead(302, target === undefined ? {} : { location: target }).end(),
    );
    const error = await caught(fetchDocument(request(PAGE), limits, network));
    expect(error).toMatchObject({ code, location, message: expect.stringContaining(message) });
    expect(String(error)).not.toMatch(/s3cret|pw@/u);
  });

  const addresses: [title: string, target: string, found: string][] = [
    ["whose name leads to a private address", "https://inside.example.com/", "10.0.0.7 (private)"],
    ["to a private address", "https://192.168.0.1/", "192.168.0.1 (private)"],
    ["to a metadata service", "https://169.254.169.254/latest", "169.254.169.254 (link-local)"],
    ["to an address in disguise", "https://0x7f.1/", "127.0.0.1 (loopback)"],
    ["to an IPv6 address", "https://[::ffff:a00:1]/", "::ffff:a00:1 (private)"],
  ];
  test.each(addresses)("%s are refused even where the host is allowed", async (_title, target, found) => {
    const { network } = await world((_request, response) => response.writeHead(307, { location: target }).end(), {
      addresses: { "inside.example.com": [PUBLIC, { address: "10.0.0.7", family: 4 }] },
    });
    const asked = request(PAGE, { hosts: [new URL(target).host] });
    expect(await caught(fetchDocument(asked, limits, network))).toMatchObject({
      code: "network/private-address",
      message: expect.stringContaining(found),
    });
    expect(network.dialled).toHaveLength(1);
  });
});

describe("addresses", () => {
  test("a name that changes its address between check and connection leads nowhere else", async () => {
    const { network } = await world(answer(YAML));
    let turn = 0;
    const resolve = () => Promise.resolve([turn++ === 0 ? PUBLIC : ({ address: "127.0.0.1", family: 4 } as const)]);
    await fetchDocument(request(PAGE), limits, { ...network, resolve });
    expect(turn).toBe(1);
    expect(network.dialled).toEqual([`docs.example.com ${PUBLIC.address}`]);
  });

  test("a stand-in's name that leads off this machine is refused", async () => {
    const network = upstream({ hosts: {}, addresses: { localhost: [PUBLIC] } });
    expect(await caught(fetchDocument(request("http://localhost:1/x"), limits, network))).toMatchObject({
      code: "network/private-address",
      message: expect.stringContaining("an address of this machine"),
    });
  });

  test("https on this machine is refused: only plain http is for stand-ins", async () => {
    expect(await caught(fetchDocument(request("https://127.0.0.1:1/x")))).toMatchObject({
      code: "network/private-address",
    });
  });
});

describe("refusals", () => {
  const big = "a".repeat(1_001);
  const cases: [title: string, listener: RequestListener, code: string, message: string][] = [
    [
      "HTML",
      answer("<html>", { "content-type": "text/html; charset=utf-8" }),
      "network/content-type",
      "an HTML page (text/html)",
    ],
    [
      "HTML in disguise",
      answer("\n<!DOCTYPE html><p>"),
      "network/content-type",
      "an HTML page under another content type",
    ],
    ["a picture", answer("x", { "content-type": "image/png" }), "network/content-type", "found image/png"],
    ["no content type", (_request, response) => response.end(YAML), "network/content-type", "no content type"],
    ["404", answer("", {}, 404), "network/status", "found 404: the document does not exist"],
    ["410", answer("", {}, 410), "network/status", "found 410: the document does not exist"],
    ["401", answer("", {}, 401), "network/status", "requires authentication"],
    ["503", answer("", {}, 503), "network/status", "the host is unavailable"],
    ["204", answer("", {}, 204), "network/status", "found 204"],
    ["304 without being asked", (_request, response) => response.writeHead(304).end(), "network/status", "found 304"],
    ["a long document", answer(big, { "content-length": "1001" }), "network/too-large", "found 1001 bytes"],
    [
      "a long document of unknown length",
      (_request, response) => {
        response.writeHead(200, { "content-type": "text/plain" });
        response.write(big);
        response.end(big);
      },
      "network/too-large",
      "more than 1000",
    ],
    [
      "a gzip bomb",
      answer(gzipSync(Buffer.alloc(5_000_000)), { "content-encoding": "gzip" }),
      "network/too-large",
      "more than 1000",
    ],
    [
      "a document that breaks off",
      (_request, response) => {
        response.writeHead(200, { "content-type": "text/plain", "content-length": "100" });
        response.write("half", () => response.destroy());
      },
      "network/interrupted",
      "found an interrupted response (ECONNRESET)",
    ],
    [
      "a compressed document that breaks off",
      answer(gzipSync(randomBytes(900)).subarray(0, 400), { "content-encoding": "gzip" }),
      "network/interrupted",
      "found an interrupted response (Z_BUF_ERROR)",
    ],
    ["a coding not asked for", answer("x", { "content-encoding": "zstd" }), "network/content-type", "found zstd"],
    ["two codings", answer("x", { "content-encoding": "gzip, br" }), "network/content-type", "found gzip, br"],
    ["a coding of no word", answer("x", { "content-encoding": "a;b" }), "network/content-type", "found another"],
    ["no answer", (asked: IncomingMessage) => asked.socket.destroy(), "network/unreachable", "found none (ECONNRESET)"],
  ];
  test.each(cases)("%s", async (_title, listener, code, message) => {
    const { network } = await world(listener);
    const error = await caught(fetchDocument(request(PAGE), limits, network));
    expect(error).toMatchObject({ code, location, message: expect.stringContaining(message) });
    expect(error).toMatchObject({ message: expect.stringContaining("https://docs.example.com/openapi.yaml") });
  });

  test.each([
    ["before the answer", (_response: ServerResponse) => {}],
    [
      "within it",
      (response: ServerResponse) => void response.writeHead(200, { "content-type": "text/plain" }).write("o"),
    ],
  ])("a host that is slow %s", async (_title, begin) => {
    let asked = (): void => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const { network } = await world((_request, response) => {
      begin(response);
      asked();
    });
    const fetching = caught(fetchDocument(request(PAGE), limits, network));
    await isAsked;
    network.expire();
    expect(await fetching).toMatchObject({ code: "network/timeout", message: expect.stringContaining("within 60 s") });
  });

  test("a host whose name cannot be looked up in time", async () => {
    const { network } = await world(answer(YAML));
    const fetching = caught(fetchDocument(request(PAGE), limits, { ...network, resolve: () => new Promise(() => {}) }));
    network.expire();
    expect(await fetching).toMatchObject({ code: "network/timeout" });
  });

  test("a certificate of a stranger", async () => {
    const { network } = await world(answer(YAML), { trusted: false });
    expect(await caught(fetchDocument(request(PAGE), limits, network))).toMatchObject({
      code: "network/tls",
      message: expect.stringContaining("DEPTH_ZERO_SELF_SIGNED_CERT"),
    });
  });

  test("a certificate of another host", async () => {
    const server = await secure(answer(YAML));
    const network = upstream({ hosts: { "api.example.com": server } });
    expect(await caught(fetchDocument(request("https://api.example.com/"), limits, network))).toMatchObject({
      code: "network/tls",
      message: expect.stringContaining("ERR_TLS_CERT_ALTNAME_INVALID"),
    });
  });

  test("a host that nobody answers for, or that has no name", async () => {
    const server = await loopback(answer(YAML));
    await server.close();
    expect(await caught(fetchDocument(request(server.url)))).toMatchObject({
      code: "network/unreachable",
      message: expect.stringContaining("ECONNREFUSED"),
    });
    const { network } = await world(answer(YAML));
    const resolve = () => Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" }));
    expect(await caught(fetchDocument(request(PAGE), limits, { ...network, resolve }))).toMatchObject({
      code: "network/unreachable",
      message: expect.stringContaining("ENOTFOUND"),
    });
  });

  test.each([
    "http://docs.example.com/x",
    "ftp://docs.example.com/x",
    "http://127.0.0.2/x",
    "http://localhost.evil.org/",
  ])("%s is not asked", async (url) => {
    const network = upstream({ hosts: {} });
    expect(await caught(fetchDocument(request(url), limits, network))).toMatchObject({ code: "network/scheme" });
    expect(network.lookups).toEqual([]);
  });
});

describe("credentials", () => {
  const credential = { host: "docs.example.com", header: "Authorization", secret: "canary-0123456789" };

  test("go to their host, and no more once a redirect has left it", async () => {
    const cdn = await secure((_request, response) =>
      response.writeHead(302, { location: "https://docs.example.com/end" }).end(),
    );
    const next = new Map([
      ["/a", "/b"],
      ["/b", "https://cdn.example.com/c"],
    ]);
    const { server, network } = await world(
      (asked, response) => {
        const target = next.get(asked.url ?? "");
        if (target === undefined) answer(YAML)(asked, response);
        else response.writeHead(302, { location: target }).end();
      },
      { hosts: { "cdn.example.com": cdn } },
    );
    await fetchDocument(
      request("https://docs.example.com/a", { hosts: ["cdn.example.com"], credential }),
      limits,
      network,
    );
    expect(server.requests.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ["/a", "Bearer canary-0123456789"],
      ["/b", "Bearer canary-0123456789"],
      ["/end", undefined],
    ]);
    expect(cdn.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });

  test("of another host are not sent, and a header of their own carries them as they are", async () => {
    const { server, network } = await world(answer(YAML));
    await fetchDocument(request(PAGE, { credential: { ...credential, host: "api.example.com" } }), limits, network);
    await fetchDocument(request(PAGE, { credential: { ...credential, header: "X-Api-Key" } }), limits, network);
    expect(server.requests.map(({ headers }) => [headers.authorization, headers["x-api-key"]])).toEqual([
      [undefined, undefined],
      [undefined, "canary-0123456789"],
    ]);
  });

  test.each([
    ["document", answer(`key: ${credential.secret}\n`)],
    ["entity tag", answer(YAML, { etag: `"${credential.secret}"` })],
  ])("that come back in the %s are kept out of everything", async (_title, listener) => {
    const { network } = await world(listener);
    const error = await caught(fetchDocument(request(PAGE, { credential }), limits, network));
    expect(error).toMatchObject({ code: "network/secret" });
    expect(JSON.stringify(error) + String(error)).not.toContain(credential.secret);
  });
});
