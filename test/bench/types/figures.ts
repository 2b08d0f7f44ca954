import type { CheckCosts } from "../../support/compilers.js";
import { type Compared, compare, median } from "../statistics.js";
import { fixed, ratio, type Table, whole } from "../table.js";
import { OPENAPI_FETCH } from "./clients.js";

/** One program that was checked, by one compiler. */
export interface Checked {
  readonly compiler: string;
  readonly calls: number;
  readonly client: string;
  /** One for each round. */
  readonly costs: readonly CheckCosts[];
}

/** One client's file, its times against those of openapi-fetch's own on the same calls. */
export interface TypedFigures extends Compared {
  readonly instantiations: number;
}

export interface TypesFigures {
  /** By compiler, then by number of calls; times are seconds of checking. */
  readonly [compiler: string]: Readonly<Record<string, readonly TypedFigures[]>>;
}

/** The medians over the rounds. Instantiations do not vary. */
export function typesFigures(checked: readonly Checked[]): TypesFigures {
  const compilers = [...new Set(checked.map(({ compiler }) => compiler))];
  return Object.fromEntries(
    compilers.map((compiler) => {
      const own = checked.filter((program) => program.compiler === compiler);
      const sizes = [...new Set(own.map(({ calls }) => calls))];
      return [
        compiler,
        Object.fromEntries(sizes.map((size) => [size, figuresOf(own.filter(({ calls }) => calls === size))])),
      ];
    }),
  );
}

function figuresOf(programs: readonly Checked[]): TypedFigures[] {
  const seconds = programs.map(({ client, costs }) => [client, costs.map(({ checkSeconds }) => checkSeconds)] as const);
  const instantiations = new Map(
    programs.map(({ client, costs }) => [client, median(costs.map((cost) => cost.instantiations))]),
  );
  return compare(Object.fromEntries(seconds), OPENAPI_FETCH).map((compared) => ({
    ...compared,
    instantiations: instantiations.get(compared.name) ?? NaN,
  }));
}

export function typesTables(figures: TypesFigures): readonly Table[] {
  return Object.entries(figures).flatMap(([compiler, sizes]) =>
    Object.entries(sizes).map(([calls, rows]) => ({
      title: `A file of ${calls} calls, ${compiler}`,
      columns: ["", "instantiations", "check ms", "over openapi-fetch"],
      rows: rows.map((row) => [row.name, whole(row.instantiations), fixed(1000 * row.median, 0), ratio(row.ratio)]),
    })),
  );
}
