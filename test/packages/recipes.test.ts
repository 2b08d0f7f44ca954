import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { run } from "../support/command.js";
import { installLocked } from "../support/locked-packages.js";
import { repository } from "./repository.js";

const page = readFileSync(join(repository, "packages/bullmq/RECIPES.md"), "utf8");

/** The code of each recipe by its heading. */
const recipes = [...page.matchAll(/^## (?<title>[^\n]*)\n[^#]*?^```ts\n(?<code>.*?)^```$/gmsu)].map(({ groups }) => ({
  title: groups?.["title"] ?? "",
  code: groups?.["code"] ?? "",
}));

describe("the recipes for engines that remember steps", () => {
  let folder = "";
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "specloom-recipes-"));
    symlinkSync(await installLocked(join(import.meta.dirname, "recipes")), join(folder, "node_modules"));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  }, 600_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("are six", () => {
    expect(recipes.map(({ title }) => title)).toEqual([
      "Temporal",
      "Inngest",
      "Restate",
      "Cloudflare Workflows",
      "DBOS",
      "pg-boss",
    ]);
  });

  // Workers have types of their own, which those of Node and browsers contradict.
  test.each([
    [
      "Node",
      { lib: ["ES2022", "DOM"], types: ["node"] },
      recipes.filter(({ title }) => !title.startsWith("Cloudflare")),
    ],
    [
      "Workers",
      { lib: ["ES2022"], types: ["@cloudflare/workers-types"] },
      recipes.filter(({ title }) => title.startsWith("Cloudflare")),
    ],
  ])("those for %s compile with the engines' own types", async (platform, options, own) => {
    const packed = inject("packed");
    const compilerOptions = {
      ...options,
      module: "NodeNext",
      target: "ES2022",
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      typeRoots: [join(repository, "node_modules/@types"), join(folder, "node_modules")],
      paths: {
        "@specloom/roe": [join(packed, "roe/dist/src/index.d.ts")],
        "@specloom/runtime": [join(packed, "runtime/dist/index.d.ts")],
      },
    };
    const files = own.map(({ title }) => `${title.replaceAll(" ", "-").toLowerCase()}.ts`);
    for (const [index, { code }] of own.entries()) writeFileSync(join(folder, files[index] ?? ""), code);
    expect(files).not.toEqual([]);
    const project = `${platform}.json`;
    writeFileSync(join(folder, project), JSON.stringify({ compilerOptions, files }));
    const tsc = resolve(inject("checkers"), "typescript/bin/tsc");
    const { exitCode, stdout } = await run(process.execPath, [tsc, "-p", project], { cwd: folder });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "" });
  });
});
