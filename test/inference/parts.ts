import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Contract } from "../../packages/toolchain/src/contract/contract.js";

/** A part of a job that its document has: `job part operation`, ids of operations; a job without any is `job - -`. */
export interface Part {
  readonly job: string;
  readonly text: string;
  readonly isGenerated: boolean;
}

/** What a person has read of the parts, by document. */
export function readParts(): ReadonlyMap<string, readonly Part[]> {
  const [, ...sections] = readFileSync(join(import.meta.dirname, "parts.md"), "utf8").split(/^## /mu);
  return new Map(
    sections.map((section) => {
      const [document = "", ...lines] = section.split("\n");
      const rows = lines.filter((line) => line.startsWith("| `")).map((line) => line.replaceAll("`", "").split("|"));
      return [
        document,
        rows.map(([, job = "", part = "", operation = "", generated = ""]) => ({
          job: job.trim(),
          text: [job, part, operation].map((cell) => cell.trim()).join(" "),
          isGenerated: generated.trim() === "yes",
        })),
      ];
    }),
  );
}

/** The parts of all jobs of a contract, as the table has them. */
export function partsOf({ jobs }: Contract): string[] {
  return jobs.flatMap(({ operation: job, start = [], cancel, result, batch }) => {
    const parts = [
      ...start.map(({ operation }) => `start ${operation}`),
      ...(cancel === undefined ? [] : [`cancel ${cancel.operation}`]),
      ...(result !== undefined && "operation" in result ? [`result ${result.operation}`] : []),
      ...(batch === undefined ? [] : [`batch ${batch.operation}`]),
    ];
    return (parts.length === 0 ? ["- -"] : parts).map((part) => `${job} ${part}`);
  });
}

/** The parts that the table says are generated. */
export function wantedParts(parts: readonly Part[] = []): string[] {
  return parts.filter(({ isGenerated, text }) => isGenerated || text.endsWith(" - -")).map(({ text }) => text);
}
