import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Served } from "../support/stand-ins/server.js";
import { KEY } from "../support/sample-client.js";
import { runTimed } from "./child.js";
import { linesOf } from "./chromium.js";
import { type Files, startLab } from "./lab.js";
import { chromiumMissing, type Runtime, runtimesIn } from "./places.js";
import { isMeant } from "./program/case.js";
import { cases } from "./program/cases.js";
import { callOf } from "./programs.js";
import { END, type Results, resultsIn } from "./results.js";

const packages = inject("runtimePackages");
const programs = inject("programs");
const versions = inject("versions");

/** One environment, and how the cases are run in it. */
interface Place {
  readonly name: string;
  /** What the program says of where it runs. */
  readonly where: string;
  readonly isBrowser: boolean;
  readonly run: (lab: string) => Promise<Results>;
}

const processes = runtimesIn(packages).map((runtime): Place => {
  const version = versions[runtime.name] ?? "";
  const where = `${runtime.name.split(" ")[0] ?? ""} ${version}`;
  return { name: runtime.name, where, isBrowser: false, run: (lab) => runProcess(runtime, lab) };
});

const major = versions["chromium"]?.split(".")[0] ?? "";
const pages = [
  { name: "chromium", path: "/page.html", where: `chromium ${major}` },
  { name: "chromium worker", path: "/worker.html", where: `chromium ${major} worker` },
].map(({ name, where, path }): Place => {
  const run = async (lab: string) => resultsIn(await linesOf(packages, `${lab}${path}`, END), "");
  return { name, where, isBrowser: true, run };
});

let lab: Served;
beforeAll(async () => {
  lab = await startLab(KEY, files());
});
afterAll(() => lab.close());

describe.each(processes)("$name", verify);

// In CI a missing browser is a failure, and shows as one.
describe.skipIf(chromiumMissing() !== undefined && process.env["CI"] !== "true").each(pages)("$name", verify);

function verify({ name, where, isBrowser, run }: Place): void {
  let results: Results;
  beforeAll(async () => {
    results = await run(lab.origin);
  });

  test(`[44] ${name}: is ${where}`, () => {
    expect(results.where).toBe(where);
  });

  const meant = cases.filter((one) => isMeant(one, isBrowser));
  test.each(meant.map((one) => one.name))(`[44] ${name}: %s`, (title) => {
    expect(results.byName.get(title)).toEqual({ name: title, ok: true });
  });
}

async function runProcess({ program, args, name }: Runtime, origin: string): Promise<Results> {
  const file = join(programs, `cases-${name.replace(" ", "-")}.js`);
  writeFileSync(file, callOf("run-cases", "runCases", [origin, KEY], "console.log"));
  const env = { ROE_ORGANIZATION_ID: "from-environment" };
  const { lines, errors } = await runTimed(program, [...args, file], env, 100_000);
  return resultsIn(
    lines.map(({ text }) => text),
    errors,
  );
}

/** What a browser loads. The origin is the page's own. */
function files(): Files {
  const html = (script: string) => ({
    type: "text/html",
    text: `<!doctype html><title>Cases</title><script type="module">${script}</script>`,
  });
  const script = (text: string) => ({ type: "text/javascript", text });
  const call = (print: string) => callOf("run-cases", "runCases", ["", KEY], print).replace('""', "location.origin");
  return {
    "/run-cases.js": script(readFileSync(join(programs, "run-cases.js"), "utf8")),
    "/page.html": html(call("console.log")),
    "/worker.js": script(call("postMessage")),
    "/worker.html": html(`new Worker("/worker.js", { type: "module" }).onmessage = ({ data }) => console.log(data);`),
  };
}
