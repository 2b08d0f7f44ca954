import { join } from "node:path";
import { runOrThrow } from "../support/command.js";

/** A runtime that is started as a process. */
export interface Runtime {
  /** As in the titles of its tests. */
  readonly name: string;
  readonly program: string;
  /** What comes before the file to run. */
  readonly args: readonly string[];
  /** Whether it tells what keeps a process alive. */
  readonly counts: boolean;
}

const major = process.versions.node.split(".")[0] ?? "";

// Nothing else may be read: without a terminal Deno refuses, and the client has to go on.
const DENO_RIGHTS = ["--no-prompt", "--allow-net=127.0.0.1", "--allow-env=ROE_ORGANIZATION_ID"];

/** The Node that runs this, and the runtimes of `packages`, the folder they are installed in. */
export function runtimesIn(packages: string): readonly Runtime[] {
  const installed = (path: string): string => join(packages, path);
  const runtimes: readonly Runtime[] = [
    { name: `node ${major}`, program: process.execPath, args: [], counts: true },
    { name: "node 22", program: installed("node-22/bin/node"), args: [], counts: true },
    { name: "node 24", program: installed("node-24/bin/node"), args: [], counts: true },
    // Its process.getActiveResourcesInfo() is always empty.
    { name: "bun", program: installed("@oven/bun-linux-x64/bin/bun"), args: [], counts: false },
    {
      name: "deno",
      program: installed("@deno/linux-x64-glibc/deno"),
      args: ["run", "--quiet", "--no-config", "--no-lock", ...DENO_RIGHTS],
      counts: true,
    },
  ];
  const names = runtimes.map(({ name }) => name);
  return runtimes.filter(({ name }, index) => names.indexOf(name) === index);
}

/** The first number with dots in what a program prints for `--version`. */
export async function versionOf(program: string): Promise<string> {
  const text = await runOrThrow(program, ["--version"], { cwd: import.meta.dirname });
  return /\d+(\.\d+)+/.exec(text)?.[0] ?? "unknown";
}
