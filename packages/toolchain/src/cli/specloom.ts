#!/usr/bin/env node
import process from "node:process";
import { main } from "./main.js";

process.exitCode = await main(
  { args: process.argv.slice(2), cwd: process.cwd() },
  {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    interactive: process.stdout.isTTY,
  },
);
