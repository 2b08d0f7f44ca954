import process from "node:process";
import { createTerminal, main } from "specloom";

// `pnpm drift [provider…] [--from …] [--to …]`: the command line's `drift`, on this repository.
process.exitCode = await main(
  { args: ["drift", ...process.argv.slice(2)], cwd: process.cwd(), program: "pnpm" },
  createTerminal(process),
);
