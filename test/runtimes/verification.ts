import { beforeAll, expect, test } from "vitest";
import { isMeant } from "./program/case.js";
import { cases } from "./program/cases.js";
import type { Results } from "./results.js";

/** One environment, and how the cases are run in it. */
export interface Place {
  readonly name: string;
  /** What the program says of where it runs. */
  readonly where: string;
  readonly isBrowser: boolean;
  /** Runs all cases once. */
  readonly run: () => Promise<Results>;
}

/** Runs the cases in a place, and makes each a test of the suite that this is called in. */
export function verify({ name, where, isBrowser, run }: Place): void {
  let results: Results;
  beforeAll(async () => {
    results = await run();
  });

  test(`[44] ${name}: is ${where}`, () => {
    expect(results.where).toBe(where);
  });

  const meant = cases.filter((one) => isMeant(one, isBrowser)).map((one) => one.name);
  test.each(meant)(`[44] ${name}: %s`, (title) => {
    expect(results.byName.get(title)).toEqual({ name: title, ok: true });
  });
}
