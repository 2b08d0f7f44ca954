import process from "node:process";
import { bench } from "../test/bench/bench.js";

// `pnpm bench runtime|waiters|size|types|generate|drift|durable [--rounds N] [--json]`: this project and its peers, side by side.
process.exitCode = await bench(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
