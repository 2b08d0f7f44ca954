import process from "node:process";
import { demonstrateDurable } from "../test/demo/durable.js";

// `pnpm demo:durable`: waits on Redis, whose workers are killed, drawn live.
const isWhole = await demonstrateDurable({
  print: (line) => process.stdout.write(`${line}\n`),
  interactive: process.stdout.isTTY,
});
process.exitCode = isWhole ? 0 : 1;
