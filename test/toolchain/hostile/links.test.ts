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
import { dirname, join, relative } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProgram } from "../../../packages/toolchain/src/cli/program.js";
import { type GitHubStandIn, githubStandIn } from "../../support/github.js";
import { type Loopback, loopback } from "../../support/loopback.js";
import { createRepository, type TemporaryRepository } from "../../support/repository.js";
import { type Printed, specloom } from "../../support/specloom.js";
import { commands, committedRepository, git, rows } from "./commands.js";

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

let server: Loopback;
let github: GitHubStandIn;
let whole: TemporaryRepository;

beforeAll(async () => {
  github = await githubStandIn();
  server = await loopback((_request, response) => {
    const document = whole.read("specs/acme/openapi.yaml");
    response.setHeader("content-type", "application/yaml").end(`${document}\n# newer\n`);
  });
  whole = committedRepository(server.url);
  const { code, err } = await specloom(whole.root, ["generate"]);
  if (code !== 0) throw new Error(err);
});
afterAll(async () => {
  whole.remove();
  await Promise.all([server.close(), github.close()]);
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
  else if (path.endsWith(".json")) {
    const value: object = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, JSON.stringify({ ...value, canary: CANARY }));
  }
}

/** A repository in which one component is a link to where it was moved. */
class Branch implements Disposable {
  readonly repository = createRepository();
  readonly outside = createRepository();
  readonly origin = createRepository();
  readonly target: Readonly<Record<string, string>>;
  readonly before: Readonly<Record<string, string>>;

  constructor(component: string | undefined) {
    const { root } = this.repository;
    cpSync(whole.root, root, { recursive: true });
    if (component !== undefined) {
      const target = join(this.outside.root, "target", component);
      mkdirSync(dirname(target), { recursive: true });
      renameSync(join(root, component), target);
      plant(target);
      symlinkSync(target, join(root, component));
    }
    this.target = contentOf(this.outside.root);
    this.before = this.content();
  }

  /** All files of the working tree. */
  content(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(contentOf(this.repository.root)).filter(([path]) => !/^\.git\b/u.test(path)),
    );
  }

  /** Commits the link on the branch `stranger`, unless it is there. */
  commit(): void {
    const { root } = this.repository;
    if (git(root, "branch", "--list", "stranger") !== "") return;
    git(this.origin.root, "init", "--quiet", "--bare");
    git(root, "remote", "add", "origin", this.origin.root);
    git(root, "checkout", "--quiet", "-b", "stranger");
    git(root, "add", "--all");
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Link");
  }

  /** Whether a command has changed nothing. */
  get isIntact(): boolean {
    const now = [this.content(), contentOf(this.outside.root)];
    return JSON.stringify(now) === JSON.stringify([this.before, this.target]);
  }

  /** All that was pushed, and said on GitHub. */
  published(): string {
    return git(this.origin.root, "log", "--all", "--patch") + JSON.stringify([github.pulls, github.comments]);
  }

  run(row: readonly string[]): Promise<Printed> {
    if (row.includes("stranger")) this.commit();
    return specloom(this.repository.root, row, { env: github.env });
  }

  [Symbol.dispose](): void {
    for (const folder of [this.repository, this.outside, this.origin]) folder.remove();
  }
}

/** Gives each test a branch; the last one's where that changed nothing. */
function branches(component: string | undefined): () => Branch {
  let branch: Branch | undefined;
  afterAll(() => branch?.[Symbol.dispose]());
  return () => {
    if (branch?.isIntact === true) return branch;
    branch?.[Symbol.dispose]();
    branch = new Branch(component);
    return branch;
  };
}

/** `pnpm test` tries a third of the table, each command and each component in it; `pnpm test:long` all of it. */
const tried = (place: number): readonly (readonly string[])[] =>
  process.env["SPECLOOM_LINKS"] === "all" ? rows : rows.filter((_, row) => (row + place) % 3 === 0);

describe.each([...components.entries()])("15: %i: %s is a link out of the repository", (place, component) => {
  const branch = branches(component);
  test.each(tried(place).map((row) => [row.join(" "), row] as const))("%s", async (_name, row) => {
    const scene = branch();
    const { repository, outside, target } = scene;
    forgetReads(outside.root);
    const { code, out, err } = await scene.run(row);
    expect(readSince(outside.root)).toEqual([]);
    expect(contentOf(outside.root)).toEqual(target);
    expect(`${out}${err}`).not.toContain(CANARY);
    expect(Object.values(contentOf(repository.root)).filter((text) => text.includes(CANARY))).toEqual([]);
    if (row[0] === "propose") expect(scene.published()).not.toContain(CANARY);
    expect([0, 1, 2, 3]).toContain(code);
  });
});

describe("15: without a link each of these commands does its work", () => {
  const branch = branches(undefined);
  test.each(rows.map((row) => [row.join(" "), row] as const))("%s", async (_name, row) => {
    const { code, err } = await branch().run(row);
    expect({ isDone: code < 2, err }).toEqual({ isDone: true, err: "" });
  });
});

test("15: every command is in the table, with each of its options that names a file or a folder", () => {
  const terminal = { out: () => {}, err: () => {}, annotate: () => {}, interactive: false };
  const environment = { terminal, cwd: "/", program: "specloom", env: {}, network: undefined };
  const program = createProgram(environment, () => {});
  expect(Object.keys(commands)).toEqual(program.commands.map((command) => command.name()));
  for (const command of program.commands) {
    const options = command.options.filter(({ flags }) => /<(?:file|folder|document|state)>/u.test(flags));
    const used = (commands[command.name()] ?? []).flat();
    expect(options.flatMap(({ long }) => long ?? []).filter((long) => !used.includes(long))).toEqual([]);
  }
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
