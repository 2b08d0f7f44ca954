import { readFileSync } from "node:fs";
import type { Contract } from "../../packages/toolchain/src/contract/contract.js";

/** One operation, read by a person. */
export interface Judgement {
  /** `METHOD path`. */
  readonly operation: string;
  /** What a person calls it. */
  readonly is: "paginated" | "job" | "neither";
  /** What is generated for it, as {@link generatedFor} says; undefined for nothing. */
  readonly generated: string | undefined;
}

/** The tables of a page of judgements, by the heading that each stands below: a document. */
export function readJudgements(file: string): ReadonlyMap<string, readonly Judgement[]> {
  const [, ...sections] = readFileSync(file, "utf8").split(/^## /mu);
  return new Map(
    sections.map((text) => {
      const [document = "", ...lines] = text.split("\n");
      const [, , ...rows] = lines.filter((line) => line.startsWith("|"));
      return [document, rows.map(judgementOf)];
    }),
  );
}

function judgementOf(row: string): Judgement {
  const [, operation = "", is = "", generated = ""] = row.split("|").map((cell) => cell.trim().replaceAll("`", ""));
  if (!/^[A-Z]+ \//u.test(operation) || (is !== "paginated" && is !== "job" && is !== "neither"))
    throw new Error(`Not a judgement: ${row}`);
  return { operation, is, generated: generated === "-" ? undefined : generated };
}

/** What a contract pages through or waits for, by operation: `cursor /data`, `job /status`, `page` for a list that is the whole answer. */
export function generatedFor({ operations, jobs }: Contract): ReadonlyMap<string, string> {
  return new Map(
    operations.flatMap(({ id, method, path, pagination }) => {
      const job = jobs.find(({ operation }) => operation === id);
      const facts =
        pagination === undefined
          ? job && ["job", job.state].flat()
          : [pagination.style, pagination.response.items].filter((part) => part !== "");
      return facts === undefined ? [] : [[`${method} ${path}`, facts.join(" ")] as const];
    }),
  );
}

/** How much of what is generated is right, and how much of what a person would want is generated, from 0 to 1. */
export interface Figures {
  readonly precision: number;
  readonly recall: number;
  /** The same share of the lists alone, and of the jobs alone. */
  readonly lists: number;
  readonly jobs: number;
  /** For a title: counts and both shares. */
  readonly text: string;
}

/** The figures of judgements. */
export function figuresOf(judgements: readonly Judgement[]): Figures {
  const generated = judgements.filter((judgement) => judgement.generated !== undefined);
  const wanted = judgements.filter(({ is }) => is !== "neither");
  const right = generated.filter(
    ({ is, generated: what }) => (is === "job") === what?.startsWith("job") && is !== "neither",
  );
  const [precision, recall] = [right.length / generated.length, right.length / wanted.length];
  const shareOf = (kind: Judgement["is"]): number =>
    right.filter(({ is }) => is === kind).length / wanted.filter(({ is }) => is === kind).length;
  const [lists, jobs] = [shareOf("paginated"), shareOf("job")];
  const text = `${generated.length} generated, ${right.length} of them right; ${wanted.length} wanted of ${judgements.length} judged: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)} (lists ${lists.toFixed(3)}, jobs ${jobs.toFixed(3)})`;
  return { precision, recall, lists, jobs, text };
}
