import fc from "fast-check";
import { casesOf, type Kind } from "./arbitrary.js";
import { type Case, named } from "./case.js";
import { type Compiler, type Trial, tryAll, type Tried } from "./program.js";
import { valuesOf } from "./values.js";

/** A case, and the seed of its values. */
export interface Draw {
  readonly given: Case;
  readonly seed: number;
}

export interface Judged extends Tried {
  readonly trials: readonly Trial[];
}

/** Cases of some kinds of keywords. */
export function drawsOf(kinds: readonly Kind[]): fc.Arbitrary<Draw> {
  return fc.record({ given: casesOf(kinds), seed: fc.noShrink(fc.nat()) });
}

/**
 * Gives the types of drawn cases the values that they have to accept. The name of a case is `S` and its place among the
 * draws; a schema that no value fits is none.
 */
export async function judge(
  draws: readonly Draw[],
  { most = draws.length, compilers }: { readonly most?: number; readonly compilers?: readonly Compiler[] } = {},
): Promise<Judged> {
  const cases = [];
  const trials: Trial[] = [];
  for (const [index, { given, seed }] of draws.entries()) {
    if (cases.length === most) break;
    const name = `S${index}`;
    const of = { name, given: named(given, name) };
    const { fresh, held } = await valuesOf(of.given, name, seed);
    if (fresh.length === 0) continue;
    cases.push(of);
    trials.push(
      ...fresh.map((value) => ({ of, manner: "fresh", value, isAccepted: true }) as const),
      ...held.map((value) => ({ of, manner: "held", value, isAccepted: true }) as const),
    );
  }
  return { ...(await tryAll(cases, trials, compilers)), trials };
}
