import { beforeAll, describe, expect, test } from "vitest";
import { named } from "./case.js";
import type { NamedCase } from "./document.js";
import { known } from "./known.js";
import { type Fault, type Trial, tryAll } from "./program.js";
import type { Row } from "./rows/row.js";
import { rows } from "./rows/rows.js";
import { judgeOf } from "./values.js";

interface NamedRow {
  readonly row: Row;
  readonly of: NamedCase;
}

const table: readonly NamedRow[] = rows.map((given, index) => {
  const name = `S${index}`;
  const row = named(given, name);
  const { schema, parts = {}, place = "component" } = row;
  return { row, of: { name, given: { schema, parts, place } } };
});

test("titles are told apart", () => {
  expect(new Set(rows.map(({ title }) => title)).size).toBe(rows.length);
});

describe("a validator agrees with the table", () => {
  const judged = table
    .filter(({ row }) => row.unjudged === undefined)
    .map(({ row, of }) => [row.title, row, of] as const);
  test.each(judged)("%s", async (_, { valid, refused = [] }, { name, given }) => {
    const { fresh } = await judgeOf(given, name);
    expect(valid.filter((value) => !fresh(value))).toEqual([]);
    expect(refused.filter(fresh)).toEqual([]);
  });
});

describe("types accept what is valid, and refuse what they can know is not", () => {
  let faults: readonly Fault[] = [];

  beforeAll(async () => {
    const trials = table.flatMap(({ row: { valid, refused = [] }, of }): Trial[] => [
      ...valid.map((value) => ({ of, manner: "fresh", value, isAccepted: true }) as const),
      ...valid.map((value) => ({ of, manner: "held", value, isAccepted: true }) as const),
      ...refused.map((value) => ({ of, manner: "fresh", value, isAccepted: false }) as const),
    ]);
    ({ faults } = await tryAll(
      table.map(({ of }) => of),
      trials,
    ));
  });

  test.each(table.map(({ row, of }) => [row.title, of.name] as const))("%s", (title, name) => {
    const found = faults
      .filter((fault) => fault.name === name)
      .map(({ compiler, message }) => `${compiler}: ${message}`);
    // A row that is mended leaves the list.
    if (known.includes(title)) expect(found).not.toEqual([]);
    else expect(found).toEqual([]);
  });
});
