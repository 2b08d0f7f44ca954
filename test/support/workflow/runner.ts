import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { run } from "../command.js";
import { type ActionResult, emptied, emptyFile, standInActions } from "./actions.js";
import { type ExpressionContext, interpolate, isTrue } from "./expressions.js";
import { releaseOf } from "./pins.js";

/** A step of a job, or of a composite action. */
interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly "working-directory"?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

interface CompositeAction {
  readonly inputs?: Readonly<Record<string, { readonly default?: unknown }>>;
  readonly outputs?: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

/** A machine of GitHub Actions for one repository. */
export interface Runner {
  /** Emptied for each job; its `work` holds the checkout. */
  readonly folder: string;
  /** What every step finds in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** `github.token`. */
  readonly token: string;
  /** Called with the rights that a job's token has. */
  readonly grant: (permissions: Readonly<Record<string, string>>) => void;
  readonly caches: Map<string, string>;
}

/** What starts a run. */
export interface WorkflowEvent {
  readonly name: "push" | "pull_request" | "schedule" | "workflow_dispatch";
  readonly ref: string;
  readonly sha: string;
  /** The base branch of a pull request. */
  readonly baseRef?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly payload?: object;
  readonly matrix?: Readonly<Record<string, unknown>>;
}

/** A step that was executed or skipped; those of composite actions have a name of both. */
export interface TakenStep {
  readonly name: string;
  readonly state: "passed" | "failed" | "skipped";
  /** Standard output and standard error. */
  readonly output: string;
}

/** A job that ran to its end. */
export interface FinishedJob {
  readonly passed: boolean;
  readonly steps: readonly TakenStep[];
  readonly summary: string;
}

/** Runs one job of a workflow, step by step; undefined where its `if` is false. */
export async function runJob(
  runner: Runner,
  workflow: string,
  id: string,
  event: WorkflowEvent,
): Promise<FinishedJob | undefined> {
  const { permissions = {}, jobs }: { permissions?: Record<string, string>; jobs: Record<string, Job> } =
    parse(workflow);
  const job = jobs[id];
  if (job === undefined) throw new Error(`no job ${id}`);
  const workspace = emptied(join(runner.folder, "work"));
  const temp = emptied(join(runner.folder, "temp"));
  const file = (name: string): string => emptyFile(join(temp, name));
  runner.grant(job.permissions ?? permissions);
  const eventFile = file("event.json");
  const summary = file("summary");
  const isPull = event.name === "pull_request";
  const env = {
    ...runner.env,
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: eventFile,
    GITHUB_REF: event.ref,
    GITHUB_REF_NAME: event.ref.replace(/^refs\/(?:heads|pull)\//u, ""),
    GITHUB_SHA: event.sha,
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_WORKSPACE: workspace,
    ...(isPull ? { GITHUB_BASE_REF: event.baseRef ?? "" } : {}),
    RUNNER_OS: "Linux",
    RUNNER_TEMP: temp,
  };
  const github = {
    token: runner.token,
    event_name: event.name,
    event: event.payload ?? {},
    ref: event.ref,
    ref_name: env.GITHUB_REF_NAME,
    sha: event.sha,
    base_ref: event.baseRef ?? "",
  };
  writeFileSync(eventFile, JSON.stringify(event.payload ?? {}));
  const values = { github, inputs: event.inputs ?? {}, matrix: event.matrix ?? {}, runner: { os: "Linux" } };
  const context: ExpressionContext = { values, hasFailed: false, workspace };
  if (job.if !== undefined && !isTrue(job.if, context)) return undefined;
  const machine = new Machine(runner, workspace, env);
  const { hasFailed } = await machine.take(job.steps, context, "");
  machine.finish();
  return { passed: !hasFailed, steps: machine.taken, summary: readFileSync(summary, "utf8") };
}

/** The steps of one job, and of the composite actions that it uses. */
class Machine {
  readonly taken: TakenStep[] = [];
  readonly #posts: (readonly [name: string, post: () => string])[] = [];
  #outputs = 0;

  constructor(
    private readonly runner: Runner,
    private readonly workspace: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /** Takes steps in order. @returns Their outputs, and whether one failed. */
  async take(
    steps: readonly Step[],
    outer: ExpressionContext,
    prefix: string,
  ): Promise<{ readonly hasFailed: boolean; readonly outputs: Readonly<Record<string, object>> }> {
    let { hasFailed } = outer;
    const outputs: Record<string, { outputs: Readonly<Record<string, string>> }> = {};
    for (const step of steps) {
      const context = { ...outer, hasFailed, values: { ...outer.values, steps: outputs } };
      const name = `${prefix}${step.uses?.replace(/@.*/u, "") ?? step.run?.split("\n", 1)[0] ?? ""}`;
      if (!isTrue(step.if, context)) {
        this.taken.push({ name, state: "skipped", output: "" });
        continue;
      }
      const before = this.taken.length;
      const { result, values } = await this.#takeOne(step, context, name);
      // The steps of a composite action stand for it.
      if (this.taken.length === before)
        this.taken.push({ name, state: result.failed ? "failed" : "passed", output: result.output });
      if (result.post !== undefined) this.#posts.push([name, result.post]);
      if (step.id !== undefined) outputs[step.id] = { outputs: values };
      if (result.failed) hasFailed = true;
    }
    return { hasFailed, outputs };
  }

  /** Runs what actions do at the end, the last first. */
  finish(): void {
    for (const [name, post] of this.#posts.toReversed())
      this.taken.push({ name: `post ${name}`, state: "passed", output: post() });
  }

  async #takeOne(
    step: Step,
    context: ExpressionContext,
    name: string,
  ): Promise<{ readonly result: ActionResult; readonly values: Readonly<Record<string, string>> }> {
    const texts = (given: Readonly<Record<string, unknown>> = {}): Record<string, string> =>
      Object.fromEntries(Object.entries(given).map(([key, value]) => [key, interpolate(String(value), context)]));
    if (step.uses?.startsWith("./") === true) {
      const action: CompositeAction = parse(readFileSync(join(this.workspace, step.uses, "action.yml"), "utf8"));
      const defaults = Object.entries(action.inputs ?? {}).map(([key, { default: value = "" }]) => [key, value]);
      const inputs = { ...texts(Object.fromEntries(defaults)), ...texts(step.with) };
      const inner = { ...context, hasFailed: false, values: { ...context.values, inputs } };
      const { hasFailed, outputs } = await this.take(action.runs.steps, inner, `${name}: `);
      const last = { ...inner, values: { ...inner.values, steps: outputs } };
      const values = Object.entries(action.outputs ?? {}).map(([key, { value }]) => [key, interpolate(value, last)]);
      return { result: { output: "", failed: hasFailed }, values: Object.fromEntries(values) };
    }
    if (step.uses !== undefined) {
      const [action = ""] = step.uses.split("@");
      const standIn = standInActions[releaseOf(step.uses)];
      if (standIn === undefined) throw new Error(`nothing stands in for ${step.uses}`);
      const inputs = { ...(action === "actions/checkout" ? { token: this.runner.token } : {}), ...texts(step.with) };
      const { workspace, env } = this;
      return { result: await standIn({ inputs, workspace, env, caches: this.runner.caches }), values: {} };
    }
    return this.#runScript(step, texts(step.env), interpolate(step.run ?? "", context), context);
  }

  async #runScript(
    step: Step,
    own: Readonly<Record<string, string>>,
    script: string,
    context: ExpressionContext,
  ): Promise<{ readonly result: ActionResult; readonly values: Readonly<Record<string, string>> }> {
    const output = emptyFile(join(this.env["RUNNER_TEMP"] ?? "", `output-${(this.#outputs += 1)}`));
    const shell = step.shell === undefined ? ["-e"] : ["--noprofile", "--norc", "-eo", "pipefail"];
    const cwd = join(this.workspace, interpolate(step["working-directory"] ?? ".", context));
    const env = { ...this.env, GITHUB_OUTPUT: output, ...own };
    const { exitCode, stdout, stderr } = await run("bash", [...shell, "-c", script], { cwd, env });
    const lines = readFileSync(output, "utf8").split("\n").filter(Boolean);
    const values = lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]);
    return { result: { output: (stdout + stderr).trim(), failed: exitCode !== 0 }, values: Object.fromEntries(values) };
  }
}
