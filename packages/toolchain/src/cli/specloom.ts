#!/usr/bin/env node
import process from "node:process";
import { setFlagsFromString } from "node:v8";
import { generateUnchanged } from "./fast-path.js";
import { programName } from "./program-name.js";
import { createTerminal } from "./terminal.js";

const invocation = { args: process.argv.slice(2), cwd: process.cwd(), program: programName(process.env) };
const terminal = createTerminal(process);
process.exitCode = generateUnchanged(invocation, terminal) ?? (await run());

/** The command line is loaded only where there is something to do. */
async function run(): Promise<number> {
  if (process.versions.v8.startsWith("11.")) hurry();
  const { main } = await import("./main.js");
  return main(invocation, terminal);
}

/**
 * V8 11, which is Node 20's, is set for servers. It begins to optimise what may run for hours: in a command that ends in
 * seconds, compiling costs more than it saves, a quarter of the processor time on a large document. And it lets memory
 * grow up to fourfold before it looks for what is free: half as much again takes a tenth less, for hardly any time.
 * Later ones gain nothing by it, and know no such budget.
 */
function hurry(): void {
  setFlagsFromString("--interrupt-budget=1000000");
  setFlagsFromString("--heap-growing-percent=50");
}
