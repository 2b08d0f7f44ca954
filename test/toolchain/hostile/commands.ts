import { execFileSync } from "node:child_process";
import { createAcmeRepository } from "../../support/acme-repository.js";
import type { TemporaryRepository } from "../../support/repository.js";

/** The arguments of each command, by its name. The output goes to folders that can be links. */
export const commands: Readonly<Record<string, readonly (readonly string[])[]>> = {
  init: [["packages/acme/new"], ["generated/new"]],
  add: [
    ["bolt", "other.yaml"],
    ["bolt", "other.yaml", "--output", "packages/acme/bolt", "--overlay", "other.overlay.yaml"],
  ],
  vendor: [[], ["--check"], ["acme", "--from", "other.yaml"]],
  generate: [
    [],
    ["--force"],
    ["--check"],
    ["other.yaml", "--output", "packages/acme/bolt", "--overlay", "other.overlay.yaml"],
    ["other.yaml", "--output", "generated/bolt", "--write-overlay", "specs/acme/bolt.yaml"],
  ],
  types: [
    ["other.yaml", "--output", "packages/acme/bolt.d.ts"],
    ["other.yaml", "--output", "-", "--overlay", "other.overlay.yaml"],
  ],
  drift: [
    ["--from", "main"],
    ["--from", "main", "--to", "stranger"],
    ["--upstream", "--output", "generated/acme/drift.md"],
  ],
  propose: [["--base", "stranger"]],
  list: [[], ["--operations"]],
  explain: [["acme.widgets.list"]],
  lint: [["--all"]],
  rename: [["--suggest"]],
  completion: [["bash"]],
};

/** All commands with their arguments. */
export const rows = Object.entries(commands).flatMap(([name, all]) => all.map((args) => [name, ...args]));

const DOCUMENT = "openapi: 3.1.0\ninfo: { title: Bolt, version: '1' }\npaths: {}\n";
const OVERLAY =
  "overlay: 1.0.0\ninfo: { title: Bolt, version: '1' }\nactions:\n  - { target: $.info, update: { version: '2' } }\n";

/** Runs git with a user name. */
export function git(root: string, ...args: readonly string[]): string {
  const settings = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com"];
  return execFileSync("git", ["-C", root, ...settings, ...args], { encoding: "utf8" });
}

/** A repository with one commit on `main`. @param upstream The base URL of its documents. */
export function committedRepository(upstream: string): TemporaryRepository {
  const repository = createAcmeRepository();
  const source = repository.read("specs/acme/source.yaml").replace(/^files:\n(?: .*\n)+/mu, "");
  const files = `entry: openapi.yaml\nfiles:\n  openapi.yaml: ${upstream}/openapi.yaml\n  pages/more.yaml: ${upstream}/more.yaml\n`;
  repository.write("specs/acme/source.yaml", source + files);
  repository.write("specs/acme/pages/more.yaml", "more: true\n");
  repository.write("specs/acme/accepted.yaml", "[]\n");
  repository.write("packages/acme/custom/extra.ts", "export const extra = 1;\n");
  repository.write("LICENSE", "Yours\n");
  repository.write("package.json", "{}\n");
  repository.write("other.yaml", DOCUMENT);
  repository.write(".gitignore", "node_modules\n");
  repository.write("other.overlay.yaml", OVERLAY);
  git(repository.root, "init", "--quiet", "--initial-branch=main");
  git(repository.root, "add", "--all");
  git(repository.root, "commit", "--quiet", "--message", "First");
  return repository;
}
