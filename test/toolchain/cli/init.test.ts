import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { packageName } from "../../../packages/toolchain/src/cli/init/repository-files.js";
import { createRepository, type TemporaryRepository } from "../../support/repository.js";
import { specloom } from "../../support/specloom.js";

const manifest = JSON.parse(
  readFileSync(resolve(import.meta.dirname, "../../../packages/toolchain/package.json"), "utf8"),
);

let folder: TemporaryRepository;
beforeEach(() => {
  folder = createRepository();
});
afterEach(() => folder.remove());

const files = [
  ".gitattributes",
  ".github/dependabot.yml",
  ".github/workflows/clients.yml",
  ".gitignore",
  "README.md",
  "generated/README.md",
  "package.json",
  "packages/README.md",
  "specs/README.md",
  "specs/lock.json",
  "tsconfig.json",
];

test("makes a repository in a new folder, and says what comes next", async () => {
  const { code, out, err } = await specloom(folder.root, ["init", "api-clients"]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toMatch(
    /^Made api-clients: 11 files\.\n\nNext:\n {2}cd api-clients\n {2}npm install\n {2}npx specloom add /,
  );
  expect(Object.keys(folder.files())).toEqual(files.map((file) => `api-clients/${file}`));
  expect(JSON.parse(folder.read("api-clients/package.json"))).toMatchObject({
    name: "api-clients",
    private: true,
    workspaces: ["packages/*"],
    devDependencies: {
      specloom: manifest.version,
      typescript: manifest.dependencies.typescript,
    },
  });
});

test("the command that enters a folder is quoted for a shell", async () => {
  const { out } = await specloom(folder.root, ["init", "my clients"]);
  expect(out).toContain('\n  cd "my clients"\n');
});

test("in a folder of another repository, it says that GitHub does not see the workflows there", async () => {
  folder.write(".git/HEAD", "ref: refs/heads/main\n");
  const { code, out } = await specloom(folder.root, ["init", "tools/clients"]);
  expect({ code, out }).toEqual({
    code: 0,
    out: expect.stringContaining(
      `\nThe folder is in the repository ${folder.root}. GitHub runs workflows of that folder only.\n\nNext:\n  cd tools/clients\n`,
    ),
  });
});

test("in the present folder, version control aside, there is nothing to enter", async () => {
  folder.write(".git/HEAD", "ref: refs/heads/main\n");
  const { code, out } = await specloom(folder.root, ["init"]);
  expect({ code, entered: out.includes("cd ") }).toEqual({ code: 0, entered: false });
  expect(Object.keys(folder.files())).toEqual([".git/HEAD", ...files]);
});

test.each([
  ["main", "main"],
  ["trunk", '"trunk"'],
  ["release/1.x", '"release/1.x"'],
  ["c++", String.raw`"c\\+\\+"`],
  ["true", '"true"'],
])("the workflow checks the branch that version control has: %s", async (branch, filter) => {
  execFileSync("git", ["-C", folder.root, "init", "--quiet", "--initial-branch", branch]);
  await specloom(folder.root, ["init"]);
  const text = folder.read(".github/workflows/clients.yml");
  expect(text).toContain(`\n    branches: [${filter}]\n`);
});

test("other commands know the new repository, and say how it gets its first provider", async () => {
  await specloom(folder.root, ["init", "--quiet"]);
  expect(await specloom(join(folder.root, "packages"), ["generate"])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^error\[provider\/none\] .*specs\n.*\n {2}hint: Add one with `specloom add <name>/u),
  });
});

describe("refuses, and writes nothing,", () => {
  test("a folder that holds something", async () => {
    folder.write("notes.txt", "mine");
    const { code, out, err } = await specloom(folder.root, ["init"]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("Expected an empty folder, found notes.txt.");
    expect(folder.files()).toEqual({ "notes.txt": "mine" });
  });

  test("a file", async () => {
    folder.write("notes.txt", "mine");
    expect(await specloom(folder.root, ["init", "notes.txt"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("found a file"),
    });
  });

  test.skipIf(process.getuid?.() === 0)("a folder that is closed to the writer", async () => {
    mkdirSync(join(folder.root, "closed"));
    chmodSync(join(folder.root, "closed"), 0o555);
    expect(await specloom(folder.root, ["init", "closed/inside"])).toMatchObject({ code: 2 });
    expect(existsSync(join(folder.root, "closed/inside"))).toBe(false);
  });

  test.runIf(process.platform === "linux").each(["/proc/specloom", "/proc/specloom/below", "/sys/specloom"])(
    "a folder that the system does not make: %s",
    async (typed) => {
      const { code, err } = await specloom(folder.root, ["init", typed]);
      expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("error[output/unwritable]") });
    },
  );
});

describe("the package's name", () => {
  const rows: [folder: string, want: string][] = [
    ["api-clients", "api-clients"],
    ["My Clients!", "my-clients"],
    [".hidden_", "hidden"],
    ["日本", "api-clients"],
  ];
  test.each(rows)("%s → %s", (given, want) => {
    expect(packageName(given)).toBe(want);
  });
});
