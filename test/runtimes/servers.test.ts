import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, inject } from "vitest";
import { KEY } from "../support/sample-client.js";
import type { Served } from "../support/stand-ins/server.js";
import { runTimed } from "./child.js";
import { startLab } from "./lab.js";
import { type Runtime, runtimesIn } from "./runtimes.js";
import { callOf } from "./programs.js";
import { type Results, resultsIn } from "./results.js";
import { verify } from "./verification.js";

let lab: Served;
beforeAll(async () => {
  lab = await startLab(KEY);
});
afterAll(() => lab.close());

const runtimes = runtimesIn(inject("runtimePackages")).map((runtime) => [runtime.name, runtime] as const);

describe.each(runtimes)("%s", (name, runtime) => {
  const where = `${name.split(" ")[0] ?? ""} ${inject("versions")[name] ?? ""}`;
  verify({ name, where, isBrowser: false, run: () => runCases(runtime) });
});

async function runCases({ program, args, name }: Runtime): Promise<Results> {
  const file = join(inject("programs"), `cases-${name.replace(" ", "-")}.js`);
  writeFileSync(file, callOf("run-cases", "runCases", [lab.origin, KEY], "console.log"));
  const env = { ROE_ORGANIZATION_ID: "from-environment" };
  const { lines, errors } = await runTimed(program, [...args, file], env, 100_000);
  return resultsIn(
    lines.map(({ text }) => text),
    errors,
  );
}
