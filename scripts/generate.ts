import process from "node:process";
import { createTerminal, main } from "specloom";

// `pnpm generate [provider…] [--check]`: the command line's `generate`, on this repository.
process.exitCode = await main(
  { args: ["generate", ...process.argv.slice(2)], cwd: process.cwd(), program: "pnpm" },
  createTerminal(process),
);
