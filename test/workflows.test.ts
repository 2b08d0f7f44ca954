import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { specloom } from "./support/specloom.js";

const root = resolve(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string>>;
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
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const actionPath = ".github/actions/drift";
const action: Action = parse(read(`${actionPath}/action.yml`));
const guide = read("packages/toolchain/README.md");
const example: Workflow = parse(/^```yaml\n(?<text>name: .*?)^```$/msu.exec(guide)?.groups?.["text"] ?? "");

const workflows: readonly (readonly [name: string, workflow: Workflow])[] = [
  ...readdirSync(join(root, ".github/workflows")).map(
    (file) => [file, parse(read(`.github/workflows/${file}`))] as const,
  ),
  ["the example in the toolchain's README", example],
];

const jobs = workflows.flatMap(([name, { jobs: all }]) =>
  Object.entries(all).map(([job, value]) => [`${name}, ${job}`, value] as const),
);
const steps = [
  ...jobs.flatMap(([name, { steps: all }]) => all.map((step) => [name, step] as const)),
  ...action.runs.steps.map((step) => [actionPath, step] as const),
];
const commands = steps.flatMap(([name, { run }]) => (run === undefined ? [] : [[name, run] as const]));
const uses = steps.flatMap(([name, step]) => (step.uses === undefined ? [] : [[name, step.uses, step] as const]));

describe("workflows", () => {
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
      "the example in the toolchain's README, propose": { contents: "write", "pull-requests": "write" },
      "the example in the toolchain's README, review": { contents: "read", "pull-requests": "write" },
    });
  });

  test.each(commands)("%s: `%s` has no text in it that somebody else wrote, and is a shell's", (_name, run) => {
    expect(run).not.toContain("${{");
    execFileSync("bash", ["-n", "-c", run]);
  });

  test.each(uses)("%s: %s is pinned, and is given what it takes", (_name, used, step) => {
    const given = Object.keys(step.with ?? {});
    if (!used.includes(actionPath)) {
      expect(used).toMatch(/^actions\/(?:checkout|setup-node)@v5$/u);
      return;
    }
    expect(used).toMatch(/^(?:\.|OWNER\/REPOSITORY)\/\.github\/actions\/drift(?:@main)?$/u);
    expect(existsSync(join(root, actionPath, "action.yml"))).toBe(true);
    expect(given.filter((name) => !Object.hasOwn(action.inputs, name))).toEqual([]);
  });

  const manifest: { packageManager: string; scripts: Record<string, string> } = JSON.parse(read("package.json"));
  const called = [...commands.map(([, run]) => run), ...uses.map(([, , step]) => step.with?.["specloom"] ?? "")];

  test.each(called.filter((text) => text.includes("pnpm@")))("`%s` is a script of this repository", (text) => {
    const [, version = "", script = ""] = /pnpm@(\S+) (?:--silent )?(\S+)/u.exec(text) ?? [];
    expect(`pnpm@${version}`).toBe(manifest.packageManager);
    expect(["install", ...Object.keys(manifest.scripts)]).toContain(script);
  });

  test("what is no script of pnpm is npm's, or is there", () => {
    const others = commands
      .filter(([name, run]) => name !== actionPath && !run.includes("pnpm@"))
      .map(([, run]) => run);
    expect(new Set(others)).toEqual(new Set([".ci/run", "npm ci"]));
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

  test.each(Object.entries(action.outputs))("documents its output %s, and sets it", (name, { value }) => {
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
