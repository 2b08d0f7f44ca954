import process from "node:process";
import { secondOpinion } from "../test/second-opinion/second-opinion.js";

// `pnpm drift:compare <folder>`: what drift and Redocly's diff disagree on.
process.exitCode = await secondOpinion(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
