import type { Generated, GenerationNote } from "./generate.js";
import { facts as factsOf } from "./plural.js";

/** The report of one provider's generation, as plain data for the cache. */
export interface ProviderReport {
  readonly operations: number;
  readonly paginated: number;
  readonly jobs: number;
  /** For example `3 operations`, `1 paginated (declared)`, `1 job (declared)`. */
  readonly facts: readonly string[];
  /** Number of generated files. */
  readonly files: number;
  readonly notes: readonly GenerationNote[];
}

export function reportOf({ contract, files, notes }: Generated): ProviderReport {
  const { operations, jobs } = contract;
  return {
    operations: operations.length,
    paginated: operations.filter(({ pagination }) => pagination !== undefined).length,
    jobs: jobs.length,
    facts: factsOf(contract),
    files: files.size,
    notes,
  };
}
