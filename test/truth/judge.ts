import fc from "fast-check";
import { casesOf, type Kind } from "./arbitrary.js";
import { type Case, named } from "./case.js";
import type { NamedCase } from "./document.js";
import { type Compiler, type Trial, tryAll, type Tried } from "./program.js";
import { type Values, valuesOf } from "./values.js";

/** The name of a case until it has a place among others. */
const DRAWN = "Drawn";

/** A case with values that fit, both under the name `DRAWN`. */
export interface Draw {
  readonly given: Case;
  readonly values: Values;
}

export interface Judged extends Tried {
  readonly cases: readonly NamedCase[];
  readonly trials: readonly Trial[];
}

/** Cases of some kinds of keywords, each of which has a value. */
export function drawsOf(kinds: readonly Kind[]): fc.Arbitrary<Draw> {
  return fc
    .record({ given: casesOf(kinds), seed: fc.noShrink(fc.nat()) })
    .map(({ given, seed }) => {
      const drawn = named(given, DRAWN);
      return { given: drawn, values: valuesOf(drawn, DRAWN, seed) };
    })
    .filter(({ values }) => values.fresh.length > 0);
}

/** Gives the types of drawn cases the values that they have to accept. */
export async function judge(draws: readonly Draw[], compilers?: readonly Compiler[]): Promise<Judged> {
  const renamed = draws.map((draw, index) => ({ name: `S${index}`, ...named(draw, `S${index}`, DRAWN) }));
  const cases = renamed.map(({ name, given }) => ({ name, given }));
  const trials = renamed.flatMap(({ values: { fresh, held } }, index): Trial[] => {
    const of = cases[index];
    if (of === undefined) return [];
    return [
      ...fresh.map((value) => ({ of, manner: "fresh", value, isAccepted: true }) as const),
      ...held.map((value) => ({ of, manner: "held", value, isAccepted: true }) as const),
    ];
  });
  return { ...(await tryAll(cases, trials, compilers)), cases, trials };
}
