#!/usr/bin/env node
import process from "node:process";
import { generateUnchanged } from "./incremental/quick.js";
import { programName } from "./program-name.js";
import { createTerminal } from "./terminal.js";

const invocation = { args: process.argv.slice(2), cwd: process.cwd(), program: programName(process.env) };
const terminal = createTerminal(process);
// The command line is loaded only where there is something to do.
process.exitCode =
  generateUnchanged(invocation, terminal) ?? (await import("./main.js").then(({ main }) => main(invocation, terminal)));
