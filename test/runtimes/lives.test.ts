import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Served } from "../support/stand-ins/server.js";
import { KEY } from "../support/sample-client.js";
import { type Ended, runTimed } from "./child.js";
import { startLab } from "./lab.js";
import { type Runtime, runtimesIn } from "./runtimes.js";
import type { Held } from "./program/live.js";
import { mortals, pendings, STAY_MS } from "./program/lives.js";
import { callOf } from "./programs.js";

const programs = inject("programs");

/** Far below the five seconds for which the server keeps an idle connection open, and the sixty of what was left. */
const PROMPT_MS = 1_500;

let lab: Served;
beforeAll(async () => {
  lab = await startLab(KEY);
});
afterAll(() => lab.close());

const runtimes = runtimesIn(inject("runtimePackages")).map((runtime) => [runtime.name, runtime] as const);

describe.each(runtimes)("%s", (name, runtime) => {
  test.each(mortals.map((life) => life.name))(`[41] ${name}: ends by itself after %s`, async (life) => {
    const { exitCode, errors, lines, at } = await run(runtime, life);
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: "" });
    const [begun, over] = lines;
    expect([begun?.text, lines.length]).toEqual(["begun", 2]);
    const held: Held = JSON.parse(over?.text.replace(/^over /, "") ?? "");
    expect(held).toEqual({ own: { timers: 0, requests: 0, listeners: 0 }, platform: [], counts: runtime.counts });
    expect(at - (over?.at ?? 0)).toBeLessThan(PROMPT_MS);
  });

  test.each(pendings.map((life) => life.name))(`[41] ${name}: stays while nothing but %s is pending`, async (life) => {
    const { exitCode, errors, lines } = await run(runtime, life);
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: "" });
    const [begun, over] = lines;
    expect([begun?.text, over?.text.slice(0, 5)]).toEqual(["begun", "over "]);
    // A timer may round to either side of a millisecond.
    expect((over?.at ?? 0) - (begun?.at ?? 0)).toBeGreaterThan(STAY_MS - 20);
  });
});

function run({ program, args, name }: Runtime, life: string): Promise<Ended> {
  const file = join(programs, `life-${`${name} ${life}`.replaceAll(" ", "-")}.js`);
  writeFileSync(file, callOf("live", "live", [lab.origin, KEY, life], "console.log"));
  return runTimed(program, [...args, file], {}, 20_000);
}
