import process from "node:process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { propertySeed as seed } from "../support/property.js";
import { allKinds } from "./arbitrary.js";
import { unknownsIn } from "./document.js";
import { type Draw, drawsOf, judge } from "./judge.js";

/** `pnpm test:long` asks for 20,000. A failure prints its seed, which `SPECLOOM_SEED` takes. */
const total = Number(process.env["SPECLOOM_SCHEMAS"] ?? 500);
/** Schemas that one program of each compiler holds: more need more memory than Node gives. Each round has a seed of its own. */
const ROUND = 2_000;
/** Milliseconds; what a failure takes to shrink has its end too. */
const interruptAfterTimeLimit = 120_000;

const draws = drawsOf(allKinds);

test("types accept every valid value of their schemas, fresh or held by a variable", async () => {
  for (let from = 0; from < total; from += ROUND)
    await expect(tryRound(seed + from, Math.min(ROUND, total - from))).resolves.toBeUndefined();
});

async function tryRound(roundSeed: number, numRuns: number): Promise<void> {
  const drawn: Draw[] = [];
  // Of three schemas, at least two have a value.
  fc.assert(
    fc.property(draws, (draw) => void drawn.push(draw)),
    { seed: roundSeed, numRuns: Math.ceil(1.5 * numRuns) },
  );
  const { faults, cases, trials, models } = await judge(drawn, { most: numRuns });
  const components = cases.filter(({ given }) => given.place === "component").length;
  process.stdout.write(
    `${cases.length} schemas, ${trials.length} values; ${unknownsIn(models).length} of ${components} components are unknown\n`,
  );
  expect(cases).toHaveLength(numRuns);
  const [failed] = faults;
  if (failed === undefined) return;
  // All were compiled at once; what failed is made small by itself.
  const compilers = [failed.compiler];
  const property = fc.asyncProperty(draws, async (draw) => {
    expect((await judge([draw], { compilers })).faults).toEqual([]);
  });
  await fc.assert(property, { seed: roundSeed, path: failed.name.slice(1), interruptAfterTimeLimit });
  expect(faults, `SPECLOOM_SEED=${roundSeed}`).toEqual([]);
}
