import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type Finished, run } from "../support/command.js";
import { type Loopback, loopback } from "../support/loopback.js";
import type { NewcomerApi } from "./newcomer/api.js";
import { corpusApis } from "./newcomer/corpus-apis.js";
import { type Newcomer, newcomer } from "./newcomer/newcomer.js";
import { ownApis } from "./newcomer/own-apis.js";
import { providerOf } from "./newcomer/provider.js";
import { registryOf } from "./registry.js";

const corpus = "/work/shared/corpus";

const succeeded = { exitCode: 0, stderr: "" };

/** The settings of the newcomer's scripts: those that init wrote. */
const settings = { extends: "../tsconfig.json", compilerOptions: { noEmit: false, outDir: "dist" }, include: ["*.ts"] };

// What a newcomer does, step by step, in an empty folder with nothing but npm. Each step needs those before it.
describe("with npm alone, three APIs of three kinds", () => {
  walkThrough(join(import.meta.dirname, "newcomer/documents"), ownApis);
});

describe.skipIf(!existsSync(corpus))(`with npm alone, three documents of ${corpus}, which may be absent`, () => {
  walkThrough(corpus, corpusApis);
});

function walkThrough(documents: string, apis: readonly NewcomerApi[]): void {
  let registry: Loopback;
  let publisher: Loopback;
  let person: Newcomer;

  beforeAll(async () => {
    registry = await registryOf(inject("packed"));
    publisher = await loopback(({ url = "" }, response) => {
      response.setHeader("content-type", url.endsWith(".json") ? "application/json" : "application/yaml");
      response.end(readFileSync(join(documents, url)));
    });
    person = await newcomer(registry);
  });
  afterAll(async () => {
    await Promise.all([person.remove(), registry.close(), publisher.close()]);
  }, 120_000);

  const inFolder = (path: string): string => join(person.folder, path);
  const specloom = (...args: readonly string[]): Promise<Finished> => person.run("npx", "specloom", ...args);

  test("the folder is empty, and there is no pnpm", async () => {
    expect(await person.run("sh", "-c", "ls -A; command -v pnpm specloom tsc")).toMatchObject({
      exitCode: 127,
      stdout: "",
    });
  });

  test("init makes a repository that npm installs", { timeout: 300_000 }, async () => {
    const made = await person.run("npx", "--yes", "specloom", "init");
    expect(made).toMatchObject({ ...succeeded, stdout: expect.stringContaining("Next:\n  npm install\n") });
    expect(await person.run("npm", "install")).toMatchObject(succeeded);
  });

  test.each(apis)("add $name", async ({ name, document, isServed, overlay = "" }) => {
    const from = isServed ? `${publisher.url}/${document}` : join(documents, document);
    expect(await specloom("add", name, from)).toMatchObject({
      ...succeeded,
      stdout: expect.stringContaining(`Added ${name} (${name}-client): `),
    });
    const path = inFolder(`specs/${name}/overlay.yaml`);
    writeFileSync(path, readFileSync(path, "utf8") + overlay);
  });

  test("generate says what each client has", async () => {
    const { stdout, ...finished } = await specloom("generate");
    expect(finished).toEqual(succeeded);
    for (const { name } of apis)
      expect(stdout).toMatch(new RegExp(`^${name}: .*[1-9]\\d* paginated .*[1-9] jobs? `, "mu"));
  });

  test("npm compiles the clients, and the scripts that use them", { timeout: 300_000 }, async () => {
    expect(await person.run("npm", "install")).toMatchObject(succeeded);
    expect(await person.run("npm", "run", "build")).toMatchObject(succeeded);
    mkdirSync(inFolder("scripts"));
    writeFileSync(inFolder("scripts/tsconfig.json"), JSON.stringify(settings));
    for (const { name, script } of apis) writeFileSync(inFolder(`scripts/${name}.ts`), script);
    expect(await person.run("npx", "tsc")).toEqual({ ...succeeded, stdout: "" });
    expect(await person.run("npx", "tsc", "--project", "scripts")).toEqual({ ...succeeded, stdout: "" });
  });

  test.each(apis)("a script pages and waits through $name", async (api) => {
    const provider = await providerOf(api);
    try {
      const env = { ...person.env, [`${api.name.toUpperCase()}_BASE_URL`]: provider.url + api.basePath };
      const { stdout, ...finished } = await run(process.execPath, [inFolder(`scripts/dist/${api.name}.js`)], {
        cwd: person.folder,
        env,
      });
      expect(finished).toEqual(succeeded);
      expect(JSON.parse(stdout)).toEqual(api.prints);
      expect(provider.requests.map(({ method, url }) => `${method} ${url}`)).toEqual(api.asks);
      const [header, value] = api.proves;
      expect(new Set(provider.requests.map(({ headers }) => headers[header]))).toEqual(new Set([value]));
    } finally {
      await provider.close();
    }
  });
}
