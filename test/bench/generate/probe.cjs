// Loaded before a measured command, and before every Node that it starts: tells what the process has used as it ends.
const { writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { isMainThread } = require("node:worker_threads");

const folder = process.env.SPECLOOM_BENCH_USAGE;
if (isMainThread && folder !== undefined) {
  process.on("exit", () => writeFileSync(join(folder, `${process.pid}.json`), JSON.stringify(process.resourceUsage())));
}
