import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeFragments } from "../../../packages/toolchain/src/document/merge.js";
import { readPage } from "../../../packages/toolchain/src/document/page.js";
import { printYaml } from "../../../packages/toolchain/src/document/print.js";
import { readDocument } from "../../../packages/toolchain/src/document/read-document.js";
import { readSource } from "../../../packages/toolchain/src/document/read-source.js";
import { formatLocation } from "../../../packages/toolchain/src/location.js";
import { type Json, valueAt } from "../../../packages/toolchain/src/json.js";
import { failure, page, readPages, sourceText, texts } from "./support.js";

/** A page of one operation, GET of its path, with further root fields. */
const get = (path: string, more = "", id = `get${path.replaceAll(/\W/g, "_")}`) =>
  page(`GET ${path}`, `paths:\n  ${path}:\n    get:\n      operationId: ${id}\n      responses: {}\n${more}`);

const job = (schema: string) => `components:\n  schemas:\n    Job: ${schema}\n`;

describe("equal parts are kept once", () => {
  const cases: [title: string, a: string, b: string, pointer: string, want: unknown][] = [
    [
      "a component",
      job("{type: object, required: [id]}"),
      job("{type: object, required: [id]}"),
      "/components/schemas/Job",
      { type: "object", required: ["id"] },
    ],
    [
      "with keys in another order",
      job("{type: object, title: J}"),
      job("{title: J, type: object}"),
      "/components/schemas/Job",
      { title: "J", type: "object" },
    ],
    [
      "with a set in another order",
      job("{required: [a, b], enum: [1, 2]}"),
      job("{required: [b, a], enum: [2, 1]}"),
      "/components/schemas/Job",
      { required: ["b", "a"], enum: [2, 1] },
    ],
    [
      "servers",
      "servers: [{url: https://a.example}]\n",
      "servers: [{url: https://a.example}]\n",
      "/servers",
      [{ url: "https://a.example" }],
    ],
    ["no servers, said and unsaid", "servers: []\n", "", "/servers", []],
    ["the default server, said and unsaid", "servers: [{url: /}]\n", "", "/servers", [{ url: "/" }]],
    ["security", "security: [{key: []}]\n", "security: [{key: []}]\n", "/security", [{ key: [] }]],
    ["no security, said and unsaid", "", "security: []\n", "/security", []],
    [
      "tags by name",
      "tags: [{name: a}, {name: b}]\n",
      "tags: [{name: b}, {name: c}]\n",
      "/tags",
      [{ name: "a" }, { name: "b" }, { name: "c" }],
    ],
    ["extensions", "x-logo: {url: a}\n", "x-logo: {url: a}\n", "/x-logo", { url: "a" }],
    [
      "webhooks",
      "webhooks: {done: {post: {responses: {}}}}\n",
      "webhooks: {done: {post: {responses: {}}}}\n",
      "/webhooks/done/post",
      { responses: {} },
    ],
  ];
  it.each(cases)("%s", (_, a, b, pointer, want) => {
    const { document, notes } = readPages({ "a.md": get("/a", a), "b.md": get("/b", b) });
    expect(valueAt(document.value, pointer)).toStrictEqual(want);
    expect(notes).toStrictEqual([]);
  });

  it("an operation on two pages, and two methods of one path", () => {
    const both = "paths:\n  /a:\n    parameters: []\n    get: {responses: {}}\n    put: {responses: {}}\n";
    const { document } = readPages({
      "a.md": page("GET /a", both),
      "b.md": page("PUT /a", both),
      "c.md": page("DELETE /a", "paths: {/a: {delete: {}}}\n"),
    });
    expect(document.value["paths"]).toStrictEqual({
      "/a": { parameters: [], get: { responses: {} }, put: { responses: {} }, delete: {} },
    });
  });

  it("empty maps stay", () => {
    const { document } = readPages({ "a.md": get("/a", "components: {schemas: {}}\nwebhooks: {}\n") });
    expect(document.value).toMatchObject({ components: { schemas: {} }, webhooks: {} });
  });
});

describe("parts that differ in documentation only", () => {
  const cases: [title: string, a: string, b: string, pointer: string][] = [
    ["a description", job("{description: A}"), job("{description: B}"), "/components/schemas/Job"],
    [
      "a title, an example and a summary inside",
      job("{properties: {id: {title: A, example: 1}}}"),
      job("{properties: {id: {title: B, examples: [2]}}}"),
      "/components/schemas/Job",
    ],
    [
      "a description that only one has",
      job("{type: string}"),
      job("{type: string, description: B}"),
      "/components/schemas/Job",
    ],
    [
      "a server's description",
      "servers: [{url: /, description: A}]\n",
      "servers: [{url: /, description: B}]\n",
      "/servers",
    ],
    ["a tag's description", "tags: [{name: t, description: A}]\n", "tags: [{name: t, description: B}]\n", "/tags/t"],
    [
      "an example component",
      "components: {examples: {E: {value: 1}}}\n",
      "components: {examples: {E: {value: 2}}}\n",
      "/components/examples/E",
    ],
    ["the root's externalDocs", "externalDocs: {url: a}\n", "externalDocs: {url: b}\n", "/externalDocs"],
  ];
  it.each(cases)("%s: the last page by file name counts, reported", (_, a, b, at) => {
    const { document, notes } = readPages({ "a.md": get("/a", a), "b.md": get("/b", b) });
    const pointer = at === "/tags/t" ? "/tags/0" : at;
    const last = readPages({ "b.md": get("/b", b) }).document;
    expect(valueAt(document.value, pointer)).toStrictEqual(valueAt(last.value, pointer));
    expect(notes.map(({ code, message, places }) => [code, message, places.map(({ file }) => file)])).toStrictEqual([
      [
        "descriptions-differ",
        `Descriptions differ at ${at}: those of specs/acme/b.md are used`,
        ["specs/acme/b.md", "specs/acme/a.md"],
      ],
    ]);
  });

  it("the report gives both places", () => {
    const { notes } = readPages({
      "a.md": get("/a", job("{description: A}")),
      "b.md": get("/b", job("{description: B}")),
    });
    expect(notes[0]?.places.map(formatLocation)).toStrictEqual([
      "specs/acme/b.md:13:5 (/components/schemas/Job)",
      "specs/acme/a.md:13:5 (/components/schemas/Job)",
    ]);
  });
});

describe("parts that differ in structure are refused, with both places", () => {
  const cases: [title: string, a: string, b: string, where: string, first: string, second: string][] = [
    [
      "a type",
      job("{type: string}"),
      job("{type: integer}"),
      "/components/schemas/Job, at its /type",
      "a.md:13:11 (/components/schemas/Job/type)",
      "b.md:13:11 (/components/schemas/Job/type)",
    ],
    [
      "a property named description",
      job("{properties: {description: {type: string}}}"),
      job("{properties: {}}"),
      "/components/schemas/Job, at its /properties/description",
      "a.md:13:24 (/components/schemas/Job/properties/description)",
      "b.md:13:11 (/components/schemas/Job/properties/description)",
    ],
    [
      "a description inside a default",
      job("{default: {description: A}}"),
      job("{default: {description: B}}"),
      "/components/schemas/Job, at its /default/description",
      "a.md:13:21 (/components/schemas/Job/default/description)",
      "b.md:13:21 (/components/schemas/Job/default/description)",
    ],
    [
      "an order that matters",
      job("{prefixItems: [{type: string}, {}]}"),
      job("{prefixItems: [{}, {type: string}]}"),
      "/components/schemas/Job, at its /prefixItems",
      "a.md:13:11 (/components/schemas/Job/prefixItems)",
      "b.md:13:11 (/components/schemas/Job/prefixItems)",
    ],
    [
      "a kind of value",
      job("{}"),
      job("true"),
      "/components/schemas/Job",
      "a.md:13:5 (/components/schemas/Job)",
      "b.md:13:5 (/components/schemas/Job)",
    ],
    [
      "servers",
      "servers: [{url: https://a.example}]\n",
      "servers: [{url: https://b.example}]\n",
      "/servers",
      "a.md:11:1 (/servers)",
      "b.md:11:1 (/servers)",
    ],
    [
      "servers that one page leaves out",
      "servers: [{url: https://a.example}]\n",
      "",
      "/servers",
      "a.md:11:1 (/servers)",
      "b.md:4:1 (/servers)",
    ],
    [
      "security that one page leaves out",
      "",
      "security: [{key: []}]\n",
      "/security",
      "a.md:4:1 (/security)",
      "b.md:11:1 (/security)",
    ],
    [
      "a tag",
      "tags: [{name: t, x-a: 1}]\n",
      "tags: [{name: t, x-a: 2}]\n",
      "/tags/t, at its /x-a",
      "a.md:11:18 (/tags/0/x-a)",
      "b.md:11:18 (/tags/0/x-a)",
    ],
    ["an extension", "x-logo: a\n", "x-logo: b\n", "/x-logo", "a.md:11:1 (/x-logo)", "b.md:11:1 (/x-logo)"],
    [
      "a security scheme",
      "components: {securitySchemes: {k: {type: http, scheme: basic}}}\n",
      "components: {securitySchemes: {k: {type: http, scheme: bearer}}}\n",
      "/components/securitySchemes/k, at its /scheme",
      "a.md:11:48 (/components/securitySchemes/k/scheme)",
      "b.md:11:48 (/components/securitySchemes/k/scheme)",
    ],
  ];
  it.each(cases)("%s", (_, a, b, where, first, second) => {
    const run = () => readPages({ "a.md": get("/a", a), "b.md": get("/b", b) });
    expect(failure(run)).toBe(
      `document/conflict at specs/acme/${second}: Expected pages to agree on ${where}, found two versions: specs/acme/${first} and specs/acme/${second}`,
    );
  });

  const more: [title: string, pages: Record<string, string>, want: string][] = [
    [
      "info",
      { "a.md": get("/a"), "b.md": get("/b").replace("1.0.0", "1.0.1") },
      "document/conflict at specs/acme/b.md:5:22 (/info/version): Expected pages to agree on /info, at its /version, found two versions: specs/acme/a.md:5:22 (/info/version) and specs/acme/b.md:5:22 (/info/version)",
    ],
    [
      "the version of OpenAPI",
      { "a.md": get("/a"), "b.md": get("/b").replace("3.1.0", "3.0.3") },
      "document/conflict at specs/acme/b.md:4:1 (/openapi): Expected pages to agree on /openapi, found two versions: specs/acme/a.md:4:1 (/openapi) and specs/acme/b.md:4:1 (/openapi)",
    ],
    [
      "an operation",
      { "a.md": get("/a"), "b.md": get("/a", "", "other") },
      "document/conflict at specs/acme/b.md:9:7 (/paths/~1a/get/operationId): Expected pages to agree on /paths/~1a/get, at its /operationId, found two versions: specs/acme/a.md:9:7 (/paths/~1a/get/operationId) and specs/acme/b.md:9:7 (/paths/~1a/get/operationId)",
    ],
    [
      "one operationId for two operations",
      { "a.md": get("/a", "", "same"), "b.md": get("/b", "", "same") },
      "document/conflict at specs/acme/b.md:9:7 (/paths/~1b/get/operationId): Expected the operationId same to belong to one operation, found two: specs/acme/a.md:9:7 (/paths/~1a/get/operationId) and specs/acme/b.md:9:7 (/paths/~1b/get/operationId)",
    ],
    [
      "paths that differ in a parameter's name",
      { "a.md": get("/a/{id}"), "b.md": get("/a/{key}") },
      "document/conflict at specs/acme/b.md:8:5 (/paths/~1a~1{key}/get): Expected the path of GET /a/{} to belong to one operation, found two: specs/acme/a.md:8:5 (/paths/~1a~1{id}/get) and specs/acme/b.md:8:5 (/paths/~1a~1{key}/get)",
    ],
    [
      "a map that is none",
      { "a.md": get("/a", "components: []\n") },
      "document/not-openapi at specs/acme/a.md:11:1 (/components): Expected /components to be a mapping, found []",
    ],
    [
      "a tag without a name",
      { "a.md": get("/a", "tags: [{}]\n") },
      "document/not-openapi at specs/acme/a.md:11:8 (/tags/0): Expected a tag with a name",
    ],
  ];
  it.each(more)("%s", (_, pages, want) => {
    expect(failure(() => readPages(pages))).toBe(want);
  });
});

const decide = (decision: string) => `conflicts:\n  - ${decision}\n`;

const scheme = (kind: string) =>
  `security: [{key: []}]\ncomponents: {securitySchemes: {key: {type: http, scheme: ${kind}}}}\n`;

describe("decisions of source.yaml", () => {
  const pages = { "a.md": get("/a", job("{type: string}")), "b.md": get("/b", job("{type: integer}")) };

  it("one page is right", () => {
    for (const [file, type] of [
      ["a.md", "string"],
      ["b.md", "integer"],
    ]) {
      const { document, notes } = readPages(
        pages,
        decide(`{at: /components/schemas/Job, prefer: ${file}, why: newer}`),
      );
      expect(valueAt(document.value, "/components/schemas/Job")).toStrictEqual({ type });
      expect(document.locate("/components/schemas/Job").file).toBe(`specs/acme/${file}`);
      expect(notes).toStrictEqual([]);
    }
  });

  it("a decision that is no longer needed is reported", () => {
    const agreed = { "a.md": pages["a.md"], "b.md": get("/b", job("{type: string}")) };
    const { notes } = readPages(agreed, decide("{at: /components/schemas/Job, prefer: a.md, why: newer}"));
    expect(notes.map(({ code, message, places }) => [code, message, ...places.map(formatLocation)])).toStrictEqual([
      [
        "decision-unused",
        "The pages agree on /components/schemas/Job: the decision for a.md can be removed",
        "specs/acme/source.yaml:9:5 (/conflicts/0)",
      ],
    ]);
  });

  it("a component gets a new name, and so does what refers to it in its page", () => {
    const fragment = `paths:
  /b:
    get:
      security: [{Job: []}]
      parameters: [{name: Job, in: query, schema: {$ref: '#/components/schemas/Job', default: {$ref: '#/components/schemas/Job'}}}]
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Job/items'}, example: {$ref: '#/components/schemas/Job'}}}}
components:
  schemas:
    Job: {type: array, items: {type: string}}
    Jobs: {oneOf: [{$ref: '#/components/schemas/Job'}, {$ref: '#/components/schemas/Jobs'}], discriminator: {propertyName: kind, mapping: {a: Job, b: '#/components/schemas/Job', Job: Jobs}}}
`;
    const rename = decide("{at: /components/schemas/Job, rename: {in: b.md, to: OldJob}, why: two things}");
    const { document } = readPages({ "a.md": pages["a.md"], "b.md": page("GET /b", fragment) }, rename);
    expect(document.value["components"]).toStrictEqual({
      schemas: {
        Job: { type: "string" },
        OldJob: { type: "array", items: { type: "string" } },
        Jobs: {
          oneOf: [{ $ref: "#/components/schemas/OldJob" }, { $ref: "#/components/schemas/Jobs" }],
          discriminator: {
            propertyName: "kind",
            mapping: { a: "OldJob", b: "#/components/schemas/OldJob", Job: "Jobs" },
          },
        },
      },
    });
    expect(valueAt(document.value, "/paths/~1b/get")).toStrictEqual({
      security: [{ Job: [] }],
      parameters: [
        {
          name: "Job",
          in: "query",
          schema: { $ref: "#/components/schemas/OldJob", default: { $ref: "#/components/schemas/Job" } },
        },
      ],
      responses: {
        "200": {
          description: "ok",
          content: {
            "application/json": {
              schema: { $ref: "#/components/schemas/OldJob/items" },
              example: { $ref: "#/components/schemas/Job" },
            },
          },
        },
      },
    });
    expect(formatLocation(document.locate("/components/schemas/OldJob/items"))).toBe(
      "specs/acme/b.md:15:24 (/components/schemas/Job/items)",
    );
    expect(document.locate("/components/schemas/Job").file).toBe("specs/acme/a.md");
  });

  it("a security scheme gets a new name, in requirements too", () => {
    const rename = decide("{at: /components/securitySchemes/key, rename: {in: b.md, to: basic}, why: two things}");
    const prefer = "  - {at: /security, prefer: a.md, why: the newer page}\n";
    const { document } = readPages(
      { "a.md": get("/a", scheme("bearer")), "b.md": get("/b", scheme("basic")) },
      rename + prefer,
    );
    expect(document.value["security"]).toStrictEqual([{ key: [] }]);
    expect(document.value["components"]).toStrictEqual({
      securitySchemes: { key: { type: "http", scheme: "bearer" }, basic: { type: "http", scheme: "basic" } },
    });
  });

  it("an operationId gets a new name, in links too", () => {
    const links = "components: {links: {L: {operationId: same}}}\n";
    const rename = decide("{at: /paths/~1b/get/operationId, rename: {in: b.md, to: other}, why: copied}");
    const { document } = readPages({ "a.md": get("/a", "", "same"), "b.md": get("/b", links, "same") }, rename);
    expect(valueAt(document.value, "/paths/~1a/get/operationId")).toBe("same");
    expect(valueAt(document.value, "/paths/~1b/get/operationId")).toBe("other");
    expect(valueAt(document.value, "/components/links/L/operationId")).toBe("other");
  });

  const refused: [title: string, decision: string, want: string][] = [
    [
      "no page has the part",
      "{at: /components/schemas/Jop, prefer: a.md, why: w}",
      "Expected a.md to have /components/schemas/Jop, found it in no page",
    ],
    [
      "the preferred page lacks it",
      "{at: /paths/~1a/get, prefer: b.md, why: w}",
      "Expected b.md to have /paths/~1a/get, found it in specs/acme/a.md",
    ],
    [
      "the part is inside another",
      "{at: /components/schemas/Job/type, prefer: a.md, why: w}",
      "Expected a.md to have /components/schemas/Job/type, found it in no page",
    ],
    [
      "the component to rename is missing",
      "{at: /components/schemas/Jop, rename: {in: a.md, to: Job2}, why: w}",
      "Expected a.md to have /components/schemas/Jop, found no such part",
    ],
    [
      "the new name is taken",
      "{at: /components/schemas/Job, rename: {in: a.md, to: Job}, why: w}",
      "Expected Job to be a new name, found /components/schemas/Job in a.md",
    ],
    [
      "neither component nor operationId",
      "{at: /paths/~1a, rename: {in: a.md, to: b}, why: w}",
      "Expected a component or an operationId to rename, found /paths/~1a",
    ],
  ];
  it.each(refused)("refused: %s", (_, decision, want) => {
    expect(failure(() => readPages(pages, decide(decision)))).toBe(
      `document/decision at specs/acme/source.yaml:9:5 (/conflicts/0): ${want}`,
    );
  });
});

describe("order", () => {
  const pages = {
    "a.md": get("/a", `tags: [{name: z}, {name: a}]\n${job("{description: A}")}`),
    "b.md": get("/b", job("{description: B}")),
    "c.md": get("/c", `tags: [{name: b}]\ncomponents: {schemas: {A: {}, Job: {description: C}}}\n`),
    "ä.md": get("/d", "components: {responses: {R: {description: r}}}\n"),
  };

  it("of the given files does not change a byte of the merged document", () => {
    const source = readSource({ path: "specs/acme/source.yaml", text: sourceText(Object.keys(pages)) });
    const want = readDocument(source, texts(pages));
    const anyOrder = fc.property(fc.shuffledSubarray(texts(pages), { minLength: 4 }), (shuffled) => {
      const { document, notes } = readDocument(source, shuffled);
      expect(printYaml(document.value)).toBe(printYaml(want.document.value));
      expect(notes).toStrictEqual(want.notes);
    });
    fc.assert(anyOrder);
  });

  it("nor does their order in source.yaml, nor CRLF, a byte order mark or a missing last newline", () => {
    const want = printYaml(readPages(pages).document.value);
    const anyForm = fc.property(
      fc.shuffledSubarray(Object.entries(pages), { minLength: 4 }),
      fc.boolean(),
      fc.boolean(),
      fc.boolean(),
      (entries, crlf, mark, cut) => {
        const changed = entries.map(([file, text]) => [
          file,
          `${mark ? "\uFEFF" : ""}${(cut ? text.trimEnd() : text).replaceAll("\n", crlf ? "\r\n" : "\n")}`,
        ]);
        expect(printYaml(readPages(Object.fromEntries(changed)).document.value)).toBe(want);
      },
    );
    fc.assert(anyForm);
  });

  it("of the merged document is that of the pages by file name", () => {
    const { value } = readPages(pages).document;
    expect(Object.keys(Object(value["paths"]))).toStrictEqual(["/a", "/b", "/c", "/d"]);
    expect(value["tags"]).toStrictEqual([{ name: "z" }, { name: "a" }, { name: "b" }]);
    expect(value["components"]).toStrictEqual({
      schemas: { Job: { description: "C" }, A: {} },
      responses: { R: { description: "r" } },
    });
  });
});

it("each place of the merged document is found in the page that it came from", () => {
  const { document } = readPages({
    "a.md": get("/a", "tags: [{name: x}]\n"),
    "b.md": get("/b", `tags: [{name: y}]\n${job("{type: string}")}`),
  });
  const places = [
    "",
    "/paths",
    "/paths/~1a/get/operationId",
    "/paths/~1b/get",
    "/tags/1/name",
    "/components/schemas/Job/type",
    "/components/schemas/None",
    "/nothing",
  ];
  expect(places.map((pointer) => formatLocation(document.locate(pointer)))).toStrictEqual([
    "specs/acme/a.md:4:1",
    "specs/acme/a.md:6:1 (/paths)",
    "specs/acme/a.md:9:7 (/paths/~1a/get/operationId)",
    "specs/acme/b.md:8:5 (/paths/~1b/get)",
    "specs/acme/b.md:11:9 (/tags/0/name)",
    "specs/acme/b.md:14:11 (/components/schemas/Job/type)",
    "specs/acme/b.md:13:3 (/components/schemas/None)",
    "specs/acme/a.md:4:1",
  ]);
});

it("the pages are not changed, nor is what a rename rewrites", () => {
  const files = ["a.md", "b.md"];
  const more = decide("{at: /components/schemas/Job, rename: {in: b.md, to: OldJob}, why: two things}");
  const source = readSource({ path: "specs/acme/source.yaml", text: sourceText(files, more) });
  const pages = texts({ "a.md": get("/a", job("{type: string}")), "b.md": get("/b", job("{type: integer}")) }).map(
    (text) => readPage(text),
  );
  for (const { value } of pages) freeze(value);
  const { document } = mergeFragments(source, pages);
  expect(valueAt(document.value, "/components/schemas")).toStrictEqual({
    Job: { type: "string" },
    OldJob: { type: "integer" },
  });
});

/** Makes any change to a value, however deep, throw. */
function freeze(value: Json): void {
  if (typeof value !== "object" || value === null) return;
  Object.freeze(value);
  for (const member of Object.values(value)) freeze(member);
}

it("components named like the prototype are merged as plain data", () => {
  const hostile = "components: {schemas: {__proto__: {type: string}, constructor: {type: string}}}\n";
  const { document } = readPages({ "a.md": get("/a", hostile), "b.md": get("/b", hostile) });
  const schemas = valueAt(document.value, "/components/schemas");
  expect(Object.keys(schemas ?? {})).toStrictEqual(["__proto__", "constructor"]);
  expect(Object.getPrototypeOf(schemas)).toBe(Object.prototype);
  expect({}).not.toHaveProperty("type");
});
