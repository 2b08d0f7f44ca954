import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Finished, run } from "../support/command.js";
import { installEarlierGitHub, installGitHub } from "./github.js";

const root = resolve(import.meta.dirname, "../..");
const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;

/** Prints what a process took, as its last words. */
const meter = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => process.stderr.write(`\\n${JSON.stringify(process.resourceUsage())}`));',
)}`;

/** Both releases by short names, so that the first screen shows more than paths. */
const folder = mkdtempSync(join(tmpdir(), "history-"));
const [before, after] = [join(folder, "a.json"), join(folder, "b.json")];
let printed: Finished = { exitCode: undefined, stdout: "", stderr: "" };

/** `drift` of two releases of GitHub's document, in a process of its own. */
function drift(format: string): Promise<Finished> {
  const command = join(root, "packages/toolchain/src/cli/specloom.ts");
  const args = ["drift", "--from", "a.json", "--to", "b.json", "--format", format];
  return run(process.execPath, ["--import", loader, "--import", meter, command, ...args], { cwd: folder });
}

beforeAll(async () => {
  copyFileSync(await installEarlierGitHub(), before);
  copyFileSync(await installGitHub(), after);
  printed = await drift("terminal");
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true }));

test("takes less than 500 MiB", () => {
  expect(printed.exitCode).toBe(1);
  const { maxRSS } = JSON.parse(printed.stderr.split("\n").at(-1) ?? "");
  expect(maxRSS / 2 ** 10).toBeLessThan(500);
});

test("its first screen has the verdict, what to do, and what is gone", () => {
  const screen = printed.stdout.split("\n").slice(0, 24);
  expect(screen[0]).toMatch(/^api: \d+ breaking, \d+ for review, \d+ non-breaking, \d+ documentation/u);
  expect(screen.join("\n")).toMatch(/\nNext\n {2}1\. Check the breaking changes, the worst first/u);
  expect(screen.join("\n")).toMatch(
    /\nBreaking \(\d+\)\n {2}● \d+ × operation was removed\n(?: {6}[A-Z]+ \/\S+\n){9}/u,
  );
});

test("no operation and no schema comes or goes unsaid", async () => {
  const { stdout } = await drift("json");
  const { findings } = JSON.parse(stdout).reports[0];
  const told = (rule: string): Set<string> =>
    new Set(
      findings
        .filter((finding: { rule: string }) => finding.rule === rule)
        .map(
          ({ operations, where }: { operations: { route: string }[]; where: string }) => operations[0]?.route ?? where,
        ),
    );
  const [old, recent] = [before, after].map((path) => JSON.parse(readFileSync(path, "utf8")));
  const [were, are] = [routes(old), routes(recent)];
  const moved = findings.filter((finding: { rule: string }) => finding.rule === "operation-moved");
  expect(told("operation-removed").size + moved.length).toBe([...were].filter((route) => !are.has(route)).length);
  expect(told("operation-added").size + moved.length).toBe([...are].filter((route) => !were.has(route)).length);
  const [schemas, later] = [old, recent].map(({ components }) => Object.keys(components.schemas));
  const gone = schemas?.filter((name) => !later?.includes(name)) ?? [];
  expect(told("model-removed").size + told("model-renamed").size).toBe(gone.length);
});

/** `METHOD path`, whatever the names of path parameters. */
function routes({ paths }: { readonly paths: Readonly<Record<string, object>> }): Set<string> {
  const methods = ["get", "put", "post", "delete", "patch"];
  return new Set(
    Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item)
        .filter((key) => methods.includes(key))
        .map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{[^}]*\}/gu, "{}")}`),
    ),
  );
}
