import type { Case, CaseResult } from "./case.js";
import { isMeant } from "./case.js";
import { cases } from "./cases.js";
import { createFixture, type Fixture } from "./fixture.js";
import { isBrowser, onUnhandledRejection, whereAmI } from "./surroundings.js";

/** The longest that one case may take, so that one that hangs does not hide the others. Milliseconds. */
const LIMIT_MS = 10_000;

/**
 * Runs every case meant for this place and prints a line of JSON for each, after one that says where this is. `lab` is
 * the origin of the lab; empty for the one that the program was loaded from.
 */
export async function runCases(lab: string, key: string, print: (line: string) => void): Promise<void> {
  const fixture = createFixture(lab === "" ? location.origin : lab, key);
  onUnhandledRejection((reason) => fixture.unhandled.push(reason));
  print(JSON.stringify({ where: whereAmI() }));
  for (const one of cases) {
    if (isMeant(one, isBrowser)) print(JSON.stringify(await runCase(one, fixture)));
  }
  print(JSON.stringify({ end: true }));
}

async function runCase({ name, run }: Case, fixture: Fixture): Promise<CaseResult> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not over after ${LIMIT_MS} ms`)), LIMIT_MS);
  });
  try {
    await Promise.race([run(fixture), limit]);
    return { name, ok: true };
  } catch (error) {
    return { name, ok: false, error: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
