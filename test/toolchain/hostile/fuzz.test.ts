import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ToolchainError } from "specloom";
import { isSafePath } from "../../../packages/toolchain/src/document/file-name.js";
import { readPage } from "../../../packages/toolchain/src/document/page.js";
import { readSource } from "../../../packages/toolchain/src/document/read-source.js";
import { renderError } from "../../../packages/toolchain/src/error-text.js";
import { fetchDocument } from "../../../packages/toolchain/src/fetching/network/fetch-document.js";
import { readings } from "../../../packages/toolchain/src/fetching/reading/readings.js";
import { parseIndex, titleOf } from "../../../packages/toolchain/src/fetching/vendor/page-index.js";
import { responseError } from "../../../packages/toolchain/src/github/response-error.js";
import { inspect } from "../../../packages/toolchain/src/inspect.js";
import { hostileText } from "../../support/hostile-texts.js";
import { type Loopback, loopback } from "../../support/loopback.js";
import { propertyRuns } from "../../support/property.js";
import { inputOf } from "../../support/provider-input.js";

// Texts that work, with hostile ones in them. Whatever comes of it is a value, or the toolchain's own error, which no
// unexpected failure stands behind.

const root = resolve(import.meta.dirname, "../../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const golden = "test/golden/paginated/input/specs/acme";

const runs = propertyRuns();

/** Values that a place of a document, an overlay or source.yaml is not made for, as YAML and JSON have them. */
const values = [
  "null",
  "[]",
  "{}",
  "-1",
  "1e999",
  "0x10",
  "9007199254740993",
  "true",
  '""',
  "[[[[[[[[[[]]]]]]]]]]",
  "{ $ref: '#' }",
  "{ $ref: '#/paths' }",
  "{ $ref: '../../../etc/passwd' }",
  "{ __proto__: { a: 1 } }",
  "&a [*a]",
  "!!js/function x",
  "<<",
  "| \n  a",
];

/** A text with some of its places replaced, cut or filled. */
function edited(text: string): fc.Arbitrary<string> {
  const insert = fc.oneof(
    hostileText,
    fc.constantFrom(...values),
    fc.constantFrom("\n", " ", ":", "- ", "'", '"', "{", "]"),
  );
  const edit = fc.record({ at: fc.nat(text.length), drop: fc.oneof(fc.constant(0), fc.nat(40)), insert });
  /** The value of a line, so that what is read goes further than the syntax. */
  const lines = text.split("\n");
  const line = fc.record({
    line: fc.nat(lines.length - 1),
    value: fc.oneof(
      hostileText.map((found) => JSON.stringify(found)),
      fc.constantFrom(...values),
    ),
  });
  const anywhere = fc
    .array(edit, { minLength: 1, maxLength: 3 })
    .map((edits) =>
      edits.reduce(
        (before, { at, drop, insert: added }) => before.slice(0, at) + added + before.slice(at + drop),
        text,
      ),
    );
  const inValues = fc.array(line, { minLength: 1, maxLength: 4 }).map((edits) => {
    const changed = [...lines];
    for (const { line: index, value } of edits)
      changed[index] = (changed[index] ?? "").replace(/: [^{[|>&]*$/u, () => `: ${value}`);
    return changed.join("\n");
  });
  return fc.oneof(anywhere, inValues);
}

/** Runs a reading; its refusal is the toolchain's own, with a place, and says nothing that acts on a terminal. */
function refusalOf(run: () => unknown): ToolchainError | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (!(error instanceof ToolchainError)) throw error;
    expect(error.message).not.toContain("found one that stops");
    expect(
      renderError(error)
        .split("\n")
        .filter((line) => /^\S/u.test(line)),
    ).toHaveLength(1);
    return error;
  }
}

describe("15: hostile texts", () => {
  let refused = 0;
  const count = (error: ToolchainError | undefined): void => void (refused += error === undefined ? 0 : 1);

  test("in a document", () => {
    refused = 0;
    fc.assert(
      fc.property(edited(read(`${golden}/openapi.yaml`)), (text) => {
        count(refusalOf(() => inspect(inputOf({ path: "openapi.yaml", text }))));
      }),
      runs,
    );
    // Most texts are read, so that more than the syntax is tried.
    expect(refused).toBeLessThan(runs.numRuns * 0.9);
  });

  test("in a page, and in an index of pages", () => {
    const page = read("specs/roe/roe-agent-job-status.md");
    const index = "# Pages\n\n- [Get Job Status](https://docs.example.com/a.md): text\n* [b](/b.md)\n";
    fc.assert(
      fc.property(edited(page), edited(index), (text, links) => {
        refusalOf(() => readPage({ path: "page.md", text }, []));
        refusalOf(() => readings.wholes([{ path: "page.md", text }]));
        expect(titleOf(text) ?? "x").toMatch(/\S/u);
        for (const { url } of parseIndex(links, "https://docs.example.com/llms.txt"))
          expect(URL.canParse(url)).toBe(true);
      }),
      runs,
    );
  });

  test("in an overlay", () => {
    refused = 0;
    const document = { path: "openapi.yaml", text: read(`${golden}/openapi.yaml`) };
    fc.assert(
      fc.property(edited(read(`${golden}/overlay.yaml`)), (text) => {
        count(refusalOf(() => inspect({ ...inputOf(document), overlay: { path: "specs/acme/overlay.yaml", text } })));
      }),
      runs,
    );
    expect(refused).toBeLessThan(runs.numRuns);
  });

  test("in source.yaml, whose names stay below its folder", () => {
    const text = `name: acme\npackage: "@acme/client"\ntitle: Acme\ndocument: pages\nfiles:\n  a.md: https://docs.example.com/a.md\n  pages/b.md: { index: https://docs.example.com/llms.txt }\n  c.md: { local: true, as: x/c.md }\nhosts: [cdn.example.com]\ncredentials:\n  docs.example.com: { env: TOKEN }\n`;
    fc.assert(
      fc.property(edited(text), (source) => {
        refusalOf(() => {
          for (const { file } of readSource({ path: "specs/acme/source.yaml", text: source }).files)
            expect(isSafePath(file)).toBe(true);
        });
      }),
      runs,
    );
  });

  test("in what GitHub's API answers", () => {
    const content = fc.oneof(
      fc.anything(),
      fc.record({
        message: fc.oneof(hostileText, fc.anything()),
        errors: fc.array(fc.oneof(hostileText, fc.anything())),
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 599 }), content, (status, body) => {
        const error = responseError("GET /repos/a/b", { status, headers: new Headers(), content: body });
        expect(error.code).toMatch(/^github\//u);
      }),
      runs,
    );
  });
});

describe("15: hostile hosts", () => {
  let server: Loopback;
  let listener: RequestListener;
  beforeAll(async () => {
    server = await loopback((request, response) => listener(request, response));
  });
  afterAll(() => server.close());

  test("give a document, or the network's error", async () => {
    const types = fc.constantFrom(
      "application/yaml",
      "text/html",
      "text/plain",
      "application/json; charset=x",
      "",
      ";",
      "a/b",
    );
    const answer = fc.record({
      status: fc.constantFrom(200, 200, 200, 204, 301, 302, 304, 401, 404, 429, 500, 999),
      type: types,
      etag: fc.constantFrom('"a"', 'W/"a"', "", "a b", '"' + "x".repeat(5_000) + '"'),
      location: fc.oneof(
        fc.webUrl(),
        fc.constantFrom("", "/", "//", "file:///etc/passwd", "https://127.0.0.1/", "javascript:1"),
      ),
      coding: fc.constantFrom("identity", "gzip", "br", "deflate", "x"),
      body: fc.oneof(hostileText, fc.uint8Array({ maxLength: 64 }), fc.constant("openapi: 3.1.0\n")),
    });
    await fc.assert(
      fc.asyncProperty(answer, async ({ status, type, etag, location, coding, body }) => {
        listener = (_request, response) => {
          response.writeHead(status, { "content-type": type, etag, location, "content-encoding": coding });
          response.end(typeof body === "string" ? body : Buffer.from(body));
        };
        const request = {
          url: `${server.url}/a`,
          hosts: [],
          location: undefined,
          credential: undefined,
          etag: undefined,
        };
        try {
          await fetchDocument({ ...request, proxyFor: () => undefined });
        } catch (error) {
          if (!(error instanceof ToolchainError)) throw error;
          expect(error.code).toMatch(/^network\//u);
        }
      }),
      runs,
    );
  });
});
