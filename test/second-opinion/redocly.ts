import { writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { run } from "../support/command.js";
import { installLocked } from "../support/locked-packages.js";
import type { Opinion } from "./comparison.js";

/** Asks for an opinion on two documents, each in a place of its own below `folder`. */
export type Ask = (folder: string, before: unknown, after: unknown) => Promise<Opinion>;

/** Redocly's command, installed the first time. */
export async function redoclyProgram(): Promise<string> {
  return join(await installLocked(import.meta.dirname), "@redocly/cli/bin/cli.js");
}

/** Redocly's `diff`, installed the first time. It judges what travels; nothing leaves this machine. */
export async function openRedocly(): Promise<Ask> {
  const program = await redoclyProgram();
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  return async (folder, before, after) => {
    writeFileSync(join(folder, "before.json"), JSON.stringify(before));
    writeFileSync(join(folder, "after.json"), JSON.stringify(after));
    const args = [program, "diff", "before.json", "after.json", "--format", "json", "--fail-on", "none"];
    const { exitCode, stdout, stderr } = await run(process.execPath, args, { cwd: folder, env });
    if (exitCode !== 0) throw new Error(`Redocly's diff ended with ${exitCode ?? "no exit code"}\n${stderr}`);
    return opinionOf(JSON.parse(stdout));
  };
}

/** What Redocly's report says: `major` is its word for breaking. */
export function opinionOf({ bump, changes }: Report): Opinion {
  const isBreaking = bump === "major";
  const verdicts = changes.flatMap((change) => (change.impact === "major" || !isBreaking ? change.verdicts : []));
  const kinds = changes.map(({ kind, typeName }) => `${typeName} ${kind}`);
  const rules = verdicts.length > 0 ? verdicts.map(({ ruleId }) => ruleId) : kinds;
  return { isBreaking, rules: [...new Set(rules)].toSorted() };
}

/** The part of its JSON that is read, version 1. */
export interface Report {
  readonly bump: string;
  readonly changes: readonly {
    readonly typeName: string;
    readonly kind: string;
    readonly impact: string;
    readonly verdicts: readonly { readonly ruleId: string }[];
  }[];
}
