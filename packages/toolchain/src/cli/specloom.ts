#!/usr/bin/env node
import process from "node:process";
import { setFlagsFromString } from "node:v8";
import { generateUnchanged } from "./fast-path.js";
import { programName } from "./program-name.js";
import { createTerminal } from "./terminal.js";

const invocation = { args: process.argv.slice(2), cwd: process.cwd(), program: programName(process.env) };
const terminal = createTerminal(process);
process.exitCode = generateUnchanged(invocation, terminal) ?? (await run());

/** Loads the command line only where there is work. */
async function run(): Promise<number> {
  if (process.versions.v8.startsWith("11.")) tuneForShortRuns(invocation.args.includes("drift"));
  const { main } = await import("./main.js");
  return main(invocation, terminal);
}

/**
 * Tunes V8 11 (Node 20) for a short process. Its defaults suit servers. It optimises code early, which costs a quarter
 * of the processor time on a large document. It also lets the heap grow fourfold before it collects; 50 % growth takes
 * a tenth less memory for almost no time. Later versions gain nothing from these settings.
 *
 * @param isComparison True for `drift`. A comparison uses one thread for a long time, so a second core can optimise the
 * code. A smaller budget makes the optimiser start earlier, and a comparison takes 5 % less time.
 */
function tuneForShortRuns(isComparison: boolean): void {
  setFlagsFromString(`--interrupt-budget=${isComparison ? 400_000 : 1_000_000}`);
  setFlagsFromString("--heap-growing-percent=50");
}
