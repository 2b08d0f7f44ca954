import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { run } from "../support/command.js";
import { listFiles, packages, providers, readManifest, repository } from "./repository.js";

const packed = inject("packed");
const checkers = inject("checkers");

describe.each(packages)("%s", (name) => {
  const source = join(repository, "packages", name);
  const manifest = readManifest(join(packed, name));

  test("holds what its sources compile to, and nothing else", () => {
    expect(listFiles(join(packed, name))).toEqual(
      [
        "LICENSE",
        ...documents(source),
        "package.json",
        ...compiledFiles(source),
        ...schemaFiles(source),
        // By which an installed command knows what it was built of.
        ...(name === "toolchain" ? ["dist/digest"] : []),
      ].toSorted(),
    );
  });

  test("refers to no file outside", () => {
    const files = listFiles(join(packed, name));
    const outside = files.filter((file) => {
      const text = readFileSync(join(packed, name, file), "utf8");
      return /sourceMappingURL=/u.test(text) || (file === "package.json" && /"(?:workspace|catalog):/u.test(text));
    });
    expect(outside).toEqual([]);
  });

  test("exports what was built", () => {
    const entry = providers.includes(name) ? "./dist/src/index" : "./dist/index";
    expect(manifest.exports).toEqual({
      ".": { types: `${entry}.d.ts`, default: `${entry}.js` },
      ...(name === "runtime" && {
        "./opentelemetry": { types: "./dist/opentelemetry/index.d.ts", default: "./dist/opentelemetry/index.js" },
      }),
      ...(schemaFiles(source).length > 0 && { "./schemas/*.json": "./schemas/*.json" }),
      "./package.json": "./package.json",
    });
  });

  test("depends on exact versions", () => {
    const loose = Object.values(manifest.dependencies ?? {}).filter((version) => !/^\d+\.\d+\.\d+$/u.test(version));
    expect(loose).toEqual([]);
  });

  test("publint finds nothing", async () => {
    const args = [join(checkers, "publint/src/cli.js"), "run", `specloom-${name}.tgz`, "--strict"];
    const { exitCode, stdout } = await run(process.execPath, args, { cwd: packed });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining("All good!") });
  });

  test("attw finds nothing that matters to ES modules", async () => {
    const args = [
      join(checkers, "@arethetypeswrong/cli/dist/index.js"),
      `specloom-${name}.tgz`,
      "--profile",
      "esm-only",
    ];
    const { exitCode, stdout } = await run(process.execPath, args, { cwd: packed });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining("node16 (from ESM)") });
  });
});

test.each(providers)("%s depends on the packed runtime, and on nothing else", (name) => {
  expect(readManifest(join(packed, name)).dependencies).toEqual({
    "@specloom/runtime": readManifest(join(packed, "runtime")).version,
  });
});

test("the toolchain's command is the built one", () => {
  expect(readManifest(join(packed, "toolchain")).bin).toEqual({ specloom: "./dist/cli/specloom.js" });
});

test("the toolchain holds the digest of its code", () => {
  expect(readFileSync(join(packed, "toolchain/dist/digest"), "utf8")).toMatch(/^[\da-f]{64}$/u);
});

/** The JSON Schemas that editors read. */
function schemaFiles(folder: string): string[] {
  return listFiles(folder).filter((file) => file.startsWith("schemas/"));
}

/** Where tsc puts what it makes of a package's sources; beside `src` itself where that is the only root. */
function compiledFiles(folder: string): string[] {
  const sources = listFiles(folder).filter((file) => /^(?:src|custom)\/.*\.ts$/u.test(file));
  const isProvider = sources.some((file) => file.startsWith("custom/"));
  return sources
    .map((file) => (isProvider ? file : file.slice("src/".length)).replace(/\.ts$/u, ""))
    .flatMap((file) => [`dist/${file}.js`, `dist/${file}.d.ts`]);
}

/** The pages for readers that a package has. */
function documents(source: string): string[] {
  return readdirSync(source).filter((file) => file.endsWith(".md"));
}
