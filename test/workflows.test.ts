import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { dependencyUpdates, workflow } from "../packages/toolchain/src/cli/init/workflow-files.js";
import { specloom } from "./support/specloom.js";
import { pins } from "./support/workflow/pins.js";

const root = resolve(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string | boolean | number>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: unknown;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string };
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs?: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const actionPath = ".github/actions/drift";
const action: Action = parse(read(`${actionPath}/action.yml`));
const actions = readdirSync(join(root, ".github/actions")).map((name): readonly [path: string, action: Action] => [
  `.github/actions/${name}`,
  parse(read(`.github/actions/${name}/action.yml`)),
]);
const newWorkflow = workflow("main");
const guide = read("packages/toolchain/README.md");

const texts: readonly (readonly [name: string, text: string])[] = [
  ...readdirSync(join(root, ".github/workflows")).map((file) => [file, read(`.github/workflows/${file}`)] as const),
  ["the workflow that init writes", newWorkflow],
];
const workflows = texts.map(([name, text]): readonly [name: string, workflow: Workflow] => [name, parse(text)]);

const jobs = workflows.flatMap(([name, { jobs: all }]) =>
  Object.entries(all).map(([job, value]) => [`${name}, ${job}`, value] as const),
);
const steps = [
  ...jobs.flatMap(([name, { steps: all }]) => all.map((step) => [name, step] as const)),
  ...actions.flatMap(([path, { runs }]) => runs.steps.map((step) => [path, step] as const)),
];
const commands = steps.flatMap(([name, { run }]) => (run === undefined ? [] : [[name, run] as const]));
const uses = steps.flatMap(([name, step]) => (step.uses === undefined ? [] : [[name, step.uses, step] as const]));

describe("workflows", () => {
  const parser = join(import.meta.dirname, "support/workflow/parse.ts");
  const objections = (input: string): string =>
    execFileSync(process.execPath, ["--import", "tsx", parser], { input, encoding: "utf8" });

  test.each(texts)("%s is a workflow to GitHub's own parser", (_name, text) => {
    expect(objections(text)).toBe("");
  });

  test("GitHub's own parser objects to what is none", () => {
    expect(objections(newWorkflow.replace("timeout-minutes", "timeout-minute"))).toContain("timeout-minute");
  });

  test("the example in the toolchain's README is what init writes", () => {
    expect(/^```yaml\n(?<text>name: .*?)^```$/msu.exec(guide)?.groups?.["text"]).toBe(newWorkflow);
  });

  test.each(workflows)("%s runs once at a time", (_name, { concurrency }) => {
    expect(concurrency?.group).toMatch(/^\w/u);
  });

  test.each(workflows)("%s says what it may do, and no more than reading for all jobs", (_name, { permissions }) => {
    expect(permissions).toBeDefined();
    expect(Object.values(permissions ?? {}).filter((right) => right !== "read")).toEqual([]);
  });

  test.each(jobs)("%s ends by itself", (_name, job) => {
    expect(job["timeout-minutes"]).toBeGreaterThan(0);
  });

  test("only jobs that write pull requests may do so, and only proposing writes contents", () => {
    const rights = jobs.map(([name, { permissions = {} }]) => [name, permissions] as const);
    expect(
      Object.fromEntries(rights.filter(([, permissions]) => Object.values(permissions).includes("write"))),
    ).toEqual({
      "ci.yml, drift": { contents: "read", "pull-requests": "write" },
      "drift.yml, propose": { contents: "write", "pull-requests": "write" },
      "the workflow that init writes, propose": { contents: "write", "pull-requests": "write" },
      "the workflow that init writes, review": { contents: "read", "pull-requests": "write" },
    });
  });

  test.each(commands)("%s: `%s` has no text in it that somebody else wrote, and is a shell's", (_name, run) => {
    expect(run).not.toContain("${{");
    execFileSync("bash", ["-n", "-c", run]);
  });

  test.each(uses)("%s: %s is there, and is given what it takes", (_name, used, step) => {
    if (!used.startsWith("./")) return;
    const [, local] = actions.find(([path]) => `./${path}` === used) ?? [];
    expect(local).toBeDefined();
    expect(Object.keys(step.with ?? {}).filter((name) => !Object.hasOwn(local?.inputs ?? {}, name))).toEqual([]);
  });

  test("the actions of others are pinned to the commit of a release, and the release stands beside", () => {
    const lines = [...texts, ...actions.map(([path]) => [path, read(`${path}/action.yml`)] as const)]
      .flatMap(([, text]) => text.split("\n"))
      .filter((line) => line.includes("uses: ") && !line.includes("uses: ./"));
    const wanted = Object.entries(pins).map(([name, { version, commit }]) => `- uses: ${name}@${commit} # v${version}`);
    expect(new Set(lines.map((line) => line.trim()))).toEqual(new Set(wanted));
  });

  test("what is pinned is kept up to date, here and where init made a repository", () => {
    for (const text of [read(".github/dependabot.yml"), dependencyUpdates]) {
      const { updates }: { updates: { "package-ecosystem": string }[] } = parse(text);
      expect(updates.map((update) => update["package-ecosystem"])).toEqual(["github-actions", "npm"]);
    }
  });

  const checkouts = uses.filter(([, used]) => used.startsWith("actions/checkout@"));

  test.each(checkouts)("%s: %s leaves no token in the checkout", (_name, _used, step) => {
    expect(step.with?.["persist-credentials"]).toBe(false);
  });

  test.each(commands.filter(([, run]) => / (?:ci|install)\b/u.test(run)))("%s: `%s` runs no script", (_name, run) => {
    expect(run).toContain("--ignore-scripts");
  });

  test("a job that may write contents restores no cache", () => {
    const writers = workflows.flatMap(([, { jobs: all }]) =>
      Object.values(all).filter(({ permissions }) => permissions?.["contents"] === "write"),
    );
    const inputs = writers.flatMap(({ steps: all }) => all.map(({ with: given = {} }) => given));
    expect(inputs.filter((given) => "cache" in given)).toEqual([{ "node-version": "20.20", cache: "false" }]);
    expect(inputs.filter((given) => "package-manager-cache" in given)).toHaveLength(1);
  });

  const manifest: { packageManager: string; scripts: Record<string, string> } = JSON.parse(read("package.json"));
  const called = [
    ...commands.map(([, run]) => run),
    ...uses.map(([, , step]) => String(step.with?.["specloom"] ?? "")),
  ];

  test.each(called.filter((text) => text.includes("pnpm@")))("`%s` is a script of this repository", (text) => {
    const [, version = "", script = ""] = /pnpm@(\S+) (?:--silent )?(\S+)/u.exec(text) ?? [];
    expect(`pnpm@${version}`).toBe(manifest.packageManager);
    expect(["install", "store", ...Object.keys(manifest.scripts)]).toContain(script);
  });

  test("what is no script of pnpm is npm's, or is there", () => {
    const others = commands
      .filter(([name, run]) => name !== actionPath && !run.includes("pnpm@") && !run.startsWith("npx --no specloom "))
      .map(([, run]) => run);
    expect(new Set(others)).toEqual(
      new Set([".ci/run", ".ci/install-redis", "git diff --exit-code", "npm ci --ignore-scripts", "npm run build"]),
    );
    expect(existsSync(join(root, ".ci/run"))).toBe(true);
  });
});

describe("the action", () => {
  test.each(Object.entries(action.inputs))(
    "documents its input %s, and the default",
    (name, { description, default: value }) => {
      expect(description.length).toBeGreaterThan(20);
      const line = guide.split("\n").find((text) => text.startsWith(`| \`${name}\` `)) ?? "";
      if (value !== "" && !value.includes("${{")) expect(line).toContain(`\`${value}\``);
      expect(line.split("|")).toHaveLength(5);
    },
  );

  test.each(Object.entries(action.outputs ?? {}))("documents its output %s, and sets it", (name, { value }) => {
    expect(guide).toContain(`\`${name}\``);
    expect(value).toMatch(/^\$\{\{ steps\.propose\.outputs\./u);
  });

  test("every input is used, and by way of the environment", () => {
    const text = read(`${actionPath}/action.yml`);
    const unused = Object.keys(action.inputs).filter((name) => !text.includes(`inputs.${name}`));
    expect(unused).toEqual([]);
  });

  /** Runs a step of the action with a program that prints its arguments in place of Specloom. */
  function runStep(id: string, env: Readonly<Record<string, string>>): string[] {
    const step = action.runs.steps.find((candidate) => candidate.id === id);
    const program = `${process.execPath} -e console.log(JSON.stringify(process.argv.slice(1))) --`;
    const printed = execFileSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step?.run ?? "exit 9"], {
      cwd: root,
      env: { PATH: process.env["PATH"], SPECLOOM: program, ...env },
      encoding: "utf8",
    });
    return JSON.parse(printed);
  }

  test.each([
    ["propose", { PROVIDERS: "", BASE: "main" }, ["propose", "--base", "main"]],
    ["propose", { PROVIDERS: "roe  julep", BASE: "main" }, ["propose", "--base", "main", "roe", "julep"]],
    ["propose", { PROVIDERS: "*; $(id) `id`", BASE: "a b" }, ["propose", "--base", "a b", "*;", "$(id)", "`id`"]],
    [
      "review",
      { PROVIDERS: "roe", BASE: "abc", FAIL_ON: "never" },
      ["drift", "--from", "abc", "--format", "github", "--comment", "--fail-on", "never", "roe"],
    ],
  ])("%s with %j calls Specloom with its words alone", (id, env, want) => {
    expect(runStep(id, env)).toEqual(want);
  });

  describe.each(["propose", "review"])("%s", (id) => {
    let help = "";
    const [command = "", ...options] = runStep(id, { PROVIDERS: "", BASE: "main", FAIL_ON: "never" });
    beforeAll(async () => {
      help = (await specloom(root, [command, "--help"])).out;
    });

    test.each(options.filter((option) => option.startsWith("--")))(`has an option %s`, (option) => {
      expect(help).toMatch(new RegExp(`^ +${option}\\b`, "mu"));
    });
  });

  test("refuses another mode", () => {
    const step = action.runs.steps.at(-1);
    expect(step?.if).toBe("inputs.mode != 'propose' && inputs.mode != 'review'");
    expect(() => execFileSync("bash", ["-eo", "pipefail", "-c", step?.run ?? ""], { stdio: "pipe" })).toThrow("failed");
  });
});
