import { execFileSync } from "node:child_process";
import type { RequestListener } from "node:http";
import { afterEach, describe, expect, test } from "vitest";
import { loopback } from "../../support/loopback.js";
import { createRepository, type TemporaryRepository } from "../../support/repository.js";
import { type Printed, specloom } from "../../support/specloom.js";

let repository: TemporaryRepository;
afterEach(() => repository.remove());

function document(properties: object, required: readonly string[]): string {
  const schema = { type: "object", properties, required };
  const operation = {
    operationId: "orders_create",
    requestBody: { required: true, content: { "application/json": { schema } } },
    responses: { 204: { description: "Made" } },
  };
  const value = {
    openapi: "3.1.0",
    info: { title: "Shop", version: "1" },
    servers: [{ url: "https://shop.example" }],
    paths: { "/orders": { post: operation } },
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

const before = document({ note: { type: "string" } }, []);
const after = document({ note: { type: "string" }, size: { type: "integer" } }, ["size"]);

function run(...args: string[]): Promise<Printed> {
  return specloom(repository.root, ["drift", ...args]);
}

describe("two documents", () => {
  test("the terminal is told what changed, for whom, and where", async () => {
    repository = createRepository({ "old.json": before, "new.json": after });
    const { code, out } = await run("--from", "old.json", "--to", "new.json");
    expect(code).toBe(1);
    expect(out).toMatch(/^api: 1 breaking \(old\.json → new\.json\)/u);
    expect(out).toContain("request body (application/json) › size was added as required");
    expect(out).toContain("affects POST /orders");
    expect(out).toMatch(/new\.json:\d+:\d+ · breaking · request-property-added-required · [0-9a-f]{12}/u);
  });

  test("the other way round it is for review, which fails the run only where that is asked for", async () => {
    repository = createRepository({ "old.json": after, "new.json": before });
    const request = ["--from", "old.json", "--to", "new.json", "--format", "json"];
    expect(JSON.parse((await run(...request)).out)).toMatchObject({
      reports: [
        {
          findings: [
            { rule: "request-property-removed-required", level: "breaking", wire: "review", source: "breaking" },
          ],
        },
      ],
    });
    expect((await run(...request, "--fail-on", "never")).code).toBe(0);
  });

  test.each([
    ["markdown", /\| request body \(application\/json\) › size \| was added as required<br>`request-property/u],
    [
      "github",
      /^::error file=new\.json,line=\d+,col=\d+,title=Drift%3A request-property-added-required::request body/u,
    ],
    [
      "changeset",
      /^---\n"api": major\n---\n\nnew\.json: the API's description changed\.\n\n- Breaking: `orders\.create`, request body/u,
    ],
    ["html", /^<!doctype html>\n<html lang="en">/u],
    ["sarif", /"ruleId": "request-property-added-required"/u],
  ])("as %s", async (format, wanted) => {
    repository = createRepository({ "old.json": before, "new.json": after });
    const { out } = await run("--from", "old.json", "--to", "new.json", "--format", format);
    expect(out).toMatch(wanted);
  });

  test("a document is not compared with nothing", async () => {
    repository = createRepository({ "old.json": before });
    const { code, err } = await run("--from", "old.json", "--to", "lost.json");
    expect(code).toBe(2);
    expect(err).toContain("error[drift/state]");
  });
});

describe("upstream", () => {
  const openapi =
    (text: string): RequestListener =>
    (_request, response) =>
      void response.writeHead(200, { "content-type": "application/json" }).end(text);

  function vendored(url: string): void {
    repository = createRepository({
      "specs/shop/source.yaml": `name: shop\npackage: '@example/shop'\ntitle: Shop\ndocument: whole\nfiles: { openapi.json: ${url}/openapi.json }\n`,
      "specs/shop/openapi.json": before,
      "specs/shop/overlay.yaml":
        "overlay: 1.1.0\ninfo: { title: Repairs, version: 1.0.0 }\nactions:\n" +
        "  - target: $.paths['/orders'].post.requestBody\n    description: The body may be left out.\n    update: { required: false }\n",
    });
  }

  test("what is published now is compared with what was vendored, and a repair that was made is told", async () => {
    const made = after.replace('"required": true', '"required": false');
    const server = await loopback(openapi(made));
    vendored(server.url);
    const tree = repository.files();
    const { code, out } = await run();
    await server.close();
    expect(code).toBe(1);
    expect(out).toMatch(/^shop: 1 breaking \(working tree → upstream\)/u);
    expect(out.replaceAll(/\s+/gu, " ")).toContain(
      "overlay action 1 ($.paths['/orders'].post.requestBody) is no longer needed: remove it",
    );
    expect(repository.files()).toEqual(tree);
  });

  test("a repair that can no longer be made fails with the action's place and the document", async () => {
    const server = await loopback(openapi(after.replace("/orders", "/baskets")));
    vendored(server.url);
    const { code, err } = await run();
    await server.close();
    expect(code).toBe(2);
    expect(err).toMatch(/^error\[drift\/repair\] specs\/shop\/overlay\.yaml:4:/u);
    expect(err).toContain("no longer applies to specs/shop/openapi.json");
  });

  test("a host that does not give the document is the network's failure", async () => {
    const server = await loopback((_request, response) => void response.writeHead(410).end());
    vendored(server.url);
    const tree = repository.files();
    const { code, err } = await run("--upstream");
    await server.close();
    expect(code).toBe(3);
    expect(err).toContain("error[network/status]");
    expect(repository.files()).toEqual(tree);
  });
});

describe("revisions", () => {
  test("the working tree is compared with a commit, and what was accepted is quiet until it expires", async () => {
    repository = createRepository({
      "specs/shop/source.yaml":
        "name: shop\npackage: '@example/shop'\ntitle: Shop\ndocument: whole\nfiles: { openapi.json: https://shop.example/openapi.json }\n",
      "specs/shop/openapi.json": before,
    });
    const git = (...args: string[]): string =>
      execFileSync("git", ["-C", repository.root, "-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
        encoding: "utf8",
      });
    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "--message", "First");
    repository.write("specs/shop/openapi.json", after);
    const { code, out } = await run("--from", "HEAD", "--json");
    expect(code).toBe(1);
    const fingerprint = /"fingerprint": "([0-9a-f]{12})"/u.exec(out)?.[1] ?? "";
    const entry = `- fingerprint: "${fingerprint}"\n  reason: The warehouse asked for it.\n`;
    repository.write("specs/shop/accepted.yaml", entry);
    expect(await run("--from", "HEAD")).toMatchObject({ code: 0, out: expect.stringContaining("1 accepted") });
    repository.write("specs/shop/accepted.yaml", `${entry}  expires: "2020-01-01"\n`);
    expect(await run("--from", "HEAD")).toMatchObject({
      code: 1,
      out: expect.stringMatching(/expired\s+on\s+2020-01-01/u),
    });
  });
});
