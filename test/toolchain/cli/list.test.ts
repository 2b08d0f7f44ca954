import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createAcmeRepository } from "../../support/acme-repository.js";
import type { TemporaryRepository } from "../../support/repository.js";
import { specloom } from "../../support/specloom.js";

let repository: TemporaryRepository;
beforeEach(() => {
  repository = createAcmeRepository();
});
afterEach(() => repository.remove());

test("one line a provider, in columns", async () => {
  const { code, out } = await specloom(repository.root, ["list"]);
  expect(code).toBe(0);
  const [heading, row, ...others] = out.trimEnd().split("\n");
  expect(heading?.split(/ {2,}/u)).toEqual(
    "name title package version operations paginated jobs doubtful source".split(" "),
  );
  expect(row).toMatch(/^acme {2}Acme +@acme\/client +1\.0 .* 2 +2 +0 +0 /u);
  expect(others).toEqual([]);
  expect(row?.indexOf("2")).toBeGreaterThan(heading?.indexOf("operations") ?? Infinity);
});

test("--json gives the same facts", async () => {
  const { out } = await specloom(repository.root, ["list", "--json"]);
  expect(JSON.parse(out)).toMatchObject([{ name: "acme", operations: 2, paginated: 2, jobs: 0, doubtful: 0 }]);
});

test("what is doubtful is counted", async () => {
  repository.remove("specs/acme/overlay.yaml");
  const document = repository.read("specs/acme/openapi.yaml").replaceAll(/^ +(?:total: |- \{ name: limit,).*\n/gmu, "");
  repository.write("specs/acme/openapi.yaml", document);
  const { out } = await specloom(repository.root, ["list", "--json"]);
  expect(JSON.parse(out)).toMatchObject([{ paginated: 1, doubtful: 1 }]);
});

test("--operations lists names, routes and facts", async () => {
  const { out } = await specloom(repository.root, ["list", "acme", "--operations", "--json"]);
  expect(JSON.parse(out)).toContainEqual({
    provider: "acme",
    name: "widgets.list",
    route: "GET /widgets",
    facts: "paginated by cursor",
  });
});

describe("a provider that cannot be read", () => {
  beforeEach(() => {
    repository.write("specs/bolt/source.yaml", repository.read("specs/acme/source.yaml").replaceAll("acme", "bolt"));
    repository.write("specs/bolt/openapi.yaml", "openapi: 3.1.0\npaths: [\n");
  });

  test("does not hide the others: its error comes after them, as does its exit code", async () => {
    const { code, out, err } = await specloom(repository.root, ["list"]);
    expect(code).toBe(2);
    expect(out).toMatch(/^name .*\nacme .*\n$/u);
    expect(err).toMatch(/^error\[document\/[a-z]+\] specs\/bolt\/openapi\.yaml:\d+:\d+\n.*\n {2}hint: .*\n$/u);
  });

  test("is in its place in JSON", async () => {
    const { code, out, err } = await specloom(repository.root, ["list", "--json"]);
    expect({ code, err }).toEqual({ code: 2, err: "" });
    expect(JSON.parse(out)).toEqual([
      expect.objectContaining({ name: "acme", operations: 2 }),
      {
        name: "bolt",
        error: expect.objectContaining({ location: expect.objectContaining({ file: "specs/bolt/openapi.yaml" }) }),
      },
    ]);
  });

  test("leaves those that were named as they are", async () => {
    expect(await specloom(repository.root, ["list", "acme"])).toMatchObject({ code: 0, err: "" });
  });
});

describe("a folder of `specs` that another tool has", () => {
  beforeEach(() => repository.write("specs/requests/login_spec.rb", "describe\n"));

  test.each(["list", "generate --force", "lint", "explain widgets.list", "drift --from ."])(
    "is no provider: %s",
    async (args) => {
      expect(await specloom(repository.root, args.split(" "))).toMatchObject({ code: 0, err: "" });
    },
  );

  test.each([
    ["by its name", ["requests"], () => {}],
    ["with an overlay", [], () => repository.write("specs/requests/overlay.yaml", "overlay: 1.1.0\n")],
  ])("lacks a source.yaml where it is meant as one: %s", async (_title, names, prepare) => {
    prepare();
    expect(await specloom(repository.root, ["list", ...names])).toMatchObject({
      code: 2,
      err: expect.stringContaining("error[provider/source] specs/requests/source.yaml"),
    });
  });
});
