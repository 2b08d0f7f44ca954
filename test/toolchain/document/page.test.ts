import { describe, expect, it } from "vitest";
import { findFences } from "../../../packages/toolchain/src/document/fence.js";
import { parseHeader } from "../../../packages/toolchain/src/document/header.js";
import { readPage } from "../../../packages/toolchain/src/document/page.js";
import { failure, page } from "./support.js";

const fragment = "paths:\n  /jobs/{id}:\n    get:\n      operationId: getJob\n      responses: {}\n";
const read = (text: string) => readPage({ path: "specs/acme/a.md", text });

describe("header", () => {
  const cases: [info: string, method: string, path: string, documentUrl: string | undefined][] = [
    ["GET /jobs/{id}", "get", "/jobs/{id}", undefined],
    ["get /jobs/{id}", "get", "/jobs/{id}", undefined],
    ["  Post\t/jobs  ", "post", "/jobs", undefined],
    ["https://api.example.com/openapi.json Get /jobs", "get", "/jobs", "https://api.example.com/openapi.json"],
    ["reference/openapi.yaml DELETE /jobs", "delete", "/jobs", "reference/openapi.yaml"],
  ];
  it.each(cases)("%s", (info, method, path, documentUrl) => {
    expect(parseHeader(info, { file: "a.md" })).toStrictEqual({ method, path, documentUrl });
  });
});

describe("fences", () => {
  const cases: [
    title: string,
    text: string,
    want: [language: string, info: string, line: number, content: string, closed: boolean][],
  ][] = [
    ["three backticks", "```yaml GET /a\nx: 1\n```\n", [["yaml", "GET /a", 1, "x: 1\n", true]]],
    [
      "shorter fences inside",
      "`````yaml GET /a\n```\nx\n````\n`````\n",
      [["yaml", "GET /a", 1, "```\nx\n````\n", true]],
    ],
    ["a longer closing fence", "```yaml\nx\n`````\n", [["yaml", "", 1, "x\n", true]]],
    ["tildes, with backticks inside", "~~~yaml GET /a\n```\n~~~\n", [["yaml", "GET /a", 1, "```\n", true]]],
    [
      "indented by up to three spaces",
      "   ```bash cURL theme={null}\n   curl\n   ```\n",
      [["bash", "cURL theme={null}", 1, "   curl\n", true]],
    ],
    ["not by four", "    ```yaml\n", []],
    ["inline code is no fence", "``` a ``` b\n", []],
    ["an unclosed fence", "a\n```yaml\nx\n", [["yaml", "", 2, "x\n\n", false]]],
    [
      "one after another",
      "```\na\n```\n```b\n```\n",
      [
        ["", "", 1, "a\n", true],
        ["b", "", 4, "", true],
      ],
    ],
  ];
  it.each(cases)("%s", (_, text, want) => {
    const fences = findFences(text).map(({ language, info, line, content, closed }) => [
      language,
      info,
      line,
      content,
      closed,
    ]);
    expect(fences).toStrictEqual(want);
  });
});

describe("page", () => {
  it("gives the fragment, what its header says, and lines of the page", () => {
    const { value, operation, locate } = read(page("https://api.example.com/openapi.json get /jobs/{id}", fragment));
    expect(value).toStrictEqual({
      openapi: "3.1.0",
      info: { title: "Acme", version: "1.0.0" },
      paths: { "/jobs/{id}": { get: { operationId: "getJob", responses: {} } } },
    });
    expect(operation).toStrictEqual({
      method: "get",
      path: "/jobs/{id}",
      documentUrl: "https://api.example.com/openapi.json",
    });
    const pointer = "/paths/~1jobs~1{id}/get/operationId";
    expect(locate(pointer)).toStrictEqual({ file: "specs/acme/a.md", line: 9, column: 7, pointer });
  });

  it("passes over the fences of code samples", () => {
    const samples = "```yaml theme={null}\na: 1\n```\n\n  ```bash cURL\n  curl\n  ```\n\n";
    expect(read(samples + page("GET /jobs/{id}", fragment)).operation.path).toBe("/jobs/{id}");
  });

  it("may hold other operations beside its own", () => {
    const more = `${fragment}    delete:\n      responses: {}\n`;
    expect(read(page("delete /jobs/{id}", more)).operation.method).toBe("delete");
  });
});

describe("refusals", () => {
  const cases: [title: string, text: string, want: string][] = [
    [
      "no fence",
      "# A page\n\nText.\n",
      "document/page at specs/acme/a.md:1: Expected a yaml fence whose header names an operation, found no fence",
    ],
    [
      "an empty file",
      "",
      "document/page at specs/acme/a.md:1: Expected a yaml fence whose header names an operation, found no fence",
    ],
    [
      "fences of samples only",
      "Text\n```bash cURL\ncurl\n```\n```yaml\na: 1\n```\n",
      "document/page at specs/acme/a.md:2: Expected a yaml fence whose header names an operation, found `bash cURL` on line 2, `yaml` on line 5",
    ],
    [
      "two OpenAPI fences",
      page("GET /jobs/{id}", fragment) + page("GET /jobs/{id}", fragment),
      "document/page at specs/acme/a.md:14: Expected one OpenAPI fence, found one on line 3 and one on line 14",
    ],
    [
      "a page cut off in transfer",
      page("GET /jobs/{id}", fragment).slice(0, -30),
      "document/page at specs/acme/a.md:3: Expected the fence of line 3 to be closed, found the end of the page",
    ],
    [
      "a header of four words",
      page("https://a.example/b.json GET /jobs /more", fragment),
      "document/header at specs/acme/a.md:3:1: Expected the header `METHOD path` or `URL method path`, found 4 words: `https://a.example/b.json GET /jobs /more`",
    ],
    [
      "a header without a method",
      page("/jobs/{id}", fragment),
      "document/header at specs/acme/a.md:3:1: Expected the header `METHOD path` or `URL method path`, found 1 word: `/jobs/{id}`",
    ],
    [
      "an unknown method",
      page("FETCH /jobs", fragment),
      'document/header at specs/acme/a.md:3:1: Expected the header `METHOD path` or `URL method path`, found "FETCH" in the method\'s place: `FETCH /jobs`',
    ],
    [
      "a path without a slash",
      page("GET jobs", fragment),
      'document/header at specs/acme/a.md:3:1: Expected the header `METHOD path` or `URL method path`, found "jobs" in the path\'s place: `GET jobs`',
    ],
    [
      "something else in the URL's place",
      page("openapi GET /jobs", fragment),
      'document/header at specs/acme/a.md:3:1: Expected the header `METHOD path` or `URL method path`, found "openapi" in the URL\'s place: `openapi GET /jobs`',
    ],
    [
      "a header whose operation the fragment lacks",
      page("PUT /jobs/{id}", fragment),
      "document/operation at specs/acme/a.md:7:3 (/paths/~1jobs~1{id}): Expected PUT /jobs/{id}, which the header names, found GET /jobs/{id}",
    ],
    [
      "no operation at all",
      page("GET /jobs", "paths: {}\n"),
      "document/operation at specs/acme/a.md:6:1 (/paths/~1jobs): Expected GET /jobs, which the header names, found no operation",
    ],
    [
      "the older payload",
      "```yaml get /jobs\npaths:\n  path: /jobs\n  method: get\n  request: {}\n  response: {}\n```\n",
      "document/legacy-page at specs/acme/a.md:2:1 (/paths): Expected OpenAPI paths, found the older payload with the keys path, method, request, response",
    ],
    [
      "a fragment that is no OpenAPI",
      "```yaml GET /jobs\npaths: {}\n```\n",
      'document/not-openapi at specs/acme/a.md:2:1: Expected a key "openapi" or "swagger", found the keys paths',
    ],
    [
      "a fragment that is no mapping",
      "```yaml GET /jobs\n- a\n```\n",
      'document/not-openapi at specs/acme/a.md:2:1: Expected an OpenAPI document, which is a mapping, found ["a"]',
    ],
    [
      "an empty fragment",
      "```yaml GET /jobs\n```\n",
      "document/not-openapi at specs/acme/a.md:1:1: Expected an OpenAPI document, which is a mapping, found nothing",
    ],
    [
      "a duplicate key, at its line in the page",
      page("GET /jobs", "paths:\n  /jobs: {}\n  /jobs: {}\n"),
      'document/duplicate-key at specs/acme/a.md:8:3 (/paths/~1jobs): Expected each key once, found "/jobs" on line 7 and on line 8',
    ],
  ];
  it.each(cases)("%s", (_, text, want) => {
    expect(failure(() => read(text))).toBe(want);
  });
});
