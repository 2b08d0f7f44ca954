import process from "node:process";
import { demonstrate } from "../test/demo/demo.js";

// `pnpm demo`: the three clients at work against stand-ins on loopback.
await demonstrate({
  print: (line) => process.stdout.write(`${line}\n`),
  interactive: process.stdout.isTTY,
});
