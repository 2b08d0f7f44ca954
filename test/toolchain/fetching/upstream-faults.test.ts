import { readdirSync, readFileSync, statSync } from "node:fs";
import type { RequestListener } from "node:http";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Loopback } from "../../support/loopback.js";
import { createRepository, type TemporaryRepository } from "../../support/repository.js";
import { type Printed, specloom } from "../../support/specloom.js";
import { secureLoopback, upstream, type Upstream, type UpstreamOptions } from "../../support/upstream.js";

const golden = resolve(import.meta.dirname, "../../golden/paginated/input/specs/acme/openapi.yaml");
const DOCUMENT = readFileSync(golden, "utf8");
const CHANGED = DOCUMENT.replace("        label: { type: string }\n", "");
const HOST = "docs.example.com";
const ADDRESS = `https://${HOST}/openapi.yaml`;
/** One byte more than a document may have. */
const TOO_MANY = 64 * 1024 * 1024 + 1;

const yaml = { "content-type": "application/yaml" };

function give(body: string | Uint8Array, headers: Record<string, string> = {}, status = 200): RequestListener {
  return (_request, response) => void response.writeHead(status, { ...yaml, ...headers }).end(body);
}

function redirect(location: string): RequestListener {
  return (_request, response) => void response.writeHead(302, { location }).end();
}

let repository: TemporaryRepository;
let server: Loopback;
beforeEach(() => {
  repository = createRepository({
    "specs/acme/source.yaml": `name: acme\npackage: "@acme/client"\ntitle: Acme\ndocument: whole\nfiles:\n  openapi.yaml: ${ADDRESS}\n`,
    "specs/acme/openapi.yaml": DOCUMENT,
    "packages/acme/package.json": '{ "name": "@acme/client", "version": "1.0.0" }',
  });
});
afterEach(async () => {
  repository.remove();
  await server.close();
});

/** The provider's host, a real HTTPS server behind a public address. */
async function publish(listener: RequestListener, options: Partial<UpstreamOptions> = {}): Promise<Upstream> {
  server = await secureLoopback(listener);
  return upstream({ ...options, hosts: { [HOST]: server } });
}

function run(command: string, network: Upstream): Promise<Printed> {
  return specloom(repository.root, command.split(" "), { network, program: "pnpm" });
}

/** Every file with its bytes, and every file and folder with its time: what is written and removed again shows too. */
function tree(): Record<string, readonly [mtimeMs: number, bytes: string]> {
  const entries = readdirSync(repository.root, { recursive: true, encoding: "utf8" }).toSorted();
  return Object.fromEntries(
    ["", ...entries].map((path) => {
      const found = statSync(join(repository.root, path));
      const bytes = found.isDirectory() ? "" : readFileSync(join(repository.root, path), "latin1");
      return [path, [found.mtimeMs, bytes]];
    }),
  );
}

const commands = ["vendor", "drift --upstream"];

interface Fault {
  readonly title: string;
  readonly listener: RequestListener;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly options?: Partial<UpstreamOptions>;
  /** What to add to the command. */
  readonly args?: string;
}

const faults: readonly Fault[] = [
  ...[404, 410].map((status) => ({
    title: `gone (${status})`,
    listener: give("", {}, status),
    code: "network/status",
    message: `Expected a document from ${ADDRESS}, found ${status}: the document does not exist`,
    hint: "Find the provider's new address",
  })),
  {
    title: "an error of the host",
    listener: give("", {}, 503),
    code: "network/status",
    message: `Expected a document from ${ADDRESS}, found 503: the host is unavailable`,
    hint: "Run the command again later",
  },
  {
    title: "a login",
    listener: give("", {}, 401),
    code: "network/status",
    message: `Expected a document from ${ADDRESS}, found 401: the host requires authentication`,
    hint: "under `credentials` in source.yaml",
  },
  {
    title: "redirected to another host",
    listener: redirect("https://evil.example.org/openapi.yaml"),
    code: "network/host",
    message: `Expected an address on ${HOST}, found https://evil.example.org/openapi.yaml, the redirect target of ${ADDRESS}`,
    hint: "list it under `hosts` in source.yaml or pass `--allow-host <host>`",
  },
  {
    title: "redirected to a private address",
    listener: redirect("https://10.0.0.1/openapi.yaml"),
    args: "--allow-host 10.0.0.1",
    code: "network/private-address",
    message: "Expected a public address behind https://10.0.0.1/openapi.yaml, found 10.0.0.1 (private)",
    hint: "download it yourself",
  },
  {
    title: "redirected to a name with a private address",
    listener: redirect("https://inside.example.com/openapi.yaml"),
    args: "--allow-host inside.example.com",
    options: { addresses: { "inside.example.com": [{ address: "169.254.169.254", family: 4 }] } },
    code: "network/private-address",
    message: "Expected a public address behind https://inside.example.com/openapi.yaml, found 169.254.169.254",
    hint: "download it yourself",
  },
  {
    title: "redirected without end",
    listener: redirect(ADDRESS),
    code: "network/redirect",
    message: `Expected at most 5 redirects from ${ADDRESS}, found more`,
    hint: "Open the address in a browser",
  },
  {
    title: "redirected to plain http",
    listener: redirect(`http://${HOST}/openapi.yaml`),
    code: "network/scheme",
    message: `Expected an https address, found http://${HOST}/openapi.yaml, the redirect target of ${ADDRESS}`,
    hint: "Give an https address",
  },
  {
    title: "a stranger's certificate",
    listener: give(DOCUMENT),
    options: { trusted: false },
    code: "network/tls",
    message: `Expected a valid certificate from ${ADDRESS}, found DEPTH_ZERO_SELF_SIGNED_CERT`,
    hint: "set NODE_EXTRA_CA_CERTS",
  },
  {
    title: "HTML",
    listener: give("<!doctype html><p>Sign in", { "content-type": "text/html; charset=utf-8" }),
    code: "network/content-type",
    message: `Expected YAML, JSON, Markdown or plain text from ${ADDRESS}, found an HTML page (text/html)`,
    hint: "Give the address of the document itself",
  },
  {
    title: "HTML that says it is YAML",
    listener: give("<!-- app --><html><body>Sign in</body></html>"),
    code: "network/content-type",
    message: `from ${ADDRESS}, found an HTML page under another content type`,
    hint: "Give the address of the document itself",
  },
  {
    title: "too large by its own word",
    listener: give("", { "content-length": `${TOO_MANY}` }),
    code: "network/too-large",
    message: `Expected a document within the limit from ${ADDRESS}, found ${TOO_MANY} bytes`,
    hint: "Check the address",
  },
  {
    title: "too large without a word",
    listener: (_request, response) => {
      response.writeHead(200, yaml);
      const chunk = Buffer.alloc(1024 * 1024, "#");
      Readable.from(Array.from({ length: 65 }, () => chunk)).pipe(response);
    },
    code: "network/too-large",
    message: `from ${ADDRESS}, found more than ${TOO_MANY - 1} bytes`,
    hint: "Check the address",
  },
  {
    title: "too large once it is unpacked",
    listener: give(gzipSync(Buffer.alloc(TOO_MANY, " ")), { "content-encoding": "gzip" }),
    code: "network/too-large",
    message: `from ${ADDRESS}, found more than ${TOO_MANY - 1} bytes`,
    hint: "Check the address",
  },
  {
    title: "broken off by the connection",
    listener: (_request, response) => {
      response.writeHead(200, yaml);
      response.write(DOCUMENT.slice(0, 100), () => response.socket?.destroy());
    },
    code: "network/interrupted",
    message: `Expected the whole document from ${ADDRESS}, found an interrupted response (ECONNRESET)`,
    hint: "Run the command again",
  },
  {
    title: "shorter than it said",
    listener: (_request, response) => {
      response.writeHead(200, { ...yaml, "content-length": `${Buffer.byteLength(DOCUMENT)}`, connection: "close" });
      response.write(DOCUMENT.slice(0, 100), () => response.socket?.end());
    },
    code: "network/interrupted",
    message: `Expected the whole document from ${ADDRESS}, found an interrupted response (ECONNRESET)`,
    hint: "Run the command again",
  },
  {
    title: "compressed, and cut off",
    listener: give(gzipSync(DOCUMENT).subarray(0, 200), { "content-encoding": "gzip" }),
    code: "network/interrupted",
    message: `Expected the whole document from ${ADDRESS}, found an interrupted response (Z_BUF_ERROR)`,
    hint: "Run the command again",
  },
  {
    title: "no answer",
    listener: (request) => void request.socket.destroy(),
    code: "network/unreachable",
    message: `Expected a response from ${ADDRESS}, found none (ECONNRESET)`,
    hint: "Check the address and your connection",
  },
  {
    title: "no YAML",
    listener: give("openapi: [\n"),
    code: "network/document",
    message: "[document/unreadable]",
    hint: "the vendored copy is unchanged",
  },
  {
    title: "no OpenAPI",
    listener: give("hello: world\n"),
    code: "network/document",
    message: "found the keys hello [document/not-openapi]",
    hint: "the vendored copy is unchanged",
  },
];

describe.each(commands)(
  "`%s` fails with the network's exit code, the place and what to do, and writes nothing",
  (command) => {
    const cases = faults.map((fault) => [command, fault.title, fault] as const);
    test.each(cases)("`%s`: %s", async (_command, _title, { listener, code, message, hint, options, args = "" }) => {
      const network = await publish(listener, options);
      const before = tree();
      const { code: exit, out, err } = await run(`${command} ${args}`.trim(), network);
      expect({ exit, out }).toEqual({ exit: 3, out: "" });
      const [head, text, next, ...rest] = err.trimEnd().split("\n");
      // What could not be read is told at its own place, which is upstream.
      const place = code === "network/document" ? ADDRESS : "specs/acme/source.yaml:6:3 (/files/openapi.yaml)";
      expect(head).toContain(`error[${code}] ${place}`);
      expect(text).toContain(message);
      expect(next).toContain(hint);
      expect(rest).toEqual([]);
      expect(tree()).toEqual(before);
    });

    test.each([
      ["before the answer", (): void => {}],
      ["within it", (response: Parameters<RequestListener>[1]) => void response.writeHead(200, yaml).write("openapi:")],
    ])("slow %s", async (_title, begin) => {
      const network: Upstream = await publish((_request, response) => {
        begin(response);
        // The clock is turned by hand: all limits have passed once the host was asked.
        setImmediate(() => network.expire());
      });
      const before = tree();
      expect(await run(command, network)).toEqual({
        code: 3,
        out: "",
        err:
          "error[network/timeout] specs/acme/source.yaml:6:3 (/files/openapi.yaml)\n" +
          `  Expected ${ADDRESS} within 60 s, found no complete response\n` +
          "  hint: Run the command again, or allow more with `--timeout <seconds>`. No file was changed.\n",
      });
      expect(tree()).toEqual(before);
    });

    test("an address in the clear is refused before anybody is asked", async () => {
      const network = await publish(give(DOCUMENT));
      repository.write("specs/acme/source.yaml", repository.read("specs/acme/source.yaml").replace("https:", "http:"));
      const before = tree();
      expect(await run(command, network)).toMatchObject({
        code: 2,
        err: expect.stringMatching(
          /^error\[source\/invalid\] specs\/acme\/source\.yaml:6:3 [^]*https[^]*\n {2}hint: \S/u,
        ),
      });
      expect(network.lookups).toEqual([]);
      expect(tree()).toEqual(before);
    });
  },
);

describe("what is published", () => {
  const withTag: RequestListener = (request, response) =>
    request.headers["if-none-match"] === '"1"'
      ? void response.writeHead(304, { etag: '"1"' }).end()
      : give(DOCUMENT, { etag: '"1"' })(request, response);

  test.each([
    ["not sent again", withTag, [undefined, '"1"']],
    ["sent again", give(DOCUMENT), [undefined, undefined]],
  ])("and unchanged, %s, changes nothing", async (_title, listener, tags) => {
    for (const [command, want] of [
      ["vendor", "unchanged openapi.yaml"],
      ["drift --upstream", "acme: no changes (working tree → upstream)"],
    ] as const) {
      const network = await publish(listener);
      await run("vendor", network);
      const before = tree();
      expect(await run(command, network)).toMatchObject({ code: 0, out: expect.stringContaining(want), err: "" });
      expect(tree()).toEqual(before);
      expect(server.requests.map(({ headers }) => headers["if-none-match"])).toEqual(tags);
      await server.close();
      repository.remove("specs/lock.json");
    }
  });

  test("and changed is told by drift, which writes nothing, and taken over by vendor", async () => {
    let body = DOCUMENT;
    const network = await publish((request, response) => give(body)(request, response));
    await run("vendor", network);
    body = CHANGED;
    const before = tree();
    const told = await run("drift --upstream", network);
    expect(told).toMatchObject({ code: 1, err: "" });
    expect(told.out).toMatch(/^acme: 1 breaking \(working tree → upstream\)\n/u);
    expect(tree()).toEqual(before);
    expect(await run("vendor", network)).toMatchObject({
      code: 0,
      out: expect.stringContaining("changed openapi.yaml"),
      err: "",
    });
    const after = tree();
    const written = Object.keys(after).filter((path) => after[path]?.[1] !== before[path]?.[1]);
    expect(written).toEqual(["specs/acme/openapi.yaml", "specs/lock.json"]);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(await run("drift --upstream", network)).toMatchObject({ code: 0 });
  });
});
