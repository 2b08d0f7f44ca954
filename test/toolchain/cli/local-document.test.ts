import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createRepository, type TemporaryRepository } from "../../support/repository.js";
import { type Printed, specloom } from "../../support/specloom.js";

const golden = resolve(import.meta.dirname, "../../golden/paginated/input/specs/acme/openapi.yaml");
const DOCUMENT = readFileSync(golden, "utf8");
const NEWER = DOCUMENT.replace("info: { ", "info: { description: Newer, ");

let repository: TemporaryRepository;
beforeEach(() => {
  repository = createRepository();
  describeAs("openapi.yaml: { local: true }");
  repository.write("specs/acme/openapi.yaml", DOCUMENT);
  repository.write("new.yaml", NEWER);
});
afterEach(() => repository.remove());

/** A repository with one provider, whose document is these files. */
function describeAs(files: string): void {
  repository.write(
    "specs/acme/source.yaml",
    `name: acme\npackage: "@acme/client"\ntitle: Acme\ndocument: whole\nfiles:\n  ${files}\n`,
  );
}

const run = (...args: string[]): Promise<Printed> => specloom(repository.root, args);

describe("vendor --from, for a document that has no address", () => {
  test("takes the place of the one here, with its digest", async () => {
    expect(NEWER).not.toBe(DOCUMENT);
    const { code, out } = await run("vendor", "acme", "--from", "new.yaml");
    expect({ code, out }).toEqual({
      code: 0,
      out: `acme:\n  changed openapi.yaml (${Buffer.byteLength(NEWER)} bytes from new.yaml)\n\nNext: \`specloom generate acme\`.\n`,
    });
    expect(repository.read("specs/acme/openapi.yaml")).toBe(NEWER);
    const { documents } = JSON.parse(repository.read("specs/lock.json")).providers.acme;
    expect(documents["openapi.yaml"]).toMatchObject({ url: null, bytes: Buffer.byteLength(NEWER) });
    expect((await run("vendor", "acme", "--from", "new.yaml")).out).toMatch(/^acme:\n {2}unchanged openapi\.yaml/u);
  });

  test("is named where the API is added again, in a command as a shell takes it", async () => {
    repository.write("new one.yaml", NEWER);
    const { code, err } = await run("add", "acme", "new one.yaml");
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining('`specloom vendor acme --from "new one.yaml"` takes a newer document'),
    });
    expect((await run("vendor", "acme", "--from", "new one.yaml", "--check")).out).toContain(
      'Next: `specloom vendor acme --from "new one.yaml"`.',
    );
  });

  test("--check says what would change, and writes nothing", async () => {
    const { code, out } = await run("vendor", "acme", "--from", "new.yaml", "--check");
    expect(code).toBe(1);
    expect(out).toContain("changed openapi.yaml");
    expect(out).toContain("Next: `specloom vendor acme --from new.yaml`.");
    expect(repository.read("specs/acme/openapi.yaml")).toBe(DOCUMENT);
  });

  test.each([
    ["no provider", [], "new.yaml", "source/from"],
    ["a file that is not there", ["acme"], "newer.yaml", "document/unreadable"],
    ["a file that is no document", ["acme"], "specs/acme/source.yaml", "network/document"],
  ])("%s is an error that changes nothing", async (_name, names, from, error) => {
    const { code, err } = await run("vendor", ...names, "--from", from);
    expect(code).toBeGreaterThan(1);
    expect(err).toContain(`error[${error}]`);
    expect(repository.read("specs/acme/openapi.yaml")).toBe(DOCUMENT);
  });
});

describe("drift of a document that has no address", () => {
  test.each([[["drift"]], [["drift", "acme"]]])("%j is an error, never `no changes`", async (args) => {
    const { code, out, err } = await run(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("error[source/no-address] specs/acme/source.yaml");
    expect(err).toContain("`specloom drift --from specs/acme/openapi.yaml --to <file>`");
  });

  test("compares with a file, as the error says", async () => {
    const { code, out } = await run("drift", "--from", "specs/acme/openapi.yaml", "--to", "new.yaml");
    expect(code).toBe(0);
    expect(out).toMatch(/specs\/acme\/openapi\.yaml → new\.yaml/u);
  });
});

describe("a state of drift", () => {
  test.each<[state: string, code: number, error: string]>([
    ["ftp://x/y.yaml", 3, "Expected an https address, found ftp://x/y.yaml"],
    ["S3://bucket/y.yaml", 3, "Expected an https address, found s3://bucket/y.yaml"],
    ["https://", 3, "Expected an https address, found an invalid URL"],
    ["file://host/y.yaml", 2, "Expected the address of a file on this machine, found file://host/y.yaml"],
    ["file:///a%2Fb.yaml", 2, "Expected the address of a file on this machine, found file:///a%2Fb.yaml"],
    ["file:///a%ZZ.yaml", 2, "Expected the address of a file on this machine, found file:///a%ZZ.yaml"],
    ["nosuch:y.yaml", 2, "a git revision, found 'nosuch:y.yaml'"],
    [String.raw`C:\y.yaml`, 2, String.raw`a git revision, found 'C:\y.yaml'`],
    ["https:/x/y.yaml", 2, "a git revision, found 'https:/x/y.yaml'"],
    ["-", 2, "Expected standard input in one state, found `-` in both"],
  ])("%s is named whole where it cannot be read", async (state, code, error) => {
    const to = state === "-" ? "-" : "new.yaml";
    expect(await run("drift", "--from", state, "--to", to)).toMatchObject({
      code,
      err: expect.stringContaining(error),
    });
  });

  test("may be the address of a file", async () => {
    const { href } = pathToFileURL(resolve(repository.root, "new.yaml"));
    expect((await run("drift", "--from", href, "--to", "new.yaml")).code).toBe(0);
  });

  test.each(["./a%2Fb.yaml", "./a%ZZ.yaml", "./a%5Cb.yaml", "./a%00.yaml"])(
    "may refer to %s, which is no file: an error with its line",
    async (file) => {
      const answer = { description: "", content: { "application/json": { schema: { $ref: `${file}#/A` } } } };
      const paths = { "/a": { get: { responses: { 200: answer } } } };
      repository.write("a.json", JSON.stringify({ openapi: "3.1.0", info: { title: "A", version: "1" }, paths }));
      const { code, err } = await run("drift", "--from", "a.json", "--to", "new.yaml");
      expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("error[document/reference] a.json:1:") });
    },
  );
});
