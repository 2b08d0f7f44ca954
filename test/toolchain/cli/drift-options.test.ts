import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loopback } from "../../support/loopback.js";
import { createRepository, type TemporaryRepository } from "../../support/repository.js";
import { type Printed, specloom } from "../../support/specloom.js";

let repository: TemporaryRepository;
beforeEach(() => {
  repository = createRepository();
});
afterEach(() => repository.remove());

/** A document whose one answer has a schema. */
function document(schema: object): string {
  const content = { "application/json": { schema } };
  const get = { operationId: "orders_list", responses: { 200: { description: "Found", content } } };
  const value = { openapi: "3.1.0", info: { title: "Shop", version: "1" }, paths: { "/orders": { get } } };
  return `${JSON.stringify(value, null, 2)}\n`;
}

const before = document({ enum: ["a", "b"], description: "One" });

/** A later document for each level that its worst finding is of. */
const later = {
  breaking: document({ type: "integer" }),
  review: document({ enum: ["a", "b", "c"], description: "One" }),
  "non-breaking": document({ enum: ["a", "b"], minLength: 2, description: "One" }),
  docs: document({ enum: ["a", "b"], description: "Another" }),
  nothing: before,
};

const page = { name: "page", in: "query", schema: { type: "integer" } };

const levels = ["breaking", "review", "non-breaking", "docs"] as const;

function run(...args: string[]): Promise<Printed> {
  return specloom(repository.root, ["drift", ...args]);
}

describe("the exit code", () => {
  test.each(Object.entries(later))(
    "a change of the level %s fails where it is asked for, or a lesser one",
    async (level, after) => {
      repository.write("old.json", before);
      repository.write("new.json", after);
      const codes: [string, number][] = [];
      for (const failOn of [...levels, "never"]) {
        const { code } = await run("--from", "old.json", "--to", "new.json", "--fail-on", failOn);
        codes.push([failOn, code]);
      }
      const worst = levels.findIndex((known) => known === level);
      const want = [...levels.map((failOn, index) => [failOn, worst >= 0 && worst <= index ? 1 : 0]), ["never", 0]];
      expect(codes).toEqual(want);
      expect((await run("--from", "old.json", "--to", "new.json")).code).toBe(level === "breaking" ? 1 : 0);
    },
  );

  const usage: [title: string, args: string[], error: string][] = [
    ["an unknown level", ["--fail-on", "major"], "Allowed choices are breaking, review, non-breaking, docs, never"],
    ["an unknown format", ["--format", "pdf"], "Allowed choices are terminal, json"],
    ["a state that is none", ["--from", "old.json", "--to", "v9"], "error[drift/state]"],
    ["two later states", ["--to", "old.json", "--upstream"], "cannot be used with option '--upstream'"],
    ["a provider that is in neither", ["shop", "--from", "a", "--to", "b"], "error[drift/none]"],
    [
      "a document that is none",
      ["--from", "old.json", "--to", "broken.json"],
      "error[document/unreadable] broken.json:1:",
    ],
    ["accepted.yaml that is none", ["--from", "a", "--to", "a"], "error[drift/accepted] specs/x/accepted.yaml:1:"],
  ];
  test.each(usage)("%s is a matter of usage or configuration: 2", async (_title, args, error) => {
    repository.write("old.json", before);
    repository.write("broken.json", "{");
    for (const folder of ["a", "b"]) vendored(`${folder}/specs/x`, "x", before);
    repository.write("specs/x/accepted.yaml", "fingerprint: a\n");
    expect(await run(...args)).toMatchObject({ code: 2, out: "", err: expect.stringContaining(error) });
  });

  test.each([
    ["cannot be reached", 503, "application/json", "", "error[network/status]"],
    ["gives what cannot be read", 200, "application/json", "{", "error[network/document]"],
    ["gives no OpenAPI", 200, "application/json", "{}", "error[network/document]"],
  ])("upstream that %s: 3", async (_title, status, type, body, error) => {
    const server = await loopback((_request, response) => {
      response.writeHead(status, { "content-type": type }).end(body);
    });
    vendored("specs/shop", "shop", before, `${server.url}/openapi.json`);
    const result = await run("--upstream");
    await server.close();
    expect(result).toMatchObject({ code: 3, out: "", err: expect.stringContaining(error) });
  });
});

/** A provider's folder with one document. */
function vendored(folder: string, name: string, text: string, url = "https://shop.example/openapi.json"): void {
  repository.write(
    `${folder}/source.yaml`,
    `name: ${name}\npackage: '@example/${name}'\ntitle: Shop\ndocument: whole\nfiles: { openapi.json: '${url}' }\n`,
  );
  repository.write(`${folder}/openapi.json`, text);
}

describe("states", () => {
  const after = later.breaking;

  beforeEach(() => {
    vendored("specs/shop", "shop", before);
    const git = (...args: string[]): unknown =>
      execFileSync("git", ["-C", repository.root, "-c", "user.name=a", "-c", "user.email=a@example.com", ...args]);
    git("init", "--quiet", "--initial-branch", "main");
    git("add", ".");
    git("commit", "--quiet", "--message", "First");
    git("tag", "v1");
    repository.write("specs/shop/openapi.json", after);
    git("commit", "--quiet", "--all", "--message", "Second");
    repository.write("old.json", before);
    repository.write("new.json", after);
    vendored("there/specs/shop", "shop", before);
    vendored("one", "shop", before);
  });

  test.each([
    ["two files", "old.json", "new.json", "api", "old.json → new.json"],
    ["two revisions", "v1", "main", "shop", "v1 → main"],
    ["a revision and the working tree", "v1", undefined, "shop", "v1 → working tree"],
    ["a folder with `specs` and the working tree", "there", undefined, "shop", "there → working tree"],
    ["a provider's folder and the working tree", "one", undefined, "shop", "one → working tree"],
    ["a folder and a revision", "there", "main", "shop", "there → main"],
    ["a document of a revision and a file", "v1:specs/shop/openapi.json", "new.json", "api", "new.json"],
  ])("%s", async (_title, from, to, name, label) => {
    const { code, out } = await run("shop", "--from", from, ...(to === undefined ? [] : ["--to", to]));
    expect({ code, first: out.split("\n")[0] }).toMatchObject({
      code: 1,
      first: expect.stringMatching(new RegExp(`^(?:${name}|shop): 1 breaking`, "u")),
    });
    expect(out).toContain(label);
  });

  test("25 a document at an address, under the network's guards", async () => {
    const server = await loopback((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" }).end(before);
    });
    const { code, out } = await run("--from", `${server.url}/old.json`, "--to", "new.json");
    await server.close();
    expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining("from string to integer") });
    expect(await run("--from", "http://192.0.2.1/old.json", "--to", "new.json")).toMatchObject({
      code: 3,
      err: expect.stringContaining("error[network/scheme]"),
    });
  });

  test.each([
    ["from the top, as git has it", "app", "v1:specs/shop/openapi.json"],
    ["in a folder beside", "app", "v1:../specs/shop/openapi.json"],
    ["in the same folder", "specs/shop", "v1:./openapi.json"],
  ])("25 a file of a revision is found by its path %s", async (_title, folder, from) => {
    repository.write("app/package.json", "{}");
    const cwd = join(repository.root, folder);
    const args = ["--root", cwd, "drift", "--from", from, "--to", join(repository.root, "new.json")];
    expect(await specloom(cwd, args)).toMatchObject({ code: 1, out: expect.stringContaining("1 breaking") });
  });

  test("25 a file that a revision lacks is told by its name", async () => {
    expect(await run("--from", "v1:none.json", "--to", "new.json")).toMatchObject({
      code: 2,
      err: expect.stringContaining("found none at 'v1:none.json'"),
    });
  });

  test("25 the files beside a document are read with it", async () => {
    const paths = (type: string): string =>
      JSON.stringify({
        get: {
          operationId: "a_b",
          responses: { 200: { description: "", content: { "application/json": { schema: { type } } } } },
        },
      });
    const entry =
      '{ "openapi": "3.1.0", "info": { "title": "A", "version": "1" }, "paths": { "/a": { "$ref": "paths/a.json" } } }';
    for (const [folder, type] of [
      ["was", "string"],
      ["is", "integer"],
    ] as const) {
      repository.write(`${folder}/api.json`, entry);
      repository.write(`${folder}/paths/a.json`, paths(type));
    }
    const { code, out } = await run("--from", "was/api.json", "--to", "is/api.json");
    expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining("from string to integer") });
    expect(out).toContain("is/paths/a.json:1:");
  });

  const responses = { 200: { description: "" } };
  test.each<[defect: string, more: object]>([
    ["an operationId twice", { paths: { "/a": { get: { operationId: "orders_list", responses } } } }],
    ["a scheme that is declared nowhere", { security: [{ none: [] }] }],
    ["a reference to nothing", { components: { schemas: { A: { $ref: "#/components/schemas/None" } } } }],
    ["a parameter twice", { paths: { "/b": { get: { parameters: [page, page], responses } } } }],
    ["a schema that is null", { components: { schemas: { A: { properties: { a: null } } } } }],
  ])("25 what changes is told beside %s, in both states or in the later one", async (_defect, more) => {
    const withDefect = (text: string): string => {
      const { paths, ...others } = JSON.parse(text);
      return JSON.stringify({
        ...others,
        ...more,
        paths: { ...paths, ...("paths" in more ? Object(more.paths) : {}) },
      });
    };
    repository.write("was.json", withDefect(before));
    repository.write("is.json", withDefect(after));
    for (const from of ["was.json", "old.json"]) {
      const { code, out } = await run("--from", from, "--to", "is.json");
      expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining("from string to integer") });
    }
  });

  test("21 a provider that comes is told, and one that goes breaks", async () => {
    vendored("specs/more", "more", before);
    expect(await run("--from", "main")).toMatchObject({
      code: 0,
      out: expect.stringContaining("more: 1 non-breaking"),
    });
    repository.remove("specs/more/source.yaml");
    repository.remove("specs/shop/source.yaml");
    vendored("specs/more", "more", before);
    const { code, out } = await run("--from", "main");
    expect(code).toBe(1);
    expect(out).toContain("shop` was removed");
  });

  test("21 hand-written methods are compared where both states have the package", async () => {
    const custom = "export function twice(this: Pick<Orders, 'list'>): Promise<void> { return this.list(); }\n";
    vendored("was/specs/shop", "shop", before);
    for (const state of ["was", "is"]) {
      repository.write(`${state}/specs/shop/source.yaml`, repository.read("was/specs/shop/source.yaml"));
      repository.write(`${state}/specs/shop/openapi.json`, before);
      repository.write(`${state}/packages/shop/package.json`, "{}");
    }
    repository.write("was/packages/shop/custom/more.ts", custom);
    expect(await run("--from", "was", "--to", "is")).toMatchObject({
      code: 1,
      out: expect.stringContaining("method `Orders.twice` was removed"),
    });
    repository.remove("is/packages");
    expect(await run("--from", "was", "--to", "is")).toMatchObject({ code: 0 });
    expect(await run("--from", "was", "--to", "one", "shop")).toMatchObject({ code: 0 });
  });

  test("a state that is the same in both has no findings", async () => {
    expect(await run("--from", "main")).toMatchObject({ code: 0, out: expect.stringContaining("shop: no changes") });
  });
});
