import type { CaseResult } from "./program/case.js";

/** The last line of a program that ran all its cases. */
export const END = JSON.stringify({ end: true });

/** What a program that ran the cases printed. */
export interface Results {
  /** Where it ran, by its own account. */
  readonly where: string;
  readonly byName: ReadonlyMap<string, CaseResult>;
}

/** Reads the lines of a program. Throws where it did not come to its end. */
export function resultsIn(lines: readonly string[], errors: string): Results {
  const [first = "{}", ...rest] = lines;
  if (rest.pop() !== END) throw new Error(`the program broke off after ${lines.length} lines\n${errors}`);
  const { where }: { readonly where: string } = JSON.parse(first);
  const results = rest.map((line): CaseResult => JSON.parse(line));
  return { where, byName: new Map(results.map((result) => [result.name, result])) };
}
