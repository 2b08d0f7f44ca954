import { readdirSync, readFileSync } from "node:fs";
import { join, matchesGlob } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { run } from "../support/command.js";
import { listFiles, packages, providers, readManifest, repository, tarballOf } from "./repository.js";

const packed = inject("packed");
const checkers = inject("checkers");

describe.each(packages)("%s", (name) => {
  const source = join(repository, "packages", name);
  const manifest = readManifest(join(packed, name));

  test("holds what its sources compile to, and nothing else", () => {
    const isBundled = name === "toolchain";
    expect(listFiles(join(packed, name)).filter((file) => !isBundled || !file.endsWith(".js"))).toEqual(
      [
        "LICENSE",
        ...documents(source),
        "package.json",
        ...compiledFiles(source, isBundled ? [".d.ts", ".d.ts.map"] : [".js", ".d.ts", ".d.ts.map"]),
        ...sourcesOf(source),
        ...schemaFiles(source),
        // By which an installed command knows what it was built of.
        ...(isBundled ? ["dist/digest"] : []),
      ].toSorted(),
    );
  });

  test("refers to no file outside", () => {
    const files = listFiles(join(packed, name));
    const isThere = (file: string, way: string): boolean => files.includes(join(file, "..", way));
    const outside = files.filter((file) => {
      const text = readFileSync(join(packed, name, file), "utf8");
      if (file === "package.json") return /"(?:workspace|catalog):/u.test(text);
      // Of these, editors find the TypeScript.
      if (file.endsWith(".d.ts.map")) {
        const { sources, sourceRoot }: { sources: string[]; sourceRoot?: string } = JSON.parse(text);
        return sourceRoot !== "" || !sources.every((way) => isThere(file, way));
      }
      return /sourceMappingURL=/u.test(text) && !file.endsWith(".d.ts") && !file.endsWith(".ts");
    });
    expect(outside).toEqual([]);
  });

  test("says where its home is", () => {
    const { homepage, bugs, repository: home, keywords = [] } = manifest;
    expect(home).toMatchObject({ type: "git", directory: `packages/${name}` });
    const address = home?.url.replace(/^git\+(.*)\.git$/u, "$1") ?? "";
    expect(homepage).toBe(`${address}/tree/main/packages/${name}#readme`);
    expect(bugs).toEqual({ url: `${address}/issues` });
    expect(keywords.length).toBeGreaterThan(3);
  });

  test("its README begins with what it is and how to install it", () => {
    const readme = readFileSync(join(packed, name, "README.md"), "utf8");
    const install = name === "toolchain" ? "npx specloom generate " : `npm install ${manifest.name}`;
    expect(readme.split("\n").slice(0, 8).join("\n")).toContain(install);
  });

  test("exports what its sources do, as they were built", () => {
    const compiled = providers.includes(name) ? "./dist/src/" : "./dist/";
    const built = (target: unknown): unknown => {
      const [, stem] = /^\.\/src\/(.*)\.ts$/u.exec(String(target)) ?? [];
      return stem === undefined ? target : { types: `${compiled}${stem}.d.ts`, default: `${compiled}${stem}.js` };
    };
    const { exports = {} } = readManifest(source);
    expect(manifest.exports).toEqual(
      Object.fromEntries(Object.entries(exports).map(([entry, target]) => [entry, built(target)])),
    );
    const files = listFiles(join(packed, name)).map((file) => `./${file}`);
    const targets = Object.values(manifest.exports ?? {}).flatMap((target) =>
      typeof target === "string" ? [target] : Object.values(Object(target)).map(String),
    );
    expect(targets.length).toBeGreaterThan(1);
    expect(targets.filter((target) => !files.some((file) => matchesGlob(file, target)))).toEqual([]);
  });

  test("depends on exact versions, and on releases of ours that fit", () => {
    const loose = Object.entries(manifest.dependencies ?? {}).filter(
      ([dependency, version]) =>
        !(dependency.startsWith("@specloom/") ? /^\^\d+\.\d+\.\d+$/u : /^\d+\.\d+\.\d+$/u).test(version),
    );
    expect(loose).toEqual([]);
  });

  test("publint finds nothing", async () => {
    const args = [join(checkers, "publint/src/cli.js"), "run", tarballOf(name), "--strict"];
    const { exitCode, stdout } = await run(process.execPath, args, { cwd: packed });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining("All good!") });
  });

  test("attw finds nothing that matters to ES modules", async () => {
    const args = [join(checkers, "@arethetypeswrong/cli/dist/index.js"), tarballOf(name), "--profile", "esm-only"];
    const { exitCode, stdout } = await run(process.execPath, args, { cwd: packed });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining("node16 (from ESM)") });
  });
});

test.each(providers)("%s depends on the packed runtime, and on nothing else", (name) => {
  expect(readManifest(join(packed, name)).dependencies).toEqual({
    "@specloom/runtime": `^${readManifest(join(packed, "runtime")).version}`,
  });
});

test("the toolchain's command is the built one", () => {
  expect(readManifest(join(packed, "toolchain")).bin).toEqual({ specloom: "./dist/specloom.js" });
});

test("the toolchain's code is a bundle, of which nothing is out of use", () => {
  const code = listFiles(join(packed, "toolchain/dist")).filter((file) => file.endsWith(".js"));
  const imported = code.flatMap((file) =>
    [...readFileSync(join(packed, "toolchain/dist", file), "utf8").matchAll(/"\.\/([\w-]+-[A-Z0-9]{8}\.js)"/gu)].map(
      ([, to]) => to,
    ),
  );
  const threads = ["reading-worker.js", "types-thread.js", "types-worker.js"];
  expect(new Set(["index.js", "specloom.js", "toolchain-version.js", ...threads, ...imported])).toEqual(new Set(code));
});

test("the toolchain holds the digest of its code", () => {
  expect(readFileSync(join(packed, "toolchain/dist/digest"), "utf8")).toMatch(/^[\da-f]{64}$/u);
});

/** The JSON Schemas that editors read. */
function schemaFiles(folder: string): string[] {
  return listFiles(folder).filter((file) => file.startsWith("schemas/"));
}

/** The TypeScript of a package, to which its declarations lead. */
function sourcesOf(folder: string): string[] {
  return listFiles(folder).filter((file) => /^(?:src|custom)\//u.test(file));
}

/** Where tsc puts what it makes of a package's sources; beside `src` itself where that is the only root. */
function compiledFiles(folder: string, kinds: readonly string[]): string[] {
  const sources = sourcesOf(folder).filter((file) => file.endsWith(".ts"));
  const isProvider = sources.some((file) => file.startsWith("custom/"));
  return sources
    .map((file) => (isProvider ? file : file.slice("src/".length)).replace(/\.ts$/u, ""))
    .flatMap((file) => kinds.map((kind) => `dist/${file}${kind}`));
}

/** The pages for readers that a package has. */
function documents(source: string): string[] {
  return readdirSync(source).filter((file) => file.endsWith(".md"));
}
