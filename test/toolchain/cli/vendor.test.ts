import { type Network, systemNetwork } from "../../../packages/toolchain/src/fetching/network/network.js";
import { READING_LIMIT_MS } from "../../../packages/toolchain/src/fetching/reading/reading-thread.js";
import { readFileSync } from "node:fs";
import type { RequestListener, ServerResponse } from "node:http";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { digest } from "../../../packages/toolchain/src/document/digest.js";
import { type Loopback, loopback } from "../../support/loopback.js";
import { createRepository, type TemporaryRepository } from "../../support/repository.js";
import { type Printed, specloom } from "../../support/specloom.js";
import { secureLoopback, upstream } from "../../support/upstream.js";

const golden = resolve(import.meta.dirname, "../../golden/paginated/input/specs/acme/openapi.yaml");
const DOCUMENT = readFileSync(golden, "utf8");

let repository: TemporaryRepository;
const open: Loopback[] = [];
beforeEach(() => {
  repository = createRepository();
});
afterEach(async () => {
  repository.remove();
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serve(listener: RequestListener): Promise<Loopback> {
  const server = await loopback(listener);
  open.push(server);
  return server;
}

const yaml = { "content-type": "application/yaml" };

function give(body: string | Uint8Array, headers: Record<string, string> = {}, status = 200): RequestListener {
  return (_request, response) => void response.writeHead(status, { ...yaml, ...headers }).end(body);
}

/** A repository with one whole document, as it was fetched from an address. */
function vendorFrom(url: string, more = "", isVendored = true): void {
  repository.write(
    "specs/acme/source.yaml",
    `name: acme\npackage: "@acme/client"\ntitle: Acme\ndocument: whole\nfiles:\n  openapi.yaml: ${url}\n${more}`,
  );
  if (isVendored) repository.write("specs/acme/openapi.yaml", DOCUMENT);
}

function vendor(...args: string[]): Promise<Printed> {
  return specloom(repository.root, ["vendor", ...args], { program: "pnpm" });
}

const lockOf = (provider: string): Record<string, Record<string, unknown>> =>
  JSON.parse(repository.read("specs/lock.json")).providers[provider].documents;

describe("a whole document", () => {
  test("is written byte for byte, with its digests and where they came from", async () => {
    const published = `\uFEFF${DOCUMENT.replaceAll("\n", "\r\n")}`;
    const server = await serve(give(published, { etag: 'W/"7"', "content-type": "text/yaml; charset=utf-8" }));
    vendorFrom(`${server.url}/openapi.yaml`, "", false);
    expect(await vendor()).toEqual({
      code: 0,
      out: `acme:\n  new openapi.yaml (${Buffer.byteLength(published)} bytes from ${server.url}/openapi.yaml)\n\nNext: \`pnpm generate acme\`.\n`,
      err: "",
    });
    expect(repository.read("specs/acme/openapi.yaml")).toBe(published);
    expect(lockOf("acme")).toEqual({
      "openapi.yaml": {
        url: `${server.url}/openapi.yaml`,
        mediaType: "text/yaml",
        etag: 'W/"7"',
        bytes: Buffer.byteLength(published),
        sha256: digest(Buffer.from(published)).raw,
        normalizedSha256: digest(Buffer.from(DOCUMENT)).normalized,
      },
    });
  });

  test("is asked for with its entity tag, and left alone where it is unchanged", async () => {
    const server = await serve((request, response) => {
      if (request.headers["if-none-match"] === '"7"') response.writeHead(304).end();
      else give(DOCUMENT, { etag: '"7"' })(request, response);
    });
    vendorFrom(`${server.url}/openapi.yaml`);
    await vendor();
    const before = repository.times();
    expect(await vendor()).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^acme:\n {2}unchanged openapi\.yaml/),
    });
    expect(repository.times()).toEqual(before);
    expect(server.requests.map(({ headers }) => headers["if-none-match"])).toEqual([undefined, '"7"']);
    // A copy that somebody edited is not what the tag speaks of.
    repository.write("specs/acme/openapi.yaml", `${DOCUMENT}# mine\n`);
    expect((await vendor()).out).toContain("changed openapi.yaml");
    expect(repository.read("specs/acme/openapi.yaml")).toBe(DOCUMENT);
  });

  test("keeps its tag through a generation, and the generation notices the new document", async () => {
    const server = await serve(give(DOCUMENT, { etag: '"7"' }));
    vendorFrom(`${server.url}/openapi.yaml`);
    repository.write("packages/acme/package.json", JSON.stringify({ name: "@acme/client", version: "1.0.0" }));
    await vendor();
    expect(await specloom(repository.root, ["generate"])).toMatchObject({ code: 0 });
    expect(lockOf("acme")["openapi.yaml"]).toMatchObject({ etag: '"7"', mediaType: "application/yaml" });
    expect(await specloom(repository.root, ["generate", "--check"])).toMatchObject({ code: 0 });
    const next = await serve(give(DOCUMENT.replace("Lists", "Shows")));
    vendorFrom(`${next.url}/openapi.yaml`);
    expect(await vendor()).toMatchObject({ code: 0 });
    expect(await specloom(repository.root, ["generate", "--check"])).toMatchObject({ code: 1 });
  });

  test("is not asked for with the tag of another address", async () => {
    const server = await serve(give(DOCUMENT, { etag: '"7"' }));
    vendorFrom(`${server.url}/old.yaml`);
    repository.write("packages/acme/package.json", JSON.stringify({ name: "@acme/client", version: "1.0.0" }));
    await vendor();
    vendorFrom(`${server.url}/new.yaml`);
    await vendor("--check");
    await specloom(repository.root, ["generate"]);
    expect(lockOf("acme")["openapi.yaml"]).toMatchObject({ url: `${server.url}/new.yaml`, etag: null });
    await vendor();
    await vendor();
    expect(server.requests.map(({ url, headers }) => [url, headers["if-none-match"]])).toEqual([
      ["/old.yaml", undefined],
      ["/new.yaml", undefined],
      ["/new.yaml", undefined],
      ["/new.yaml", '"7"'],
    ]);
  });

  test("--check says what has changed and writes nothing", async () => {
    const server = await serve(give(DOCUMENT.replaceAll("\n", "\r\n")));
    vendorFrom(`${server.url}/openapi.yaml`);
    const before = repository.files();
    expect(await vendor("--check")).toMatchObject({
      code: 1,
      out: expect.stringMatching(/changed \(line ends only\) openapi\.yaml[^]*Next: `pnpm vendor acme`/),
    });
    expect(repository.files()).toEqual(before);
  });

  test("--json prints one value", async () => {
    const server = await serve(give(DOCUMENT));
    vendorFrom(`${server.url}/openapi.yaml`);
    const { code, out } = await vendor("--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      providers: [
        {
          name: "acme",
          documents: [expect.objectContaining({ file: "openapi.yaml", state: "unchanged", etag: null })],
          notes: [],
        },
      ],
    });
  });

  test("is fetched with the credential that source.yaml names, which reaches nothing else", async () => {
    const server = await serve(give(DOCUMENT));
    const host = new URL(server.url).host;
    vendorFrom(`${server.url}/openapi.yaml`, `credentials: { "${host}": { env: ACME_TOKEN } }\n`);
    const env = { ACME_TOKEN: "canary-0123456789" };
    const result = await specloom(repository.root, ["vendor"], { env });
    expect(result.code).toBe(0);
    expect(server.requests[0]?.headers.authorization).toBe("Bearer canary-0123456789");
    expect(JSON.stringify([result, repository.files()])).not.toContain("canary");
    expect(await specloom(repository.root, ["vendor"], { env: {} })).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^error\[source\/credential\] specs\/acme\/source\.yaml:7[^]*ACME_TOKEN/),
    });
  });
});

test("an address with a credential that people wrote themselves is fetched, and printed without it", async () => {
  const server = await serve((request, response) => {
    const isSigned = request.url?.endsWith("?sig=hidden") === true;
    response.writeHead(isSigned ? 200 : 403, yaml).end(isSigned ? DOCUMENT : "");
  });
  vendorFrom(`${server.url}/openapi.yaml?sig=hidden`, "", false);
  const printed = [await vendor(), await specloom(repository.root, ["list"]), await vendor("--check")];
  expect(printed.map(({ code, err }) => ({ code, err }))).toEqual(printed.map(() => ({ code: 0, err: "" })));
  expect(printed.filter(({ out }) => !out.includes("openapi.yaml?sig=…") || out.includes("hidden"))).toEqual([]);
});

describe("what fails changes nothing", () => {
  const hang = (_response: ServerResponse): void => {};
  const cases: [title: string, listener: RequestListener, code: string, message: string, args?: string[]][] = [
    ["gone", give("", {}, 410), "network/status", "found 410: the document does not exist"],
    [
      "redirected to another host",
      (_request, response) => response.writeHead(302, { location: "https://evil.example.org/openapi.yaml" }).end(),
      "network/host",
      "found https://evil.example.org/openapi.yaml, the redirect target of http://127.0.0.1:",
    ],
    [
      "redirected to a private address",
      (_request, response) => response.writeHead(302, { location: "https://10.0.0.1/openapi.yaml" }).end(),
      "network/private-address",
      "found 10.0.0.1 (private)",
      ["--allow-host", "10.0.0.1"],
    ],
    ["HTML", give("<!doctype html>", { "content-type": "text/html" }), "network/content-type", "an HTML page"],
    [
      "HTML as YAML",
      give("<!doctype html><p>Sign in"),
      "network/content-type",
      "an HTML page under another content type",
    ],
    [
      "too large by its own word",
      give("", { "content-length": "67108865" }),
      "network/too-large",
      "found 67108865 bytes",
    ],
    [
      "too large unpacked",
      give(gzipSync(Buffer.alloc(67_108_865, " ")), { "content-encoding": "gzip" }),
      "network/too-large",
      "found more than 67108864 bytes",
    ],
    ["slow", (_request, response) => hang(response), "network/timeout", "within 0.2 s", ["--timeout", "0.2"]],
    [
      "broken half-way",
      (_request, response) => {
        response.writeHead(200, { ...yaml, "content-length": "1000" });
        response.write(DOCUMENT.slice(0, 100), () => response.destroy());
      },
      "network/interrupted",
      "found an interrupted response (ECONNRESET)",
    ],
    ["not OpenAPI", give("hello: world\n"), "network/document", "found the keys hello [document/not-openapi]"],
    ["not UTF-8", give(new Uint8Array([0x61, 0xff])), "network/document", "[document/unreadable]"],
    ["no YAML", give("a: [\n"), "network/document", "[document/unreadable]"],
  ];
  test.each(cases)("%s", async (_title, listener, code, message, args = []) => {
    const server = await serve(listener);
    vendorFrom(`${server.url}/openapi.yaml`);
    // A second provider that can be had is written all the same.
    const other = await serve(give(DOCUMENT.replace("Acme", "Other")));
    repository.write(
      "specs/aaa/source.yaml",
      `name: aaa\npackage: aaa\ntitle: A\ndocument: whole\nfiles: { openapi.yaml: "${other.url}/openapi.yaml" }\n`,
    );
    const before = repository.files();
    const result = await vendor(...args);
    expect(result).toMatchObject({
      code: 3,
      out: expect.stringContaining("aaa:\n  new openapi.yaml "),
      err: expect.stringContaining(`acme:\nerror[${code}]`),
    });
    expect(result.err).toContain(message);
    expect(result.err).toMatch(/\n {2}hint: \S/);
    const { "specs/aaa/openapi.yaml": written, "specs/lock.json": lock, ...after } = repository.files();
    const { "specs/lock.json": lockBefore, ...others } = before;
    expect(after).toEqual(others);
    expect(written).toContain("Other");
    const providers = (text = '{ "providers": {} }'): Record<string, unknown> => JSON.parse(text).providers;
    expect(providers(lock)).toEqual({ ...providers(lockBefore), aaa: expect.anything() });
    expect(other.requests).toHaveLength(1);
  });

  test("15: documents that take too long to read are that provider's failure; the next is read in a new thread", async () => {
    const server = await serve(give(DOCUMENT));
    vendorFrom(`${server.url}/openapi.yaml`);
    const other = await serve(give(DOCUMENT.replace("Acme", "Other")));
    repository.write(
      "specs/zzz/source.yaml",
      `name: zzz\npackage: zzz\ntitle: Z\ndocument: whole\nfiles: { openapi.yaml: "${other.url}/openapi.yaml" }\n`,
    );
    const before = repository.read("specs/acme/openapi.yaml");
    // The first reading has no time at all.
    let readings = 0;
    const network: Network = {
      ...systemNetwork,
      after: (ms, callback) => {
        if (ms !== READING_LIMIT_MS || readings > 0) return systemNetwork.after(ms, callback);
        readings += 1;
        queueMicrotask(callback);
        return () => {};
      },
    };
    const { code, out, err } = await specloom(repository.root, ["vendor"], { network });
    expect(code).toBe(3);
    expect(err).toMatch(
      /^acme:\nerror\[network\/reading\]\n {2}Expected to read the documents within 180 s, and ended it\n/u,
    );
    expect(out).toContain("zzz:\n  new openapi.yaml ");
    expect(repository.read("specs/acme/openapi.yaml")).toBe(before);
    expect(repository.read("specs/zzz/openapi.yaml")).toContain("Other");
  });

  test("a certificate of a stranger", async () => {
    const server = await secureLoopback(give(DOCUMENT));
    open.push(server);
    vendorFrom("https://docs.example.com/openapi.yaml");
    const before = repository.files();
    const network = upstream({ hosts: { "docs.example.com": server }, trusted: false });
    expect(await specloom(repository.root, ["vendor"], { network })).toMatchObject({
      code: 3,
      err: expect.stringContaining("error[network/tls] specs/acme/source.yaml:6"),
    });
    expect(repository.files()).toEqual(before);
  });

  test("nothing to fetch is a failure", async () => {
    expect(await vendor()).toMatchObject({ code: 2, err: expect.stringContaining("error[provider/none]") });
    vendorFrom("{ local: true }");
    const { code, err } = await vendor();
    expect(code).toBe(2);
    expect(err).toContain("error[source/no-address]");
    expect(err).toContain(" vendor acme --from <file>`");
  });

  test.each(["0", "-1", "soon", "4000"])("--timeout %s", async (seconds) => {
    expect(await vendor("--timeout", seconds)).toMatchObject({ code: 2, err: expect.stringContaining("at most 3600") });
  });
});

describe("pages of the three providers", () => {
  const specs = resolve(import.meta.dirname, "../../../specs");
  const providers: [name: string, pages: [file: string, title: string][], whole: string | undefined][] = [
    [
      "roe",
      [
        ["roe-agent-job-result.md", "Agent Job Result"],
        ["roe-agent-job-status.md", "Agent Job Status"],
        ["roe-agent-jobs-list.md", "List Agent Jobs"],
      ],
      undefined,
    ],
    ["julep", [["julep-job-status.md", "Get Job Status"]], "https://api.julep.ai/api/openapi.json"],
    ["crosmos", [["crosmos-job-status.md", "Get Job Status"]], "https://api.crosmos.dev/openapi.json"],
  ];

  const page = (name: string, file: string): string => readFileSync(join(specs, name, file), "utf8");

  /** The fragment of a page, as the whole document from which it was cut. */
  const wholeOf = (text: string): string => /^`{4}yaml [^\n]*\n(?<yaml>.*)^`{4}$/msu.exec(text)?.groups?.["yaml"] ?? "";

  /** A documentation host: an index, the pages, and HTML where `.md` is left out; `change` makes it drift. */
  async function documentation(
    name: string,
    pages: [string, string][],
    change: (text: string) => string = (text) => text,
    whole: (text: string) => string = (text) => text,
  ): Promise<Loopback> {
    const server: Loopback = await serve((request, response) => {
      const path = request.url ?? "";
      const slug = pages.find(([file]) => path === `/api/${file}`)?.[0];
      const markdown = { "content-type": "text/markdown; charset=utf-8", etag: `"${path}"` };
      if (path === "/llms.txt") {
        const links = pages.map(
          ([file]) => `- [${/^# (.*)$/mu.exec(page(name, file))?.[1]}](${server.url}/api/${file}): About it.`,
        );
        give(`# Docs\n\n## Docs\n\n- [Introduction](${server.url}/intro.md)\n${links.join("\n")}\n`, {
          "content-type": "text/plain",
        })(request, response);
      } else if (path === "/openapi.json") give(whole(wholeOf(page(name, pages[0]?.[0] ?? ""))))(request, response);
      else if (slug === undefined) give("<!doctype html>", { "content-type": "text/html" })(request, response);
      else
        give(
          change(page(name, slug).replaceAll(/https:\/\/\S+\/openapi\.json/gu, `${server.url}/openapi.json`)),
          markdown,
        )(request, response);
    });
    return server;
  }

  /** The provider as it stands in this repository, its documentation on this machine. */
  function copy(name: string, server: Loopback, pages: [string, string][], more = ""): void {
    const source = readFileSync(join(specs, name, "source.yaml"), "utf8").replace(/^hosts:.*\n/mu, "");
    repository.write(
      `specs/${name}/source.yaml`,
      source.replaceAll(/https:\S+\/llms\.txt/gu, `${server.url}/llms.txt`) + more,
    );
    for (const [file] of pages)
      repository.write(
        `specs/${name}/${file}`,
        page(name, file).replaceAll(/https:\/\/\S+\/openapi\.json/gu, `${server.url}/openapi.json`),
      );
  }

  test.each(providers)("%s: found by their titles, fetched as Markdown, unchanged", async (name, pages, whole) => {
    const server = await documentation(name, pages);
    copy(name, server, pages, whole === undefined ? "" : `hosts: ["${new URL(server.url).host}"]\n`);
    const before = repository.files();
    const { code, out, err } = await vendor();
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toBe(
      [
        `${name}:`,
        ...pages.map(
          ([file]) =>
            `  unchanged ${file} (${Buffer.byteLength(before[`specs/${name}/${file}`] ?? "")} bytes from ${server.url}/api/${file})`,
        ),
        "",
      ].join("\n"),
    );
    expect(server.requests.map(({ url }) => url)).toEqual([
      "/llms.txt",
      ...pages.map(([file]) => `/api/${file}`),
      ...(whole === undefined ? [] : ["/openapi.json"]),
    ]);
    const file = pages[0]?.[0] ?? "";
    expect(lockOf(name)[file]).toMatchObject({
      url: `${server.url}/api/${file}`,
      etag: `"/api/${file}"`,
      mediaType: "text/markdown",
    });
    expect(repository.files()).toMatchObject(before);
  });

  test("an address of a page is asked for as Markdown", async () => {
    const pages: [string, string][] = [["julep-job-status.md", "Get Job Status"]];
    const server = await documentation("julep", pages);
    copy("julep", server, pages);
    const source = repository.read("specs/julep/source.yaml");
    repository.write(
      "specs/julep/source.yaml",
      source.replace(/index: .*/u, `x`).replace(/\n {4}x/u, ` ${server.url}/api/julep-job-status`),
    );
    expect(await vendor()).toMatchObject({
      code: 0,
      out: expect.stringContaining(`${server.url}/api/julep-job-status.md`),
    });
  });

  test("a changed page is written, and the others are not touched", async () => {
    const pages = providers[0]?.[1] ?? [];
    const server = await documentation("roe", pages, (text) =>
      text.replace("Get agent job status.", "Get the status."),
    );
    copy("roe", server, pages);
    const before = repository.files();
    const { code, out } = await vendor("roe");
    expect(code).toBe(0);
    expect(out).toContain("changed roe-agent-job-status.md");
    const after = repository.files();
    const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
    expect(changed).toEqual(["specs/lock.json", "specs/roe/roe-agent-job-status.md"]);
  });

  test("pages and whole document that disagree are noted, with both places", async () => {
    const pages: [string, string][] = [["julep-job-status.md", "Get Job Status"]];
    const server = await documentation("julep", pages, undefined, (text) => text.replace("- in_progress", "- running"));
    copy("julep", server, pages, `hosts: ["${new URL(server.url).host}"]\n`);
    const { code, out } = await vendor();
    expect(code).toBe(0);
    expect(out).toMatch(
      /note: specs\/julep\/julep-job-status\.md:\d+:\d+ \S+: The page and the whole document disagree on \/components\/schemas\/JobStatus, at its \S+, http:\/\/127\.0\.0\.1:\d+\/openapi\.json:\d+:\d+/,
    );
  });

  test("a host that only the page names is not asked", async () => {
    const pages: [string, string][] = [["julep-job-status.md", "Get Job Status"]];
    const server = await documentation("julep", pages, (text) =>
      text.replaceAll(/http\S+\/openapi\.json/gu, "https://api.julep.ai/openapi.json"),
    );
    copy("julep", server, pages);
    const { code, out } = await vendor();
    expect(code).toBe(0);
    expect(out).toContain(
      "Not compared with https://api.julep.ai/openapi.json from the page's header: to compare, add api.julep.ai to `hosts`",
    );
  });

  test("a page whose operation the whole document lacks is out of date", async () => {
    const pages: [string, string][] = [["crosmos-job-status.md", "Get Job Status"]];
    const server = await documentation("crosmos", pages, undefined, (text) =>
      text.replaceAll("/api/v1/jobs/", "/api/v2/jobs/"),
    );
    copy("crosmos", server, pages, `hosts: ["${new URL(server.url).host}"]\n`);
    const before = repository.files();
    expect(await vendor()).toMatchObject({
      code: 3,
      err: expect.stringContaining(
        "Expected GET /api/v1/jobs/{job_id}, which specs/crosmos/crosmos-job-status.md describes",
      ),
    });
    expect(repository.files()).toEqual(before);
  });

  test("an index without the page, and one with several of its title", async () => {
    const pages: [string, string][] = [["julep-job-status.md", "Get Job Status"]];
    const found = page("julep", "julep-job-status.md");
    const server: Loopback = await serve((request, response) => {
      const links = ["a", "b", "c"].map((slug) => `- [get job  status](/${slug})`);
      if (request.url === "/llms.txt") give(links.join("\n"), { "content-type": "text/plain" })(request, response);
      else if (request.url === "/a.md") give("# A guide\n", { "content-type": "text/markdown" })(request, response);
      else if (request.url === "/b.md")
        give(found.replaceAll("/jobs/{job_id}", "/tasks/{job_id}"), { "content-type": "text/markdown" })(
          request,
          response,
        );
      else give(found, { "content-type": "text/markdown" })(request, response);
    });
    copy("julep", server, pages);
    expect(await vendor()).toMatchObject({ code: 0, out: expect.stringContaining(`from ${server.url}/c.md`) });
    repository.write("specs/julep/julep-job-status.md", found.replace("# Get Job Status", "# Another"));
    expect(await vendor()).toMatchObject({
      code: 3,
      err: expect.stringContaining("to list the page 'Another', found 3 others"),
    });
  });
});
