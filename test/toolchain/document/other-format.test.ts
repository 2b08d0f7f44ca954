import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { readDocument } from "../../../packages/toolchain/src/document/read-document.js";
import { readSource } from "../../../packages/toolchain/src/document/read-source.js";
import { decodeText } from "../../../packages/toolchain/src/document/text.js";
import { caught } from "../../support/caught.js";
import { sourceText, texts } from "./support.js";

const openapi = '{"openapi":"3.0.0","info":{"title":"T","version":"1"},"paths":{}}';
const postman = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

function read(file: string, text: string): unknown {
  const source = sourceText([file]).replace("document: pages", "document: whole");
  return readDocument(readSource({ path: "specs/acme/source.yaml", text: source }), texts({ [file]: text }));
}

/** What a function throws. */
function failed(run: () => unknown): Promise<unknown> {
  return caught(Promise.resolve().then(run));
}

describe("a document of another format is told by its name, with the next step", () => {
  const xml = '<?xml version="1.0"?>\n';
  test.each<[file: string, text: string, found: string, hint: RegExp]>([
    ["a.yaml", "<!doctype html><title>Docs</title>", "an HTML page", /document itself/u],
    ["a.json", "\n<!-- a -->\n<html>", "an HTML page", /document itself/u],
    [
      "a.yaml",
      `${xml}<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"/>`,
      "a WSDL description",
      /convert/u,
    ],
    ["a.yaml", `${xml}<application xmlns="http://wadl.dev.java.net/2009/02"/>`, "a WADL description", /convert/u],
    ["a.yaml", `${xml}<edmx:Edmx Version="4.0"/>`, "OData metadata", /convert/u],
    ["a.yaml", `${xml}<other/>`, "XML", /convert/u],
    ["a.yaml", "#%RAML 1.0\ntitle: T\n/users:\n  get:\n", "RAML", /convert/u],
    ["a.yaml", "FORMAT: 1A\nHOST: https://a\n\n# API\n", "an API Blueprint", /convert/u],
    ["a.yaml", '// c\nsyntax = "proto3";\nservice A {}\n', "a Protocol Buffers file", /convert/u],
    ["a.yaml", 'import "@typespec/http";\nnamespace A;\nop a(): void;\n', "TypeSpec", /Compile/u],
    ["a.yaml", '$version: "2"\nnamespace a\nservice A {}\n', "a Smithy model", /convert/u],
    [
      "a.yaml",
      "version https://git-lfs.github.com/spec/v1\noid sha256:a\nsize 1\n",
      "a pointer of Git LFS",
      /lfs pull/u,
    ],
    ["a.yaml", "openapi: 3.0.0\n<<<<<<< HEAD\ninfo: 1\n=======\n>>>>>>> b\n", "a merge conflict", /markers/u],
    ["a.json", '{"openapi": "3.0.0",\n<<<<<<< HEAD\n=======\n>>>>>>> b\n}', "a merge conflict", /markers/u],
    ["a.yaml", 'module.exports = { openapi: "3.0.0" };', "a program", /Print/u],
    ["a.yaml", 'export default {\n  openapi: "3.0.0",\n};\n', "a program", /Print/u],
    ["a.yaml", "type Query {\n  me: User\n}\n", "a GraphQL schema", /GraphQL client/u],
    ["a.yaml", '"""A"""\nschema {\n  query: Query\n}\n', "a GraphQL schema", /GraphQL client/u],
    ["a.yaml", "scalar Date\n\nextend type Query @key(fields) {\n  a: Int\n}\n", "a GraphQL schema", /GraphQL client/u],
    ["a.json", '{"data":{"__schema":{"types":[]}}}', "a GraphQL schema", /GraphQL client/u],
    ["a.yaml", "asyncapi: 2.6.0\nchannels: {}\n", "an AsyncAPI document", /convert/u],
    ["a.json", '{"openrpc":"1.2.6","methods":[]}', "an OpenRPC document", /convert/u],
    ["a.json", '{"smithy":"2.0","shapes":{}}', "a Smithy model", /convert/u],
    ["a.yaml", "arazzo: 1.0.1\nworkflows: []\n", "an Arazzo document", /it describes/u],
    ["a.yaml", "overlay: 1.1.0\nactions: []\n", "an overlay", /--overlay/u],
    ["a.json", '{"swaggerVersion":"1.2","apis":[]}', "Swagger 1", /convert/u],
    ["a.json", '{"discoveryVersion":"v1","resources":{}}', "a Google API discovery document", /convert/u],
    ["a.json", `{"info":{"schema":"${postman}"},"item":[]}`, "a Postman collection", /convert/u],
    ["a.json", `{"collection":{"info":{"schema":"${postman}"}}}`, "a Postman collection", /convert/u],
    ["a.json", '{"_type":"export","__export_format":4}', "an Insomnia export", /convert/u],
    ["a.json", '{"log":{"version":"1.2","entries":[]}}', "an HTTP archive (HAR)", /convert/u],
    ["a.json", '{"$schema":"https://json-schema.org/draft/2020-12/schema"}', "a JSON Schema", /uses it/u],
    ["a.json", `{"data":${openapi}}`, 'one under the key "data"', /alone/u],
    ["a.yaml", "spec:\n  swagger: '2.0'\n", 'one under the key "spec"', /alone/u],
  ])("%s %j", async (file, text, found, hint) => {
    const error = await failed(() => read(file, text));
    expect(error).toMatchObject({
      code: "document/not-openapi",
      message: `Expected an OpenAPI document, found ${found}`,
      hint: expect.stringMatching(hint),
      location: { file: `specs/acme/${file}`, line: found === "a merge conflict" ? 2 : expect.any(Number) },
    });
  });

  test.each([
    ["words of other formats in texts", 'openapi: 3.1.0\ninfo: { title: "type Query {", version: "1" }\npaths: {}\n'],
    [
      "a description with markers",
      "openapi: 3.1.0\ninfo:\n  title: a\n  version: b\n  description: |\n    <<<<<<< HEAD\n",
    ],
    [
      "a key of another format beside",
      'openapi: 3.1.0\ninfo: { title: a, version: "1" }\n$schema: https://a\npaths: {}\n',
    ],
  ])("%s is an OpenAPI document", (_name, text) => {
    expect(() => read("a.yaml", text)).not.toThrow();
  });
});

describe("bytes that are no UTF-8 text are told by their name", () => {
  const bytes = (text: string, encoding: BufferEncoding = "latin1"): Uint8Array => Buffer.from(text, encoding);
  test.each<[name: string, bytes: Uint8Array, found: string, hint: RegExp]>([
    ["gzip", gzipSync(openapi), "a gzip file", /Unpack/u],
    ["ZIP", bytes("PK\u0003\u0004\u0014\0"), "a ZIP archive", /Unpack/u],
    ["an empty ZIP", bytes("PK\u0005\u0006\0\0"), "a ZIP archive", /Unpack/u],
    ["Zstandard", bytes("\u0028\u00b5\u002f\u00fd\0"), "a Zstandard file", /Unpack/u],
    ["bzip2", bytes("BZh91AY&SY"), "a bzip2 file", /Unpack/u],
    ["xz", bytes("\u00fd7zXZ\0"), "an xz file", /Unpack/u],
    ["7z", bytes("7z\u00bc\u00af\u0027\u001c"), "a 7z archive", /Unpack/u],
    ["PDF", bytes("%PDF-1.4\n\u00e2"), "a PDF file", /document itself/u],
    ["PNG", bytes("\u0089PNG\r\n"), "a picture", /document itself/u],
    ["JPEG", bytes("\u00ff\u00d8\u00ff\u00e0"), "a picture", /document itself/u],
    ["UTF-16, with its mark", bytes(`\uFEFF${openapi}`, "utf16le"), "UTF-16 text", /UTF-8/u],
    ["UTF-16, big end first", Buffer.from(`\uFEFF${openapi}`, "utf16le").swap16(), "UTF-16 text", /UTF-8/u],
    ["UTF-16 without a mark", bytes(openapi, "utf16le"), "UTF-16 text", /UTF-8/u],
    ["UTF-32", bytes("\u00ff\u00fe\0\0{\0\0\0"), "UTF-32 text", /UTF-8/u],
    ["UTF-32 without a mark", bytes('{\0\0\0"\0\0\0'), "UTF-32 text", /UTF-8/u],
    ["another encoding", bytes("title: Caf\u00e9\n"), "bytes that are not UTF-8", /UTF-8/u],
  ])("%s", async (_name, given, found, hint) => {
    expect(await failed(() => decodeText("a.yaml", given))).toMatchObject({
      code: "document/unreadable",
      message: `Expected UTF-8 text, found ${found}`,
      hint: expect.stringMatching(hint),
    });
  });
});

describe("a mistake in JSON or YAML comes with its mend", () => {
  test.each<[file: string, text: string, hint: string]>([
    ["a.json", '{\n  // c\n  "a": 1 }', "Remove the comment: JSON has none."],
    ["a.json", '{ "a": 1 /* c */ }', "Remove the comment: JSON has none."],
    ["a.json", '{ "a": [1,] }', "Remove the comma before it."],
    ["a.json", '{ "a": 1,\n}', "Remove the comma before it."],
    ["a.json", '{ "a" }', "Correct the JSON at this place."],
    ["a.json", "{ 'a': 1 }", "Write texts and keys in double quotes."],
    ["a.json", " \n", "The file is empty: save the document again."],
    ["a.json", '{ "a": {', "The text is cut off: save the document again."],
    ["a.yaml", "a:\n\tb: 1\n", "Indent with spaces."],
    ["a.yaml", "a: [1\n", "Correct the YAML at this place."],
  ])("%s %j", async (file, text, hint) => {
    expect(await failed(() => read(file, text))).toMatchObject({ code: "document/unreadable", hint });
  });
});
