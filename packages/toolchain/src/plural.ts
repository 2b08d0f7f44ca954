import type { Contract } from "./contract/contract.js";

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

/** `1 file`, `2 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
