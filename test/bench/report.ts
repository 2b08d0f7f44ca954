import type { Table } from "./table.js";
import { renderTable } from "./table.js";
import type { Workshop } from "./workshop.js";

/** What a suite is given. */
export interface Bench {
  readonly workshop: Workshop;
  /** How often everything is measured; undefined leaves it to the suite. */
  readonly rounds: number | undefined;
  readonly progress: (line: string) => void;
  /** A folder of documents, where the suite takes one. */
  readonly folder?: string | undefined;
  /** Names of those to measure; undefined for all. */
  readonly only?: readonly string[] | undefined;
}

export type Suite = (bench: Bench) => Promise<Report>;

/** What was measured, for programs and for people. */
export interface Report {
  /** Plain data, the same that the tables show. */
  readonly figures: object;
  readonly tables: readonly Table[];
}

export function render({ figures, tables }: Report, json: boolean): string {
  return json ? `${JSON.stringify(figures, undefined, 2)}\n` : `\n${tables.map(renderTable).join("\n")}\n`;
}
