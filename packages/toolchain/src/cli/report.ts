import { formatLocation } from "../location.js";
import type { Generated, GenerationNote } from "../generate.js";
import { count, facts as factsOf } from "./facts.js";

/** What a person is told of one provider's generation: plain data, kept from run to run. */
export interface ProviderReport {
  readonly operations: number;
  readonly paginated: number;
  readonly jobs: number;
  /** Such as `3 operations`, `1 paginated (declared)`, `1 job (declared)`. */
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

/** One provider's lines. @param state Such as `unchanged (11 files)`. */
export function renderReport(name: string, { facts, notes }: ProviderReport, state: string): string {
  return [`${name}: ${facts.join(", ")}; ${state}`, ...notes.map(renderNote)].join("\n");
}

export function unchanged({ files }: ProviderReport): string {
  return `unchanged (${count(files, "file")})`;
}

export const UP_TO_DATE = "Everything is up to date.";

function renderNote({ message, places: [place], action }: GenerationNote): string {
  const text = `  note: ${place === undefined ? "" : `${formatLocation(place)}: `}${message}`;
  return [text, ...(action?.trimEnd().split("\n") ?? []).map((line) => `    ${line}`)].join("\n");
}
