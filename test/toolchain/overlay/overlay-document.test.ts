import { describe, expect, it } from "vitest";
import type { SourceDocument } from "../../../packages/toolchain/src/openapi/document.js";
import { readData } from "../../../packages/toolchain/src/document/read-data.js";
import { isObject } from "../../../packages/toolchain/src/json.js";
import { overlay } from "../../../packages/toolchain/src/overlay/overlay-document.js";
import { upgradeDocument } from "../../../packages/toolchain/src/document/upgrade.js";
import { readOverlay } from "../../../packages/toolchain/src/overlay/read-overlay.js";
import { deepFreeze, failureOf } from "./support.js";

const page = documentOf(`openapi: 3.1.0
info: { title: Jobs, version: "1" }
servers: []
paths:
  /jobs/{id}:
    get:
      summary: Get a job
      tags: [jobs, dummy, public]
      parameters:
        - name: id
          in: path
        - name: verbose
          in: query
components:
  schemas:
    Job:
      type: object
`);

function documentOf(text: string): SourceDocument {
  const { value, locate } = readData({ path: "page.yaml", text });
  if (!isObject(value)) return expect.unreachable("a document is an object");
  return { value: deepFreeze(value), locate };
}

function overlaid(actions: string) {
  const text = `overlay: 1.1.0\ninfo: { title: Test, version: "1" }\nactions:\n${actions}`;
  return overlay(page, readOverlay({ path: "overlay.yaml", text }));
}

describe("overlay: targets that match nothing", () => {
  it("fail, with the line, the number and the nearest path that exists", () => {
    const error = failureOf(() =>
      overlaid(`- { target: $.servers, update: { url: "https://x.test" } }
- description: A path that was renamed
  target: $.paths['/job/{id}'].get
  update: { x-specloom-name: jobs.get }
`),
    );
    expect(error.code).toBe("overlay/unmatched");
    expect(error.message).toBe("action 2 ($.paths['/job/{id}'].get) matches nothing");
    expect(error.location).toMatchObject({ file: "overlay.yaml", line: 6, pointer: "/actions/1/target" });
    expect(error.hint).toBe(
      "The nearest path that exists is $.paths and has '/jobs/{id}'. Correct the target, or set x-allow-unmatched: true on the action.",
    );
  });

  it.each([
    ["$.path", "The nearest path that exists is $ and has 'paths'."],
    ["$.paths.*.post.summary", "The nearest path that exists is $.paths[*]."],
    ["$.paths.*.get.tags[7]", "The nearest path that exists is $.paths[*].get.tags."],
    ["$.components.schemas.Jab", "The nearest path that exists is $.components.schemas and has 'Job'."],
    ["$.components.schemas.Unrelated", "The nearest path that exists is $.components.schemas."],
    ["$.servers[?@.url == '/api']", "The nearest path that exists is $.servers."],
  ])("%s: %s", (target, nearest) => {
    expect(failureOf(() => overlaid(`- { target: "${target}", update: 1 }`)).hint).toContain(nearest);
  });

  it.each<[pattern: string, field: string, target: string]>([
    [String.raw`\d+`, "target", String.raw`$.paths[?match(@.get.summary, '\\d+')]`],
    ["(?:a|b)", "target", "$..[?search(@.summary, '(?:a|b)') && @.tags]"],
    [String.raw`\bjob`, "target", String.raw`$.paths.*[?@.tags[?search(@, '\\bjob')]].summary`],
    ["a".repeat(1001), "target", `$..tags[?match(@, '${"a".repeat(1001)}')]`],
    ["[z-a", "copy", "$..tags[?match(@, '[z-a')]"],
  ])("name a pattern that matches nothing: %s in a %s", (pattern, field, query) => {
    const change = field === "copy" ? { target: "$.info", copy: query } : { target: query, remove: true };
    const { hint, message } = failureOf(() => overlaid(`- ${JSON.stringify(change)}`));
    expect(`${message} ${hint}`).toContain(`${pattern.slice(0, 99)}${pattern.length > 100 ? "…" : ""}' is no I-Regexp`);
  });

  it.each(["$.paths[?match(@.get.summary, '[0-9]+')]", "$..[?search(@.summary, $.info.title)].x"])(
    "name the nearest path where the patterns are I-Regexps: %s",
    (target) => {
      const { hint } = failureOf(() => overlaid(`- { target: "${target}", update: 1 }`));
      expect(hint).toContain("The nearest path that exists is");
    },
  );

  it("name the key that an index was meant to be", () => {
    const codes = documentOf("responses: { 200: { description: ok } }");
    const repairs = readOverlay({
      path: "overlay.yaml",
      text: 'overlay: 1.1.0\ninfo: { title: T, version: "1" }\nactions: [{ target: "$.responses[200]", remove: true }]',
    });
    const { hint } = failureOf(() => overlay(codes, repairs));
    expect(hint).toContain("The nearest path that exists is $.responses and has '200'.");
  });

  it.each([
    ["$.definitions.Job", "'definitions' is $.components.schemas there"],
    ["$.securityDefinitions", "'securityDefinitions' is $.components.securitySchemes there"],
    ["$.basePath", "'basePath' is $.servers there"],
    ["$.components.schemas.Jab", "The nearest path that exists is $.components.schemas and has 'Job'."],
    ["$.pats", "The nearest path that exists is $ and has 'paths'."],
  ])("tell where %s of Swagger 2.0 is: %s", (target, want) => {
    const swagger = upgradeDocument(
      documentOf('swagger: "2.0"\ninfo: { title: T, version: "1" }\npaths: {}\ndefinitions: { Job: { type: object } }'),
    );
    const text = `overlay: 1.1.0\ninfo: { title: T, version: "1" }\nactions: [{ target: ${target}, remove: true }]`;
    expect(failureOf(() => overlay(swagger, readOverlay({ path: "overlay.yaml", text }))).hint).toContain(want);
  });

  it("fail for remove and copy too", () => {
    for (const modifier of ["remove: true", "copy: $.info"]) {
      expect(failureOf(() => overlaid(`- { target: $.missing, ${modifier} }`)).code).toBe("overlay/unmatched");
    }
  });

  it("fail before a later action trips over what they left undone", () => {
    const error = failureOf(() =>
      overlaid(`- { target: $.pths, update: { a: {} } }\n- { target: $.paths, copy: $.paths.a }`),
    );
    expect(error.message).toContain("action 1");
  });

  it("are accepted where the action allows it", () => {
    const { document, report } = overlaid("- { target: $.missing, remove: true, x-allow-unmatched: true }");
    expect(document.value).toBe(page.value);
    expect(report).toMatchObject([{ action: 1, matched: 0, changed: false }]);
  });
});

describe("overlay: reports and errors", () => {
  it("reports an action that changes nothing, with its line", () => {
    const { report } = overlaid(`- { target: $.info, update: { title: Jobs } }
- { target: $.info, update: { title: Other } }`);
    expect(report).toMatchObject([
      { action: 1, matched: 1, changed: false, location: { file: "overlay.yaml", line: 4 } },
      { action: 2, matched: 1, changed: true, location: { file: "overlay.yaml", line: 5 } },
    ]);
  });

  it("names action, place and line of a clash", () => {
    const error = failureOf(() =>
      overlaid(`- target: $.paths['/jobs/{id}'].get
  update:
    summary: Fine
    tags: jobs
`),
    );
    expect(error.message).toBe(
      "action 1 ($.paths['/jobs/{id}'].get): cannot merge a string into an array at /paths/~1jobs~1{id}/get/tags",
    );
    expect(error.location).toMatchObject({ file: "overlay.yaml", line: 7, pointer: "/actions/0/update/tags" });
  });
});

describe("overlay: where things were written", () => {
  const { document } = overlaid(`- target: $.paths['/jobs/{id}'].get
  update:
    summary: Get one job
    x-specloom-job:
      state: /status
      states:
        pending: [0, 1]
    parameters:
      - name: trace
        in: header
- target: $.servers
  update: { url: https://x.test }
- target: $.paths.*.get.tags[?@ == 'dummy']
  remove: true
- target: $.paths.*.get.tags
  update: [new]
- target: $.paths.*.get.parameters[0]
  remove: true
- target: $.components.schemas
  update:
    Copy: {}
- target: $.components.schemas.Copy
  copy: $.components.schemas.Job
- target: $.components.schemas.Copy
  update: { title: Copied }
- target: $.servers[0].url
  update: https://y.test
`);
  const get = "/paths/~1jobs~1{id}/get";
  it.each([
    ["an untouched value", "/info/title", "page.yaml", 2],
    ["an object that actions merged into", get, "page.yaml", 6],
    ["an untouched item of an array that lost one before it", `${get}/parameters/0/name`, "page.yaml", 12],
    ["an untouched item before a removed one", `${get}/tags/0`, "page.yaml", 8],
    ["an untouched item after a removed one", `${get}/tags/1`, "page.yaml", 8],
    ["a replaced primitive", `${get}/summary`, "overlay.yaml", 6],
    ["an inserted object", `${get}/x-specloom-job`, "overlay.yaml", 7],
    ["a value inside an inserted object", `${get}/x-specloom-job/states/pending/1`, "overlay.yaml", 10],
    ["a key that an inserted object lacks", `${get}/x-specloom-job/id`, "overlay.yaml", 7],
    ["an item concatenated within a merge, after a removal", `${get}/parameters/1/in`, "overlay.yaml", 13],
    ["an item concatenated to a selected array", `${get}/tags/2`, "overlay.yaml", 19],
    ["an object appended to a selected array", "/servers/0", "overlay.yaml", 15],
    ["a primitive that a later action replaced", "/servers/0/url", "overlay.yaml", 30],
    ["an object that a copy filled", "/components/schemas/Copy", "overlay.yaml", 24],
    ["a copied value", "/components/schemas/Copy/type", "overlay.yaml", 26],
    ["a value added to a copied object", "/components/schemas/Copy/title", "overlay.yaml", 28],
    ["a pointer that names nothing", "/components/schemas/Nothing/type", "page.yaml", 15],
    ["the root", "", "page.yaml", 1],
  ])("%s", (_, pointer, file, line) => {
    expect(document.locate(pointer)).toMatchObject({ file, line });
  });
});
