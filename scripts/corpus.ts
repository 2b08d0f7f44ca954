import process from "node:process";
import { corpus } from "../test/corpus/corpus.js";

// `pnpm corpus <folder>`: every document of a folder, generated and type-checked.
process.exitCode = await corpus(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
