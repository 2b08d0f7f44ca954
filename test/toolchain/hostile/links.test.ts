import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { execFileSync } from "node:child_process";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAcmeRepository } from "../../support/acme-repository.js";
import { type Loopback, loopback } from "../../support/loopback.js";
import { createRepository, type TemporaryRepository } from "../../support/repository.js";
import { type Printed, specloom } from "../../support/specloom.js";

// A branch of a stranger may replace any folder or file by a link. Whatever command runs on it: nothing outside of the
// repository is read, written, listed or removed.

const CANARY = "canary-7f3a";

/** What Specloom touches, from the root down. */
const components = [
  "specs",
  "specs/lock.json",
  "specs/acme",
  "specs/acme/source.yaml",
  "specs/acme/overlay.yaml",
  "specs/acme/openapi.yaml",
  "specs/acme/accepted.yaml",
  "specs/acme/pages",
  "specs/acme/pages/more.yaml",
  "packages",
  "packages/acme",
  "packages/acme/package.json",
  "packages/acme/README.md",
  "packages/acme/custom",
  "packages/acme/custom/extra.ts",
  "packages/acme/src",
  "packages/acme/src/client.ts",
  "packages/acme/src/resources",
  "generated",
  "generated/acme",
  "generated/acme/contract.json",
  "node_modules",
  "node_modules/.cache",
  "LICENSE",
  "package.json",
];

const commands: readonly (readonly string[])[] = [
  ["generate"],
  ["generate", "--force"],
  ["generate", "--check"],
  ["vendor"],
  ["vendor", "--check"],
  ["drift", "--from", "HEAD"],
  ["drift", "--upstream"],
  ["list"],
  ["lint"],
  ["explain", "--json"],
  ["add", "bolt", "other.yaml"],
];

const DOCUMENT = "openapi: 3.1.0\ninfo: { title: Bolt, version: '1' }\npaths: {}\n";

let server: Loopback;
let whole: TemporaryRepository;

beforeAll(async () => {
  whole = createAcmeRepository();
  const document = whole.read("specs/acme/openapi.yaml");
  server = await loopback((_request, response) => {
    response.setHeader("content-type", "application/yaml").end(`${document}\n# newer\n`);
  });
  const source = whole.read("specs/acme/source.yaml").replace(/^files:\n(?: .*\n)+/mu, "");
  const files = `entry: openapi.yaml\nfiles:\n  openapi.yaml: ${server.url}/openapi.yaml\n  pages/more.yaml: ${server.url}/more.yaml\n`;
  whole.write("specs/acme/source.yaml", source + files);
  whole.write("specs/acme/pages/more.yaml", "more: true\n");
  whole.write("specs/acme/accepted.yaml", "[]\n");
  whole.write("packages/acme/custom/extra.ts", "export const extra = 1;\n");
  whole.write("LICENSE", "Yours\n");
  whole.write("package.json", "{}\n");
  whole.write("other.yaml", DOCUMENT);
  whole.write(".gitignore", "node_modules\n");
  const git = (...args: readonly string[]): void => {
    execFileSync("git", ["-C", whole.root, "-c", "user.name=Ann", "-c", "user.email=ann@example.com", ...args]);
  };
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--message", "First");
  const { code, err } = await specloom(whole.root, ["generate"]);
  if (code !== 0) throw new Error(err);
});
afterAll(async () => {
  whole.remove();
  await server.close();
});

/** Everything below a folder with the texts of files, without following links. */
function contentOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path), entry.isFile() ? readFileSync(path, "utf8") : "-"];
    }),
  );
}

const LONG_AGO = new Date("2001-01-01");

/** Marks files and folders as read long ago. */
function forgetReads(folder: string): void {
  for (const path of Object.keys(contentOf(folder))
    .map((name) => join(folder, name))
    .toReversed())
    utimesSync(path, LONG_AGO, new Date("2002-01-01"));
  utimesSync(folder, LONG_AGO, new Date("2002-01-01"));
}

/** The files and folders that were read or listed since. */
function readSince(folder: string): string[] {
  const paths = [
    folder,
    ...readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)),
  ];
  // Listing them here reads the folders, so their times are asked first.
  return paths.filter((path) => statSync(path).isFile() && statSync(path).atime.getTime() !== LONG_AGO.getTime());
}

/** Adds the canary to every text, where the format has room for it. */
function plant(path: string): void {
  if (statSync(path).isDirectory()) for (const name of readdirSync(path)) plant(join(path, name));
  else if (/\.ya?ml$/u.test(path)) writeFileSync(path, `# ${CANARY}\n${readFileSync(path, "utf8")}`);
  else if (/\.ts$|\.md$|LICENSE$/u.test(path)) writeFileSync(path, `// ${CANARY}\n${readFileSync(path, "utf8")}`);
}

describe.each(components)("15: %s is a link out of the repository", (component) => {
  test.each(commands.map((command) => [command.join(" "), command] as const))("%s", async (_name, command) => {
    using repository = disposable(createRepository());
    using outside = disposable(createRepository());
    cpSync(whole.root, repository.root, { recursive: true });
    const target = join(outside.root, "target", component);
    mkdirSync(dirname(target), { recursive: true });
    renameSync(join(repository.root, component), target);
    plant(target);
    symlinkSync(target, join(repository.root, component));
    const before = contentOf(outside.root);
    forgetReads(outside.root);

    const { code, out, err } = await specloom(repository.root, command);
    expect(readSince(outside.root)).toEqual([]);
    expect(contentOf(outside.root)).toEqual(before);
    expect(`${out}${err}`).not.toContain(CANARY);
    expect(Object.values(contentOf(repository.root)).filter((text) => text.includes(CANARY))).toEqual([]);
    expect([0, 1, 2]).toContain(code);
  });
});

test("15: times of reading are kept here, so that the table above can see a read", () => {
  using folder = disposable(createRepository({ a: "x" }));
  forgetReads(folder.root);
  readFileSync(join(folder.root, "a"));
  expect(readSince(folder.root)).toEqual([join(folder.root, "a")]);
});

test("15: a folder that only the toolchain writes is never entered where it is a link, also within the repository", async () => {
  using repository = disposable(createRepository());
  cpSync(whole.root, repository.root, { recursive: true });
  renameSync(join(repository.root, "packages/acme/src"), join(repository.root, "mine"));
  symlinkSync("../../mine", join(repository.root, "packages/acme/src"));
  repository.write("mine/keep.ts", "export const mine = 1;\n");
  const before = contentOf(join(repository.root, "mine"));
  const { code, err }: Printed = await specloom(repository.root, ["generate", "--force"]);
  expect(code).toBe(2);
  expect(err).toContain(
    "error[path/outside] packages/acme/src\n  Expected packages/acme/src to be a folder, found a link\n",
  );
  expect(contentOf(join(repository.root, "mine"))).toEqual(before);
});

test("15: an output that is a link is replaced, not followed", async () => {
  using repository = disposable(createRepository());
  using outside = disposable(createRepository({ "target.ts": "yours\n" }));
  cpSync(whole.root, repository.root, { recursive: true });
  const file = "packages/acme/src/client.ts";
  const text = repository.read(file);
  repository.remove(file);
  symlinkSync(join(outside.root, "target.ts"), join(repository.root, file));
  expect((await specloom(repository.root, ["generate", "--check"])).code).toBe(1);
  expect((await specloom(repository.root, ["generate"])).code).toBe(0);
  expect([outside.read("target.ts"), repository.read(file)]).toEqual(["yours\n", text]);
  expect(existsSync(join(outside.root, "target.ts"))).toBe(true);
});

function disposable(repository: TemporaryRepository): TemporaryRepository & Disposable {
  return { ...repository, [Symbol.dispose]: () => repository.remove() };
}
