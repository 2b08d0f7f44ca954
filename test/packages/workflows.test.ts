import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, inject, onTestFinished, test } from "vitest";
import { runOrThrow } from "../support/command.js";
import { type GitHubStandIn, githubStandIn, TOKEN } from "../support/github.js";
import { type Loopback, loopback } from "../support/loopback.js";
import { type GitServer, gitServer } from "../support/workflow/git-server.js";
import { type FinishedJob, runJob, type Runner, type WorkflowEvent } from "../support/workflow/runner.js";
import { newcomer } from "./newcomer/newcomer.js";
import { registryOf } from "./registry.js";
import { repository } from "./repository.js";

// Every step of every workflow is executed: on a real git server, with a stand-in of GitHub's API and of the actions of
// others, and with the expressions of GitHub's own evaluator. A job's token may do what its `permissions` say.

const config = ["-c", "user.name=Ann", "-c", "user.email=ann@example.com"];

/** The API that a provider publishes, with a property of one type. */
const published = (type: string): string =>
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Acme API", version: "1" },
    servers: [{ url: "https://api.acme.example" }],
    paths: {
      "/orders": {
        get: {
          operationId: "getOrders",
          responses: {
            200: {
              description: "Orders",
              content: { "application/json": { schema: { type: "object", properties: { note: { type } } } } },
            },
          },
        },
      },
    },
  });

let home: string;
let git: GitServer;
let github: GitHubStandIn;
let provider: Loopback;
let type: string;
let clone: string;

beforeEach(async () => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "specloom-workflow-")));
  github = await githubStandIn();
  git = await gitServer(join(home, "server"), TOKEN);
  type = "string";
  provider = await loopback((_request, response) => {
    response.setHeader("content-type", "application/json").end(published(type));
  });
  clone = join(home, "clone");
  mkdirSync(join(home, "server/acme"), { recursive: true });
  mkdirSync(clone);
  await inServer("init", "--quiet", "--bare", "--initial-branch=main", ".");
});
afterEach(async () => {
  await Promise.all([github.close(), git.close(), provider.close()]);
  await rm(home, { recursive: true, force: true });
}, 120_000);

const server = (): string => join(home, "server/acme/clients.git");
function inServer(...args: readonly string[]): Promise<string> {
  mkdirSync(server(), { recursive: true });
  return runOrThrow("git", args, { cwd: server() }).then((text) => text.trim());
}
const inClone = (...args: readonly string[]): Promise<string> =>
  runOrThrow("git", [...config, ...args], { cwd: clone }).then((text) => text.trim());

/** Commits all of the clone to a branch of the server. */
async function push(branch: string, message: string): Promise<string> {
  await inClone("add", "--all");
  await inClone("commit", "--quiet", "--message", message);
  await inClone("push", "--quiet", server(), `HEAD:refs/heads/${branch}`);
  return inClone("rev-parse", "HEAD");
}

/** The merge that GitHub makes of a pull request's branch, on its ref. */
async function pullRequest(branch: string): Promise<WorkflowEvent> {
  await inClone("fetch", "--quiet", server(), "main", branch);
  await inClone("checkout", "--quiet", "--detach", await inServer("rev-parse", "main"));
  await inClone("merge", "--quiet", "--no-ff", "--message", "Merge", await inServer("rev-parse", branch));
  const sha = await inClone("rev-parse", "HEAD");
  await inClone("push", "--quiet", "--force", server(), "HEAD:refs/pull/7/merge");
  return {
    name: "pull_request",
    ref: "refs/pull/7/merge",
    sha,
    baseRef: "main",
    payload: { pull_request: { number: 7 } },
  };
}

function runnerWith(env: Readonly<Record<string, string>>): Runner {
  return {
    folder: join(home, "runner"),
    env: { ...github.env, GITHUB_TOKEN: "", ...env, GITHUB_SERVER_URL: git.url },
    token: TOKEN,
    grant: (permissions) => {
      git.mayPush = permissions["contents"] === "write";
      github.refuse = permissions["pull-requests"] === "write" ? undefined : 403;
    },
    caches: new Map(),
  };
}

/** A job's steps as a log. */
function logOf(job: FinishedJob | undefined): string {
  const lines = (text: string): string =>
    text
      .replaceAll(/^(?=.)/gmu, "    ")
      .split("\n")
      .slice(0, 6)
      .join("\n");
  return (job?.steps ?? []).map(({ name, state, output }) => `${state} ${name}\n${lines(output)}`).join("\n");
}

/** Adds a job's log to the file that `SPECLOOM_WORKFLOW_LOG` names, for people who want to read what ran. */
function record(title: string, job: FinishedJob | undefined): void {
  const file = process.env["SPECLOOM_WORKFLOW_LOG"];
  if (file !== undefined) appendFileSync(file, `== ${title}\n${logOf(job)}\n`);
}

/** Runs a job that has to pass, and gives what its steps printed by their names. */
async function passing(
  runner: Runner,
  workflow: string,
  id: string,
  event: WorkflowEvent,
): Promise<FinishedJob & { readonly printed: (part: string) => string }> {
  const job = await runJob(runner, readFileSync(join(clone, ".github/workflows", workflow), "utf8"), id, event);
  record(`${workflow}, ${id}, ${event.name}`, job);
  if (job?.passed !== true) throw new Error(`${workflow}, ${id}: expected every step to pass\n${logOf(job)}`);
  const { steps } = job;
  return {
    ...job,
    printed: (part) =>
      steps
        .filter(({ name }) => name.includes(part))
        .map(({ output }) => output)
        .join("\n"),
  };
}

describe("29: the workflow that init writes", () => {
  const workflow = "clients.yml";

  /** A repository that init made, at the server. */
  async function initialised(): Promise<{
    readonly runner: Runner;
    readonly specloom: (...args: string[]) => Promise<void>;
  }> {
    const registry = await registryOf(inject("packed"));
    const person = await newcomer(registry);
    onTestFinished(async () => {
      await Promise.all([person.remove(), registry.close()]);
    });
    const inFolder = async (program: string, ...args: readonly string[]): Promise<void> => {
      await runOrThrow(program, args, { cwd: clone, env: person.env });
    };
    await inFolder("npx", "--yes", "specloom", "init");
    await inFolder("npm", "install", "--ignore-scripts");
    await inClone("init", "--quiet", "--initial-branch=main");
    const { PATH = "" } = process.env;
    return {
      runner: runnerWith({ ...person.env, PATH: `${person.env["PATH"]}:${PATH}` }),
      specloom: async (...args) => {
        await inFolder("npx", "--no", "specloom", ...args);
        await inFolder("npm", "install", "--ignore-scripts");
      },
    };
  }

  test("passes before there is a provider, on the pull request of the first, on its change, and proposes", async () => {
    const { runner, specloom } = await initialised();
    const first = await push("main", "First");
    const onMain: WorkflowEvent = { name: "push", ref: "refs/heads/main", sha: first };
    const empty = await passing(runner, workflow, "check", onMain);
    expect(empty.steps.map(({ state }) => state)).toEqual(["passed", "passed", "passed", "skipped", "skipped"]);
    expect(
      await runJob(runner, readFileSync(join(clone, ".github/workflows", workflow), "utf8"), "review", onMain),
    ).toBe(undefined);

    await specloom("add", "acme", `${provider.url}/openapi.json`);
    const added = await push("acme", "Add Acme");
    const ofFirst = await pullRequest("acme");
    expect((await passing(runner, workflow, "check", ofFirst)).printed("generate --check")).toContain("up to date");
    await passing(runner, workflow, "review", ofFirst);

    await inClone("push", "--quiet", server(), `${added}:refs/heads/main`);
    type = "integer";
    const later: WorkflowEvent = { name: "schedule", ref: "refs/heads/main", sha: added };
    const proposed = await passing(runner, workflow, "propose", later);
    expect(proposed.printed("propose")).toMatch(
      /^acme: Acme: 1 breaking\n {2}push drift\/acme, open a draft, create the comment\n/mu,
    );
    expect(github.pulls).toMatchObject([{ head: "drift/acme", base: "main", title: "Acme: 1 breaking" }]);
    expect(await inServer("branch", "--format=%(refname:short)")).toContain("drift/acme");
    expect(proposed.summary).toContain("## Acme · [#1]");

    const ofChange = await pullRequest("drift/acme");
    const reviewed = await passing(runner, workflow, "review", ofChange);
    expect(reviewed.printed("drift --from")).toMatch(/^::error file=/mu);
    expect(github.comments.filter(({ pull }) => pull === 7)).toHaveLength(1);
  }, 600_000);
});

describe("29: the workflows of this repository", () => {
  /** Scripts that would run all tests, or for long: their calls are recorded. */
  const recorded = [
    "test",
    "test:packages",
    "test:runtimes",
    "test:durable",
    "demo",
    "build",
    "lint",
    "typecheck",
    "format:check",
  ];

  /** This repository as it stands, with a provider more that publishes here, at the server. */
  async function copied(): Promise<{ readonly runner: Runner; readonly sha: string }> {
    const files = await runOrThrow("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
      cwd: repository,
    });
    for (const file of files.split("\0").filter(Boolean)) {
      mkdirSync(dirname(join(clone, file)), { recursive: true });
      cpSync(join(repository, file), join(clone, file));
    }
    await inClone("init", "--quiet", "--initial-branch=main");
    const bin = join(home, "bin");
    mkdirSync(bin);
    const npx = (await runOrThrow("sh", ["-c", "command -v npx"], { cwd: home })).trim();
    writeFileSync(join(bin, "npx"), standInNpx(npx), { mode: 0o755 });
    const { HOME = "", PATH = "" } = process.env;
    return {
      runner: runnerWith({ HOME, PATH: `${bin}:${PATH}`, NO_PROXY: "127.0.0.1" }),
      sha: await push("main", "First"),
    };
  }

  /** npx, without the scripts that are recorded. A report of tests counts one that passed. */
  function standInNpx(npx: string): string {
    return `#!/usr/bin/env bash
script="$3"
for name in ${recorded.join(" ")}; do
  if [ "$1 $2 $script" = "--yes pnpm@12.21.0 $name" ]; then
    for option in "$@"; do
      case "$option" in --outputFile.json=*) echo '{"numPassedTests":1,"numFailedTests":0,"success":true,"numFailedTestSuites":0}' > "\${option#*=}" ;; esac
    done
    echo "recorded: $*"
    exit 0
  fi
done
exec ${npx} "$@"
`;
  }

  test("ci.yml: check, and README's two commands", async () => {
    const { runner, sha } = await copied();
    const event: WorkflowEvent = { name: "push", ref: "refs/heads/main", sha };
    const check = await passing(runner, "ci.yml", "check", event);
    expect(check.printed(".ci/run")).toMatch(/^4 passed, 0 failed$/mu);
    expect(check.printed("post")).toMatch(/^Cache saved with key: pnpm-store-Linux-[\da-f]{64}$/mu);
    const readme = await passing(runner, "ci.yml", "readme", { ...event, matrix: { os: "ubuntu-latest", node: "22" } });
    expect(readme.printed("actions/cache")).toMatch(/^Cache restored from key: pnpm-store-Linux-/u);
    expect(readme.printed("test")).toBe("recorded: --yes pnpm@12.21.0 test");
  }, 600_000);

  test("ci.yml: the review of a pull request, and of one from a fork", async () => {
    const { runner } = await copied();
    const path = join(clone, "specs/roe/overlay.yaml");
    const overlay = readFileSync(path, "utf8");
    writeFileSync(
      path,
      overlay.replace(
        /^actions:\n/mu,
        "actions:\n  - target: $.info\n    description: A test.\n    update: { description: Changed }\n",
      ),
    );
    await push("change", "Change");
    const event = await pullRequest("change");
    const job = await runJob(runner, readFileSync(join(clone, ".github/workflows/ci.yml"), "utf8"), "drift", event);
    // The generated files are out of date, and the review is made all the same.
    expect(job?.steps.map(({ name, state }) => `${state} ${name}`)).toContain(
      'passed ./.github/actions/drift: set -f; $SPECLOOM drift --from "$BASE" --format github --comment --fail-on "$FAIL_ON" $PROVIDERS',
    );
    record("ci.yml, drift, pull_request", job);
  }, 600_000);

  test("drift.yml proposes", async () => {
    const { runner } = await copied();
    const env = { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", NO_PROXY: "127.0.0.1" };
    await runOrThrow(
      "npx",
      [
        "--yes",
        "tsx",
        join(repository, "packages/toolchain/src/cli/specloom.ts"),
        "add",
        "acme",
        `${provider.url}/openapi.json`,
      ],
      { cwd: clone, env },
    );
    await runOrThrow("npx", ["--yes", "pnpm@12.21.0", "install", "--ignore-scripts", "--no-frozen-lockfile"], {
      cwd: clone,
      env,
    });
    const sha = await push("main", "Add Acme");
    type = "integer";
    const event: WorkflowEvent = {
      name: "workflow_dispatch",
      ref: "refs/heads/main",
      sha,
      inputs: { providers: "acme" },
    };
    const job = await passing(runner, "drift.yml", "propose", event);
    expect(job.printed("actions/drift")).toMatch(/^acme: Acme: 1 breaking\n {2}push drift\/acme, open a draft/mu);
    expect(github.pulls).toMatchObject([{ head: "drift/acme", draft: true }]);
  }, 600_000);
});
