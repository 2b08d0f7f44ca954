import process from "node:process";
import { createTerminal, main } from "specloom";

// `pnpm vendor [provider…] [--check]`: the command line's `vendor`, on this repository.
process.exitCode = await main(
  { args: ["vendor", ...process.argv.slice(2)], cwd: process.cwd(), program: "pnpm" },
  createTerminal(process),
);
