import { describe, expect, it } from "vitest";
import { readDocument } from "../../../packages/toolchain/src/document/read-document.js";
import { readSource } from "../../../packages/toolchain/src/document/read-source.js";
import { failure, page, sourceText, texts } from "./support.js";

const good = page("GET /a", "paths: {/a: {get: {responses: {}}}}\n");
const whole = (file: string) => sourceText([file]).replace("document: pages", "document: whole");
const openapi = 'openapi: 3.1.0\ninfo: {title: t, version: "1"}\npaths: {}\n';

/** What a person may put into a provider's folder, and what they are told. Each row: source.yaml, files, failure. */
const cases: [title: string, source: string, files: Record<string, string>, want: string][] = [
  [
    "no file at all",
    sourceText([]),
    {},
    "document/none at specs/acme/source.yaml: Expected acme to list a file, found none",
  ],
  [
    "a listed file that is missing",
    sourceText(["a.md", "b.md"]),
    { "a.md": good },
    "document/missing at specs/acme/source.yaml:7:3 (/files/b.md): Expected the file specs/acme/b.md, found no such file",
  ],
  [
    "a file that is not listed",
    sourceText(["a.md"]),
    { "a.md": good, "b.md": good },
    "document/unlisted at specs/acme/b.md: Expected only files of specs/acme/source.yaml, found specs/acme/b.md",
  ],
  [
    "two whole documents",
    whole("a.yaml").concat("  b.yaml: https://docs.example.com/b.yaml\n"),
    { "a.yaml": openapi, "b.yaml": openapi },
    "source/invalid at specs/acme/source.yaml:7:3 (/files/b.yaml): Expected `entry` to name the file that the document begins in, found 2 files and no entry",
  ],
  [
    "a whole document where a page is expected",
    sourceText(["a.yaml"]),
    { "a.yaml": openapi },
    "document/page at specs/acme/a.yaml:1: Expected a yaml fence whose header names an operation, found no fence",
  ],
  [
    "a page where a whole document is expected",
    whole("a.md"),
    { "a.md": "# Title\n\n- one\n" },
    'document/not-openapi at specs/acme/a.md:3:1: Expected an OpenAPI document, which is a mapping, found ["one"]',
  ],
  [
    "an error page instead of JSON",
    whole("a.json"),
    { "a.json": "<html>\n" },
    "document/not-openapi at specs/acme/a.json:1:1: Expected an OpenAPI document, found an HTML page",
  ],
  [
    "JSON that is no OpenAPI",
    whole("a.json"),
    { "a.json": '{"error": {"code": 404}}' },
    'document/not-openapi at specs/acme/a.json:1:1: Expected a key "openapi" or "swagger", found the keys error',
  ],
  [
    "an empty document",
    whole("a.yaml"),
    { "a.yaml": "" },
    "document/not-openapi at specs/acme/a.yaml:1:1: Expected an OpenAPI document, which is a mapping, found nothing",
  ],
  [
    "a duplicate key in JSON",
    whole("a.json"),
    { "a.json": '{"openapi": "3.1.0",\n"paths": {},\n"paths": {}}' },
    'document/duplicate-key at specs/acme/a.json:3:1 (/paths): Expected each key once, found "paths" on line 2 and on line 3',
  ],
  [
    "a version of tomorrow",
    whole("a.yaml"),
    { "a.yaml": openapi.replace("3.1.0", "5.0.0") },
    'document/version at specs/acme/a.yaml:1:1 (/openapi): Expected OpenAPI 2.0, 3.0, 3.1 or 3.2, found "5.0.0"',
  ],
  [
    "a page whose header lies",
    sourceText(["a.md"]),
    { "a.md": good.replace("GET", "PUT") },
    "document/operation at specs/acme/a.md:6:9 (/paths/~1a): Expected PUT /a, which the header names, found GET /a",
  ],
  [
    "two pages that disagree",
    sourceText(["a.md", "b.md"]),
    { "a.md": good, "b.md": good.replace("responses: {}", "responses: {}, deprecated: true") },
    "document/conflict at specs/acme/b.md:6:35 (/paths/~1a/get/deprecated): Expected pages to agree on /paths/~1a/get, at its /deprecated, found two versions: specs/acme/a.md:6:14 (/paths/~1a/get/deprecated) and specs/acme/b.md:6:35 (/paths/~1a/get/deprecated)",
  ],
];

describe("bad input", () => {
  it.each(cases)("%s", (_, source, files, want) => {
    const run = () => readDocument(readSource({ path: "specs/acme/source.yaml", text: source }), texts(files));
    expect(failure(run)).toBe(want);
  });
});

describe("good input", () => {
  it.each([
    ["a.yaml", openapi],
    ["a.yml", openapi],
    ["a.json", '{"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {}}'],
  ])("a whole document as %s", (file, text) => {
    const { document, notes, headers } = readDocument(
      readSource({ path: "specs/acme/source.yaml", text: whole(file) }),
      texts({ [file]: text }),
    );
    expect(document.value).toStrictEqual({ openapi: "3.1.0", info: { title: "t", version: "1" }, paths: {} });
    expect(document.locate("/info/version")).toMatchObject({ file: `specs/acme/${file}` });
    expect([notes, headers.size]).toStrictEqual([[], 0]);
  });
});
