import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  DEFAULT_LIMITS,
  type DocumentRequest,
  fetchDocument,
} from "../../../../packages/toolchain/src/fetching/network/fetch-document.js";
import { proxyFor } from "../../../../packages/toolchain/src/fetching/network/proxy.js";
import { caught } from "../../../support/caught.js";
import { type ConnectingProxy, connectingProxy } from "../../../support/connecting-proxy.js";
import { createRepository } from "../../../support/repository.js";
import { specloom } from "../../../support/specloom.js";
import { type Loopback, loopback } from "../../../support/loopback.js";
import { secureLoopback, type Upstream, upstream, type UpstreamOptions } from "../../../support/upstream.js";

const DOCUMENT = "openapi: 3.1.0\ninfo: { title: Acme, version: '1' }\npaths: {}\n";
const PAGE = "https://docs.example.com/openapi.yaml";

describe("the proxy of an address", () => {
  const rows: [title: string, env: Record<string, string>, url: string, want: string | undefined][] = [
    ["none", {}, PAGE, undefined],
    ["HTTPS_PROXY", { HTTPS_PROXY: "http://proxy:8080" }, PAGE, "http://proxy:8080/"],
    ["in lower case, which wins", { https_proxy: "http://a", HTTPS_PROXY: "http://b" }, PAGE, "http://a/"],
    ["without a scheme", { HTTPS_PROXY: "proxy:8080" }, PAGE, "http://proxy:8080/"],
    ["over https", { HTTPS_PROXY: "https://proxy" }, PAGE, "https://proxy/"],
    ["ALL_PROXY", { ALL_PROXY: "http://proxy" }, PAGE, "http://proxy/"],
    ["an empty variable says nothing", { HTTPS_PROXY: " ", ALL_PROXY: "http://proxy" }, PAGE, "http://proxy/"],
    ["HTTP_PROXY, which is not for https", { HTTP_PROXY: "http://proxy" }, PAGE, undefined],
    ["plain http stays on this machine", { ALL_PROXY: "http://proxy" }, "http://127.0.0.1:9/a", undefined],
  ];
  test.each(rows)("%s", (_title, env, url, want) => {
    expect(proxyFor(new URL(url), env)?.href).toBe(want);
  });

  const exempt: [noProxy: string, want: boolean][] = [
    ["docs.example.com", true],
    ["example.com", true],
    [".example.com", true],
    ["*.example.com", true],
    ["other.example, DOCS.example.com", true],
    ["other.example docs.example.com:443", true],
    ["*", true],
    ["docs.example.com:8443", false],
    ["ample.com", false],
    ["docs.example.com.evil.example", false],
    ["", false],
    [",", false],
  ];
  test.each(exempt)("NO_PROXY=%j: none is %s", (noProxy, want) => {
    const proxy = proxyFor(new URL(PAGE), { HTTPS_PROXY: "http://proxy", NO_PROXY: noProxy });
    expect(proxy === undefined).toBe(want);
  });

  test.each(["socks5://proxy:1080", "http://", "::"])("%s is none that can be asked", (HTTPS_PROXY) => {
    expect(() => proxyFor(new URL(PAGE), { HTTPS_PROXY })).toThrow("Expected an http or https proxy");
  });
});

describe("through a proxy", () => {
  let host: Loopback;
  let proxy: ConnectingProxy;
  beforeEach(async () => {
    host = await secureLoopback(({ url }, response) => {
      if (url === "/moved") response.writeHead(302, { location: "https://cdn.example.com/openapi.yaml" }).end();
      else response.writeHead(200, { "content-type": "application/yaml" }).end(DOCUMENT);
    });
    proxy = await connectingProxy({ "docs.example.com:443": host, "cdn.example.com:443": host });
  });
  afterEach(async () => {
    // Nothing is left open.
    await vi.waitUntil(() => proxy.tunnels.size === 0, 600_000);
    await Promise.all([host.close(), proxy.close()]);
  });

  const network = (options: Partial<UpstreamOptions> = {}): Upstream =>
    upstream({ hosts: { "docs.example.com": host, "cdn.example.com": host }, ...options });
  const through = (url: string, more: Partial<DocumentRequest> = {}): DocumentRequest => ({
    url,
    hosts: [],
    proxyFor: () => new URL(proxy.url),
    ...more,
  });

  test("a document comes by a tunnel, over TLS from end to end", async () => {
    const fetched = await fetchDocument({ ...through(PAGE), etag: undefined }, DEFAULT_LIMITS, network());
    expect(new TextDecoder().decode(fetched.bytes)).toBe(DOCUMENT);
    expect(proxy.asked).toEqual([["docs.example.com:443", undefined]]);
    expect(host.requests.map(({ url, headers }) => [url, headers["proxy-authorization"]])).toEqual([
      ["/openapi.yaml", undefined],
    ]);
  });

  test("its user and password go to it alone", async () => {
    const named = proxy.url.replace("//", "//ada:p%40ss@");
    await fetchDocument(through(PAGE, { proxyFor: () => new URL(named) }), DEFAULT_LIMITS, network());
    expect(proxy.asked).toEqual([["docs.example.com:443", `Basic ${btoa("ada:p@ss")}`]]);
  });

  test("a name that only the proxy knows is asked for", async () => {
    const blind = { ...network(), resolve: () => Promise.reject(new Error("ENOTFOUND")) };
    expect(await fetchDocument(through(PAGE), DEFAULT_LIMITS, blind)).toMatchObject({ kind: "document" });
  });

  test("one that is known to be private is not, nor a host that nobody named", async () => {
    const inside = network({ addresses: { "docs.example.com": [{ address: "10.0.0.7", family: 4 }] } });
    expect(await caught(fetchDocument(through(PAGE), DEFAULT_LIMITS, inside))).toMatchObject({
      code: "network/private-address",
    });
    expect(await caught(fetchDocument(through("https://10.0.0.7/a.yaml"), DEFAULT_LIMITS, network()))).toMatchObject({
      code: "network/private-address",
    });
    expect(proxy.asked).toEqual([]);
    const moved = through("https://docs.example.com/moved");
    expect(await caught(fetchDocument(moved, DEFAULT_LIMITS, network()))).toMatchObject({ code: "network/host" });
    expect(proxy.asked).toEqual([["docs.example.com:443", undefined]]);
  });

  test("each hop of a redirect has its own tunnel", async () => {
    const moved = through("https://docs.example.com/moved", { hosts: ["cdn.example.com"] });
    expect(await fetchDocument(moved, DEFAULT_LIMITS, network())).toMatchObject({ kind: "document" });
    expect(proxy.asked.map(([target]) => target)).toEqual(["docs.example.com:443", "cdn.example.com:443"]);
  });

  test("whoever the proxy finds has to prove to be the host", async () => {
    const stranger = network({ trusted: false });
    expect(await caught(fetchDocument(through(PAGE), DEFAULT_LIMITS, stranger))).toMatchObject({ code: "network/tls" });
  });

  test("a proxy that does not answer at all keeps to the time limit", async () => {
    const silent = await loopback(() => {});
    const waiting = network();
    const asked = caught(
      fetchDocument(through(PAGE, { proxyFor: () => new URL(silent.url) }), DEFAULT_LIMITS, waiting),
    );
    waiting.expire();
    expect(await asked).toMatchObject({ code: "network/timeout" });
    await silent.close();
  });

  const refusals: [title: string, status: number, message: string][] = [
    ["that wants a password", 407, "found that it requires a user name and a password (407)"],
    ["that forbids the host", 403, "found status 403"],
  ];
  test.each(refusals)("one %s", async (_title, status, message) => {
    const refusing = await connectingProxy({}, status);
    const named = refusing.url.replace("//", "//ada:secret@");
    const error = await caught(
      fetchDocument(through(PAGE, { proxyFor: () => new URL(named) }), DEFAULT_LIMITS, network()),
    );
    expect(error).toMatchObject({ code: "network/proxy", message: expect.stringContaining(message) });
    expect(String(error)).not.toContain("secret");
    await refusing.close();
  });

  test("one that is not there", async () => {
    await proxy.close();
    const error = await caught(fetchDocument(through(PAGE), DEFAULT_LIMITS, network()));
    expect(error).toMatchObject({
      code: "network/proxy",
      message: expect.stringContaining("no response (ECONNREFUSED)"),
    });
  });

  test("the commands take it from the environment", async () => {
    const repository = createRepository({ "specs/README.md": "" });
    const env = { HTTPS_PROXY: proxy.url };
    const added = await specloom(repository.root, ["add", "acme", PAGE, "--json"], { env, network: network() });
    expect({ code: added.code, err: added.err }).toEqual({ code: 0, err: "" });
    expect((await specloom(repository.root, ["vendor", "--check"], { env, network: network() })).code).toBe(0);
    expect((await specloom(repository.root, ["drift"], { env, network: network() })).code).toBe(0);
    expect(proxy.asked.map(([target]) => target)).toEqual(Array.from({ length: 3 }, () => "docs.example.com:443"));
    repository.remove();
  });
});
