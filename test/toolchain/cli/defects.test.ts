import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createRepository, type TemporaryRepository } from "../../support/repository.js";
import { type Printed, specloom } from "../../support/specloom.js";

const operation = (id: string, more = ""): string =>
  `{ get: { operationId: ${id}, ${more}responses: { "204": { description: ok } } } }`;
const document = (...paths: readonly string[]): string => `openapi: 3.1.0
info: { title: Acme, version: "1" }
servers: [{ url: https://api.acme.example }]
paths:
${paths.map((path) => `  ${path}\n`).join("")}`;
const first = `/a: ${operation("a", "security: [{ key: [] }], ")}`;
const second = `/b: ${operation("b", "parameters: [{ name: q }], ")}`;
const source = (more = ""): string =>
  `name: acme\npackage: "@acme/client"\ntitle: Acme\ndocument: whole\n${more}files: { openapi.yaml: { local: true } }\n`;

let repository: TemporaryRepository;
beforeEach(() => {
  repository = createRepository({
    "specs/acme/source.yaml": source(),
    "specs/acme/openapi.yaml": document(first),
    "packages/acme/package.json": '{ "name": "@acme/client", "version": "1.0.0" }\n',
  });
});
afterEach(() => repository.remove());

const run = (...args: readonly string[]): Promise<Printed> => specloom(repository.root, [...args]);

test("generate tells of a defect with its repair, each time", async () => {
  const told =
    /note: specs\/acme\/openapi\.yaml:5:\d+ \(\/paths\/~1a\/get\/security\/0\): The security scheme 'key' .*\n {4}- target: \$\n/u;
  expect(await run("generate")).toMatchObject({ code: 0, out: expect.stringMatching(told) });
  expect(await run("generate")).toMatchObject({ code: 0, out: expect.stringMatching(told) });
});

test("a check tells of new defects only", async () => {
  await run("generate");
  expect((await run("generate", "--check")).out).not.toContain("note:");
  expect((await run("generate", "--check", "--force")).out).not.toContain("note:");
  repository.write("specs/acme/openapi.yaml", document(first, second));
  const { code, out } = await run("generate", "--check");
  expect(code).toBe(1);
  expect(out).toContain("found nothing: left out");
  expect(out).not.toContain("The security scheme");
});

describe("where no defect is allowed", () => {
  const error = `error[document/defects] specs/acme/openapi.yaml:5:`;
  test("--strict refuses them all in one error", async () => {
    await run("generate");
    repository.write("specs/acme/openapi.yaml", document(first, second));
    const { code, err } = await run("generate", "--strict");
    expect(code).toBe(2);
    expect(err).toContain(error);
    expect(err).toContain("found 2 defects:\n    specs/acme/openapi.yaml:5:");
    expect(err).toMatch(/\n {4}specs\/acme\/openapi\.yaml:6:\d+ \(\/paths\/~1b\/get\/parameters\/0\) Expected `in`/u);
  });

  test("--strict refuses what was generated without it", async () => {
    await run("generate");
    expect(await run("generate", "--strict")).toMatchObject({ code: 2 });
  });

  test("source.yaml refuses them for one provider", async () => {
    repository.write("specs/acme/source.yaml", source("strict: true\n"));
    expect(await run("generate")).toMatchObject({ code: 2, err: expect.stringContaining(error) });
  });

  test("a document without any is generated", async () => {
    repository.write("specs/acme/openapi.yaml", document(`/a: ${operation("a")}`));
    expect(await run("generate", "--strict")).toMatchObject({ code: 0 });
  });
});

test("many of one kind are counted, and the command that prints them is said", async () => {
  const paths = ["a", "b", "c", "d", "e"].map((id) => `/${id}: ${operation(id, "parameters: [{ name: q }], ")}`);
  repository.write("specs/acme/openapi.yaml", document(...paths));
  const { out } = await run("generate");
  expect(out).toContain("  note: 5 times a parameter does not say where it travels. Read as: in the path");
  expect(out).toContain(
    "    and 2 more: `specloom lint acme --only parameter-place --all` prints each with its repair.",
  );
  const lint = await run("lint", "acme", "--only", "parameter-place", "--all");
  expect(lint.out.match(/^warning\[parameter-place\]/gmu)).toHaveLength(5);
});

test("explain tells of the operation's defects, of its components too", async () => {
  const shared = `components:\n  schemas:\n    A: { properties: { x: } }\n`;
  const body = `content: { application/json: { schema: { $ref: "#/components/schemas/A" } } }`;
  const paths = [second, `/c: { get: { operationId: c, responses: { "200": { description: ok, ${body} } } } }`];
  repository.write("specs/acme/openapi.yaml", document(...paths) + shared);
  expect((await run("explain", "b")).out).toMatch(/defect +Expected `in` of 'q'/u);
  const { out } = await run("explain", "c");
  expect(out).toMatch(/defect +Expected a schema, found null: read as \{\}/u);
  expect(out).not.toContain("`in`");
});

test("drift goes on with defects that both states have", async () => {
  repository.write("before.yaml", document(first, second));
  repository.write("after.yaml", document(first, second, `/c: ${operation("c")}`));
  const { code, out } = await run("drift", "--from", "before.yaml", "--to", "after.yaml", "--json");
  expect(code).toBe(0);
  expect(out).toContain("operation-added");
});
