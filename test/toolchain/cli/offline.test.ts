import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { createRepository, type TemporaryRepository } from "../../support/repository.js";
import { specloom } from "../../support/specloom.js";
import { upstream } from "../../support/upstream.js";

const DOCUMENT = readFileSync(
  resolve(import.meta.dirname, "../../golden/paginated/input/specs/acme/openapi.yaml"),
  "utf8",
);

let repository: TemporaryRepository;
afterEach(() => repository.remove());

/** A repository with one provider, whose document is published on a host of the public internet. */
function vendored(): TemporaryRepository {
  return createRepository({
    "specs/acme/source.yaml":
      'name: acme\npackage: "@acme/client"\ntitle: Acme\ndocument: whole\nfiles:\n  openapi.yaml: https://docs.example.com/openapi.yaml\n',
    "specs/acme/openapi.yaml": DOCUMENT,
    "packages/acme/package.json": '{ "name": "@acme/client", "version": "1.0.0" }',
    "old.yaml": DOCUMENT,
  });
}

describe("the network", () => {
  test.each([
    ["generate"],
    ["generate", "--check"],
    ["lint"],
    ["list"],
    ["explain", "acme"],
    ["init"],
    ["completion", "bash"],
    ["drift", "--from", "old.yaml", "--to", "specs/acme/openapi.yaml"],
    ["drift", "--from", "specs/acme"],
    ["add", "other", "old.yaml"],
  ])("is not touched by `%s %s %s`", async (...args) => {
    repository = vendored();
    const network = upstream({ hosts: {} });
    const { err } = await specloom(repository.root, args, { network });
    expect(err).not.toContain("error[network/");
    expect({ lookups: network.lookups, dialled: network.dialled }).toEqual({ lookups: [], dialled: [] });
  });

  test.each([
    ["vendor"],
    ["vendor", "--check"],
    ["drift"],
    ["drift", "--upstream"],
    ["drift", "--from", "specs/acme", "--upstream"],
  ])("is touched by `%s %s`", async (...args) => {
    repository = vendored();
    const network = upstream({ hosts: {} });
    expect((await specloom(repository.root, args, { network })).code).toBe(3);
    expect(network.lookups).toEqual(["docs.example.com"]);
  });

  test("is touched by `add` where it is given an address", async () => {
    repository = vendored();
    const network = upstream({ hosts: {} });
    const args = ["add", "other", "https://docs.example.com/openapi.yaml"];
    expect((await specloom(repository.root, args, { network })).code).toBe(3);
    expect(network.lookups).toEqual(["docs.example.com"]);
  });
});

test.each([
  ["generate"],
  ["generate", "--check"],
  ["vendor"],
  ["vendor", "--check"],
  ["lint"],
  ["list"],
  ["drift"],
  ["drift", "--upstream"],
])("no source at all is a failure of `%s %s`", async (...args) => {
  repository = createRepository({ "specs/README.md": "# Nothing yet\n" });
  const before = repository.files();
  expect(await specloom(repository.root, args)).toMatchObject({
    code: 2,
    out: "",
    err: expect.stringContaining("error[provider/none]"),
  });
  expect(repository.files()).toEqual(before);
  repository.remove(join("specs"));
  expect((await specloom(repository.root, args)).code).toBe(2);
});
