import { execFileSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createProgram } from "../../packages/toolchain/src/cli/program.js";
import { measure, type Measured } from "../bench/generate/cost.js";
import { type GitHubStandIn, githubStandIn } from "../support/github.js";
import { type Loopback, loopback } from "../support/loopback.js";
import { createRepository } from "../support/repository.js";
import { DOCUMENT, type Files, harmless, kinds, type Kind, PAGE, SAMPLE_PAGE } from "./hostile-inputs.js";

// Each command as a process of its own, on an input of one megabyte: at most two seconds of processor more than a
// harmless input of its kind takes, and at most 512 MB. The quick run gives each command one kind; `pnpm test:long` all.

const BYTES = 1_000_000;
const MORE_CPU_MS = 2_000;
const MAX_MEBIBYTES = 512;
const isWhole = process.env["SPECLOOM_HOSTILE"] === "all";
/** A file that gets a line for each run. */
const table = process.env["SPECLOOM_HOSTILE_TABLE"] ?? "";

interface Row {
  readonly args: (document: string) => readonly string[];
  /** Whether the input is what an upstream publishes now, and the repository has an earlier state. */
  readonly isUpstream?: true;
}

const row = (...args: readonly string[]): Row => ({
  args: (document) => args.map((word) => (word === "DOCUMENT" ? document : word)),
});
const upstream = (...args: readonly string[]): Row => ({ ...row(...args), isUpstream: true });

/** How each command is run, by its name. */
const commands: Readonly<Record<string, readonly Row[]>> = {
  init: [row("fresh")],
  add: [row("bolt", "DOCUMENT"), row("bolt", "DOCUMENT", "--output", "app/bolt")],
  vendor: [upstream(), row("acme", "--from", "DOCUMENT")],
  generate: [row("--force"), row("--check"), row("DOCUMENT", "--output", "app/src", "--write-overlay", "repairs.yaml")],
  types: [row("DOCUMENT", "--output", "types.d.ts")],
  drift: [
    row("--from", "before.yaml", "--to", "DOCUMENT", "--all"),
    ...["markdown", "github", "sarif", "html", "changeset"].map((format) =>
      row("--from", "before.yaml", "--to", "DOCUMENT", "--format", format),
    ),
    upstream("--upstream"),
  ],
  propose: [upstream("--base", "main")],
  list: [row("--operations")],
  explain: [row("acme.widgets.list")],
  lint: [row("--all")],
  rename: [row("--suggest")],
  completion: [row("bash")],
};

type Run = readonly [title: string, name: string, row: Row];

const runs = Object.entries(commands).flatMap(([name, all]) =>
  all.map((one): Run => [[name, ...one.args("DOCUMENT")].join(" "), name, one]),
);

const BEFORE = `openapi: 3.1.0\ninfo: { title: Acme, version: "1" }\npaths:\n  /widgets:\n    get: { operationId: widgets_list, responses: { "200": { description: d } } }\n`;

let server: Loopback;
let github: GitHubStandIn;
let published = "";

beforeAll(async () => {
  github = await githubStandIn();
  server = await loopback((request, response) => {
    const type = request.url === "/page.md" ? "text/markdown" : "application/yaml";
    response.setHeader("content-type", type).end(published);
  });
});
afterAll(() => Promise.all([server.close(), github.close()]));

/** What a command costs in a repository with these files. */
async function cost([, name, { args, isUpstream }]: Run, input: Files): Promise<Measured> {
  const repository = createRepository({
    "before.yaml": BEFORE,
    "specs/acme/source.yaml": `name: acme\npackage: "@acme/client"\ntitle: Acme\ndocument: whole\nfiles:\n  openapi.yaml: ${server.url}/openapi.yaml\n`,
    "packages/acme/package.json": '{ "name": "@acme/client", "version": "1.0.0" }\n',
    ".gitignore": "node_modules\n",
  });
  const { root } = repository;
  try {
    for (const [path, text] of Object.entries(input)) repository.write(path, text);
    const document = input[PAGE] === undefined ? DOCUMENT : PAGE;
    published = input[document] ?? "";
    if (isUpstream) {
      const source = repository.read("specs/acme/source.yaml");
      repository.write(
        "specs/acme/source.yaml",
        source.replace("page.md: { local: true }", `page.md: ${server.url}/page.md`),
      );
      repository.write(document, document === PAGE ? SAMPLE_PAGE : BEFORE);
    }
    if (name === "propose") commit(root);
    const program = join(inject("adopter"), "node_modules/specloom/dist/cli/specloom.js");
    const env = { ...process.env, ...github.env };
    return await measure({ args: [program, name, ...args(document)], cwd: root, env }, join(root, ".usage"));
  } finally {
    repository.remove();
  }
}

function commit(root: string): void {
  const git = (...args: readonly string[]): void => {
    execFileSync("git", ["-C", root, "-c", "user.name=Ann", "-c", "user.email=ann@example.com", ...args]);
  };
  git("init", "--quiet", "--initial-branch=main");
  git("init", "--quiet", "--bare", join(root, "origin"));
  git("remote", "add", "origin", join(root, "origin"));
  git("add", "specs", "packages");
  git("commit", "--quiet", "--message", "First");
}

const harmlessCosts = new Map<string, Promise<Measured>>();

/** What the same command costs on the harmless input of this kind. */
function harmlessCost(run: Run, kind: Kind["harmless"]): Promise<Measured> {
  const key = `${run[0]} ${kind}`;
  const found = harmlessCosts.get(key) ?? cost(run, harmless[kind](BYTES));
  harmlessCosts.set(key, found);
  return found;
}

/** The code with which a command ends on a kind, the milliseconds of processor above the harmless input, and MiB. */
async function costOfKind(run: Run, name: string): Promise<{ code: number | null; moreMs: number; mebibytes: number }> {
  const kind = kinds[name];
  if (kind === undefined) throw new Error(`no kind ${name}`);
  const usual = await harmlessCost(run, kind.harmless);
  const { code, cpuMilliseconds, mebibytes } = await cost(run, kind.files(BYTES));
  const moreMs = cpuMilliseconds - usual.cpuMilliseconds;
  const columns = [usual.cpuMilliseconds, cpuMilliseconds, moreMs, usual.mebibytes, mebibytes].map(Math.round);
  if (table !== "") appendFileSync(table, `${[run[0], name, code, ...columns].join("\t")}\n`);
  return { code, moreMs, mebibytes };
}

test("15: every command is measured", () => {
  const terminal = { out: () => {}, err: () => {}, annotate: () => {}, interactive: false };
  const program = createProgram({ terminal, cwd: "/", program: "specloom", env: {}, network: undefined }, () => {});
  expect(Object.keys(commands)).toEqual(program.commands.map((command) => command.name()));
});

const names = Object.keys(kinds);

/** `pnpm test:long` runs every command on every kind; `test:packages` a third of the commands, each on one kind. */
const tried = isWhole ? runs : runs.filter((_, index) => index % 3 === 0);

describe.each(tried)("15: a megabyte of what costs more than it seems to: %s", (...run) => {
  // A stride leads from one kind to quite another.
  const drawn = isWhole ? names : [names[(runs.findIndex(([title]) => title === run[0]) * 13) % names.length] ?? ""];
  test.each(drawn)("%s", { timeout: 600_000 }, async (name) => {
    const { code, moreMs, mebibytes } = await costOfKind(run, name);
    expect([0, 1, 2, 3]).toContain(code);
    // Where other tests run beside, the time says nothing.
    if (isWhole) expect(moreMs).toBeLessThanOrEqual(MORE_CPU_MS);
    expect(mebibytes).toBeLessThanOrEqual(MAX_MEBIBYTES);
  });
});
