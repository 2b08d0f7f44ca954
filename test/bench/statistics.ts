/** Samples by the name of what was sampled, one for each round; the same rounds for all. */
export type Samples = Readonly<Record<string, readonly number[]>>;

/** One row of a comparison, each figure a median over the rounds. */
export interface Compared {
  readonly name: string;
  readonly median: number;
  /** Over the baseline, taken round by round: what slows a whole round down cancels out. */
  readonly ratio: number;
  /** Above the baseline, in the unit of the samples, taken round by round. */
  readonly added: number;
}

/** The middle of the values, or the mean of the two in the middle. Throws RangeError where there is none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const low = sorted[Math.ceil(sorted.length / 2) - 1];
  const high = sorted[Math.floor(sorted.length / 2)];
  if (low === undefined || high === undefined) throw new RangeError("there is no median of nothing");
  return (low + high) / 2;
}

/** Everything that was sampled against one of it. Throws RangeError where the rounds are not the same for all. */
export function compare(samples: Samples, baseline: string): readonly Compared[] {
  const base = samples[baseline] ?? [];
  return Object.entries(samples).map(([name, own]) => {
    if (own.length !== base.length)
      throw new RangeError(`${name} has ${own.length} rounds, ${baseline} ${base.length}`);
    const paired = (join: (value: number, against: number) => number): number =>
      median(own.map((value, round) => join(value, base[round] ?? NaN)));
    return {
      name,
      median: median(own),
      ratio: paired((value, against) => value / against),
      added: paired((value, against) => value - against),
    };
  });
}
