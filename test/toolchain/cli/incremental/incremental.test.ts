import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { main } from "specloom";
import { outputDigest } from "../../../../packages/toolchain/src/repository/digests.js";
import { readCache, cachedReport, writeCache } from "../../../../packages/toolchain/src/repository/cache.js";
import { generateUnchanged } from "../../../../packages/toolchain/src/cli/fast-path.js";
import { toolchainVersion } from "../../../../packages/toolchain/src/repository/toolchain-version.js";
import { runOrThrow } from "../../../support/command.js";
import { createAcmeRepository } from "../../../support/acme-repository.js";
import { createRepository, type TemporaryRepository } from "../../../support/repository.js";

const top = resolve(import.meta.dirname, "../../../..");
const memoryPath = "node_modules/.cache/specloom/generate.json";

let repository: TemporaryRepository;
beforeEach(async () => {
  repository = createAcmeRepository();
  repository.write("packages/acme/README.md", "# Acme\n");
  await generate();
});
afterEach(() => repository.remove());

/** The whole command; what it says. */
async function generate(...args: string[]): Promise<string> {
  let said = "";
  const terminal = { out: (text: string) => (said += text), err: () => {}, interactive: false };
  await main({ args: ["generate", ...args], cwd: repository.root }, terminal);
  return said;
}

/** What the quick way does with a command: what it says, or undefined where it leaves it to the whole command. */
function quick(...args: string[]): string | undefined {
  let said = "";
  const terminal = { out: (text: string) => (said += text), err: () => {}, interactive: false };
  const code = generateUnchanged({ args, cwd: repository.root }, terminal);
  return code === undefined ? undefined : said;
}

/** Copies the only provider under another name. */
function addProvider(name: string): void {
  for (const folder of ["specs", "packages"])
    cpSync(join(repository.root, folder, "acme"), join(repository.root, folder, name), { recursive: true });
  repository.remove(`packages/${name}/src`);
  for (const path of [`specs/${name}/source.yaml`, `packages/${name}/package.json`])
    repository.write(path, repository.read(path).replaceAll("acme", name));
}

describe("where nothing has changed", () => {
  test("the quick way says what the whole command says, and writes nothing", async () => {
    const files = repository.times();
    const said = quick("generate");
    expect(said).toContain("acme: 2 operations, 2 paginated (declared), 0 jobs; unchanged (19 files)");
    expect(said).toBe(await generate());
    expect(quick("generate", "acme", "--check")).toBe(await generate("--check", "acme"));
    expect(repository.times()).toEqual(files);
  });

  test("it is taken from a folder below the repository too", () => {
    const terminal = { out: () => {}, err: () => {}, interactive: false };
    expect(generateUnchanged({ args: ["generate"], cwd: join(repository.root, "specs/acme") }, terminal)).toBe(0);
  });

  test("--force generates all the same, and finds nothing to write", async () => {
    repository.write(memoryPath, "{}");
    expect(await generate("--force")).toContain("unchanged (19 files)");
    expect(repository.read(memoryPath)).toContain("acme");
  });

  test.each([[["generate", "--force"]], [["generate", "nobody"]], [["generate", "--json"]], [["list"]], [[]]])(
    "%j is left to the whole command",
    (args) => {
      expect(quick(...args)).toBeUndefined();
    },
  );
});

describe("what is noticed", () => {
  const edit = (path: string) => () => repository.write(path, `${repository.read(path)}\n`);
  const changes: [string, () => void][] = [
    ["the document", edit("specs/acme/openapi.yaml")],
    ["the overlay", edit("specs/acme/overlay.yaml")],
    ["source.yaml", edit("specs/acme/source.yaml")],
    ["the manifest", edit("packages/acme/package.json")],
    ["the README", edit("packages/acme/README.md")],
    ["the README gone", () => repository.remove("packages/acme/README.md")],
    ["a custom wrapper", () => repository.write("packages/acme/custom/more.ts", "export type More = string;\n")],
    ["a new document", () => repository.write("specs/acme/more.yaml", "a: 1\n")],
    ["a generated file edited", edit("packages/acme/src/client.ts")],
    ["a generated file missing", () => repository.remove("packages/acme/src/index.ts")],
    ["a generated file too many", () => repository.write("packages/acme/src/extra.ts", "")],
    ["the contract edited", edit("generated/acme/contract.json")],
    [
      "the lock edited",
      () => repository.write("specs/lock.json", repository.read("specs/lock.json").replace("1", "2")),
    ],
    ["the lock printed otherwise", edit("specs/lock.json")],
    ["the lock gone", () => repository.remove("specs/lock.json")],
    ["another provider", () => addProvider("other")],
    ["a provider gone", () => repository.write("specs/lock.json", withStranger(repository.read("specs/lock.json")))],
    ["no memory", () => repository.remove(memoryPath)],
    ["half a memory", () => repository.write(memoryPath, repository.read(memoryPath).slice(0, 100))],
    [
      "another toolchain",
      () => repository.write(memoryPath, repository.read(memoryPath).replace(/"version":"./u, '"version":"x')),
    ],
  ];

  test.each(changes)("%s", (_title, change) => {
    change();
    expect(quick("generate")).toBeUndefined();
    expect(quick("generate", "--check")).toBeUndefined();
  });

  test("a failed check leaves no memory of what is on disk", async () => {
    repository.write("packages/acme/src/client.ts", "");
    expect(await generate("--check")).toContain("out of date");
    expect(quick("generate")).toBeUndefined();
    expect(await generate()).toContain("written (1 file)");
    expect(quick("generate")).toContain("unchanged");
  });
});

test("only the provider that changed is generated, and the lock keeps the others", async () => {
  addProvider("other");
  await generate();
  const lock = JSON.parse(repository.read("specs/lock.json"));
  const memory = JSON.parse(repository.read(memoryPath));
  // A report that no generation would give: whoever prints it has not generated.
  memory.providers.acme.report.facts = ["as cached"];
  repository.write(memoryPath, JSON.stringify(memory));
  repository.write("specs/other/overlay.yaml", `${repository.read("specs/other/overlay.yaml")}# more\n`);
  const said = await generate();
  expect(said).toContain("acme: as cached; unchanged");
  expect(said).toContain("other: 2 operations");
  const after = JSON.parse(repository.read("specs/lock.json"));
  expect(after.providers.acme).toEqual(lock.providers.acme);
  expect(after.providers.other.overlay).not.toBe(lock.providers.other.overlay);
});

describe("the memory", () => {
  test("where it cannot be written, the next run generates again", () => {
    repository.remove("node_modules");
    repository.write("node_modules", "a file in its place");
    const { root } = repository;
    expect(() => writeCache(root, { version: "a", providers: {} })).not.toThrow();
    expect(readCache(root, "a").providers).toEqual({});
  });

  test("an entry by the name of an object's own member is none", () => {
    expect(
      cachedReport(repository.root, "constructor", {}, readCache(repository.root, toolchainVersion())),
    ).toBeUndefined();
  });

  test("the digest of the outputs is the lock's", () => {
    const { output } = JSON.parse(repository.read("specs/lock.json")).providers.acme;
    expect(outputDigest(repository.root, "acme")).toBe(output);
  });
});

test("the stamp is of the code that runs and of the versions that it pins, built or not", async () => {
  const built = createRepository();
  const toolchain = join(top, "packages/toolchain");
  try {
    for (const name of ["package.json", "src"])
      cpSync(join(toolchain, name), join(built.root, name), { recursive: true });
    const stamp = async (): Promise<string> => {
      const module = JSON.stringify(join(built.root, "src/repository/toolchain-version.ts"));
      const code = `import(${module}).then(({ toolchainVersion }) => console.log(toolchainVersion()))`;
      return (await runOrThrow(process.execPath, ["--import", "tsx", "--eval", code], { cwd: top })).trim();
    };
    const first = await stamp();
    expect(first).toBe(toolchainVersion());
    built.write("src/emit/banner.ts", `${readFileSync(join(toolchain, "src/emit/banner.ts"), "utf8")}\n`);
    const edited = await stamp();
    built.write("package.json", built.read("package.json").replace('"yaml": "', '"yaml": "9'));
    const upgraded = await stamp();
    expect(new Set([first, edited, upgraded]).size).toBe(3);
    expect(readdirSync(join(built.root, "src")).length).toBeGreaterThan(10);
  } finally {
    built.remove();
  }
});

function withStranger(lock: string): string {
  const { providers, ...rest } = JSON.parse(lock);
  return `${JSON.stringify({ ...rest, providers: { ...providers, gone: {} } }, null, 2)}\n`;
}
