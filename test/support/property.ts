/**
 * How many cases a fast-check property runs: `SPECLOOM_FC_RUNS` where it is set, else the number the test asks for.
 * Spread into the parameters of `fc.assert`.
 */
export function propertyRuns(runs = 1_000): { readonly numRuns: number } {
  const wanted = Number(process.env["SPECLOOM_FC_RUNS"] ?? runs);
  if (!Number.isSafeInteger(wanted) || wanted < 1) throw new Error("SPECLOOM_FC_RUNS is a whole number of at least 1");
  return { numRuns: wanted };
}

/**
 * The seed of what is drawn: the same in every run of `pnpm test`, so that its outcome depends on the code alone. `pnpm
 * test:long` draws anew each time; what fails prints its seed, which `SPECLOOM_SEED` takes.
 */
export const propertySeed = Number(process.env["SPECLOOM_SEED"] ?? 1);
