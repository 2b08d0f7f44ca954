#!/usr/bin/env node
import process from "node:process";
import { main } from "./main.js";
import { programName } from "./program-name.js";
import { createTerminal } from "./terminal.js";

process.exitCode = await main(
  { args: process.argv.slice(2), cwd: process.cwd(), program: programName(process.env) },
  createTerminal(process),
);
