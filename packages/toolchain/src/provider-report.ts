import type { Contract } from "./contract/contract.js";
import type { Generated, GenerationNote } from "./generate.js";
import { count } from "./plural.js";

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
    facts: facts(contract),
    files: files.size,
    notes,
  };
}

/** `3 operations, 1 paginated (declared), 1 job (declared)`. */
export function facts({ operations, jobs }: Contract): string[] {
  const paginated = operations.flatMap(({ pagination, origins }) =>
    pagination === undefined ? [] : [origins.pagination],
  );
  return [
    count(operations.length, "operation"),
    `${paginated.length} paginated${originNote(paginated)}`,
    `${count(jobs.length, "job")}${originNote(jobs.map(({ origin }) => origin))}`,
  ];
}

function originNote(list: readonly (string | undefined)[]): string {
  const distinct = [...new Set(list.filter((origin) => origin !== undefined))];
  return distinct.length === 0 ? "" : ` (${distinct.join(", ")})`;
}
