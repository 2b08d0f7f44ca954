import { SAFE_PATH } from "../../../packages/toolchain/src/document/file-name.js";
import { describe, expect, it } from "vitest";
import { readSource } from "../../../packages/toolchain/src/document/read-source.js";
import { documentPaths } from "../../../packages/toolchain/src/document/source.js";
import { failure } from "./support.js";

const identity = 'name: acme-jobs\npackage: "@acme/jobs"\ntitle: Acme Jobs\n';
const read = (text: string) => readSource({ path: "specs/acme/source.yaml", text });

const at = (line: number, pointer: string, column = 3) => ({ file: "specs/acme/source.yaml", line, column, pointer });

it("gives the identity and the files, ordered by name", () => {
  const text = `${identity}client: Acme\ndocument: pages
files:
  b.md: https://docs.example.com/b.md
  pages/a.md: { index: https://docs.example.com/llms.txt }
  a.md: http://127.0.0.1:8080/a.md
  c.md: { local: true }
hosts: [api.example.com, "127.0.0.1:8080"]
credentials:
  docs.example.com: { env: ACME_DOCS_TOKEN }
  api.example.com: { env: ACME_KEY, header: X-Api-Key }
conflicts:
  - { at: /info, prefer: b.md, why: newer }
  - { at: /components/schemas/Job, rename: { in: a.md, to: OldJob }, why: two things }
`;
  const source = read(text);
  expect(source).toStrictEqual({
    path: "specs/acme/source.yaml",
    name: "acme-jobs",
    package: "@acme/jobs",
    title: "Acme Jobs",
    client: "Acme",
    document: "pages",
    entry: undefined,
    output: undefined,
    include: [],
    exclude: [],
    strict: false,
    files: [
      {
        file: "a.md",
        as: undefined,
        url: "http://127.0.0.1:8080/a.md",
        index: undefined,
        location: at(9, "/files/a.md"),
      },
      {
        file: "b.md",
        as: undefined,
        url: "https://docs.example.com/b.md",
        index: undefined,
        location: at(7, "/files/b.md"),
      },
      { file: "c.md", as: undefined, url: undefined, index: undefined, location: at(10, "/files/c.md") },
      {
        file: "pages/a.md",
        as: undefined,
        url: undefined,
        index: "https://docs.example.com/llms.txt",
        location: at(8, "/files/pages~1a.md"),
      },
    ],
    hosts: ["api.example.com", "127.0.0.1:8080"],
    credentials: [
      {
        host: "docs.example.com",
        env: "ACME_DOCS_TOKEN",
        header: "Authorization",
        location: at(13, "/credentials/docs.example.com"),
      },
      {
        host: "api.example.com",
        env: "ACME_KEY",
        header: "X-Api-Key",
        location: at(14, "/credentials/api.example.com"),
      },
    ],
    conflicts: [
      { at: "/info", why: "newer", location: at(16, "/conflicts/0", 5), prefer: "b.md" },
      {
        at: "/components/schemas/Job",
        why: "two things",
        location: at(17, "/conflicts/1", 5),
        rename: { in: "a.md", to: "OldJob" },
      },
    ],
  });
  expect(documentPaths(source)).toStrictEqual([
    "specs/acme/a.md",
    "specs/acme/b.md",
    "specs/acme/c.md",
    "specs/acme/pages/a.md",
  ]);
});

it("derives the client's name where none is given", () => {
  expect(read(`${identity}document: whole\nfiles: {}\n`).client).toBe("AcmeJobs");
});

describe("refusals", () => {
  const file = "document: pages\nfiles: { a.md: https://docs.example.com/a.md }\n";
  const cases: [title: string, text: string, want: string][] = [
    [
      "an empty file",
      "",
      "1:1: Expected a mapping with the keys name, package, title, client, document, entry, output, strict, files, conflicts, hosts, credentials, include, exclude, found null",
    ],
    [
      "an unknown key",
      `${identity}titel: x\n`,
      "4:1 (/titel): Expected one of the keys name, package, title, client, document, entry, output, strict, files, conflicts, hosts, credentials, include, exclude, found titel",
    ],
    ["a missing name", "title: x\n", "1:1 (/name): Expected name to be a lower-case name such as `roe`, found nothing"],
    [
      "a name that is a path",
      "name: ../x\n",
      '1:1 (/name): Expected name to be a lower-case name such as `roe`, found "../x"',
    ],
    [
      "a bad package name",
      "name: x\npackage: A B\ndocument: pages\n",
      '2:1 (/package): Expected package to be an npm package name, found "A B"',
    ],
    [
      "a client that is no class name",
      `${identity}client: roe-client\n${file}`,
      '4:1 (/client): Expected client to be a class name such as `Roe`, found "roe-client"',
    ],
    [
      "an unknown kind of document",
      `${identity}document: some\n`,
      '4:1 (/document): Expected document to be `pages` or `whole`, found "some"',
    ],
    [
      "files as a list",
      `${identity}document: pages\nfiles: [a.md]\n`,
      '5:1 (/files): Expected files to be a mapping from file name to URL, found ["a.md"]',
    ],
    [
      "a file outside the folder",
      `${identity}document: pages\nfiles: { ../a.md: https://a.example }\n`,
      `5:10 (/files/..~1a.md): Expected files to be ${SAFE_PATH}, found "../a.md"`,
    ],
    [
      "a URL in the clear",
      `${identity}document: pages\nfiles: { a.md: http://docs.example.com/a.md }\n`,
      '5:10 (/files/a.md): Expected a.md to be an https URL without a user name, found "http://docs.example.com/a.md"',
    ],
    [
      "a URL with a password",
      `${identity}document: pages\nfiles: { a.md: "https://me:secret@docs.example.com" }\n`,
      '5:10 (/files/a.md): Expected a.md to be an https URL without a user name, found "https://…@docs.example.com"',
    ],
    [
      "a file without a URL",
      `${identity}document: pages\nfiles: { a.md: }\n`,
      "5:10 (/files/a.md): Expected a.md to be a URL, `{ index: URL }` where its own is not known, or `{ local: true }` where it came by hand, found null",
    ],
    [
      "a file that came by hand and has an index",
      `${identity}document: pages\nfiles: { a.md: { local: true, index: "https://a.example" } }\n`,
      '5:10 (/files/a.md): Expected a.md to be a URL, `{ index: URL }` where its own is not known, or `{ local: true }` where it came by hand, found {"local":true,"index":"https://a.example"}',
    ],
    [
      "a host with a scheme",
      `${identity}${file}hosts: ["https://a.example"]\n`,
      '6:9 (/hosts/0): Expected a host name in lower case, such as docs.example.com, found "https://a.example"',
    ],
    [
      "a credential in the file itself",
      `${identity}${file}credentials: { a.example: { token: abc } }\n`,
      "6:29 (/credentials/a.example/token): Expected one of the keys env, header, found token",
    ],
    [
      "a credential without a variable",
      `${identity}${file}credentials: { a.example: { header: X-Key } }\n`,
      "6:16 (/credentials/a.example/env): Expected env to be the name of an environment variable, found nothing",
    ],
    [
      "the published path of a file that has an address",
      `${identity}document: pages\nfiles: { a.md: { index: "https://a.example", as: b.md } }\n`,
      '5:10 (/files/a.md): Expected a.md to be the path of a local file, as the other files refer to it, under `as`, found "b.md"',
    ],
    [
      "a published path that leaves the folder",
      `${identity}document: pages\nfiles: { a.md: { local: true, as: ../b.md } }\n`,
      '5:10 (/files/a.md): Expected a.md to be the path of a local file, as the other files refer to it, under `as`, found "../b.md"',
    ],
    [
      "a decision without a reason",
      `${identity}${file}conflicts: [{ at: /info, prefer: a.md }]\n`,
      "6:13 (/conflicts/0/why): Expected why to be the reason for the decision, found nothing",
    ],
    [
      "a decision for nothing",
      `${identity}${file}conflicts: [{ at: /info, why: w }]\n`,
      '6:13 (/conflicts/0): Expected either `prefer` or `rename`, found {"at":"/info","why":"w"}',
    ],
    [
      "a decision for a file that is not listed",
      `${identity}${file}conflicts: [{ at: /info, prefer: b.md, why: w }]\n`,
      '6:26 (/conflicts/0/prefer): Expected prefer to be one of a.md, found "b.md"',
    ],
    [
      "a part decided twice",
      `${identity}${file}conflicts: [{ at: /info, prefer: a.md, why: w }, { at: /info, prefer: a.md, why: w }]\n`,
      '6:50 (/conflicts/1): Expected at to be a part decided once, found "/info"',
    ],
    [
      "a rename without a new name",
      `${identity}${file}conflicts: [{ at: /info, rename: { in: a.md }, why: w }]\n`,
      "6:26 (/conflicts/0/rename/to): Expected to to be a new name of letters, digits, `.`, `_` and `-`, found nothing",
    ],
  ];
  it.each(cases)("%s", (_, text, want) => {
    expect(failure(() => read(text))).toBe(`source/invalid at specs/acme/source.yaml:${want}`);
  });
});
