import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** The numbered promises of the runtime: `H1` to `H25` about HTTP, 1 to 50 about jobs, pagination, hygiene and contexts. */
const statements = [
  ...Array.from({ length: 25 }, (_, index) => `H${index + 1}`),
  ...Array.from({ length: 50 }, (_, index) => `${index + 1}`),
];

const titles = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.test(?:-d)?\.ts$/u.test(file))
  .flatMap((file) => [
    ...readFileSync(join(import.meta.dirname, file), "utf8").matchAll(/["'`](?<numbers>(?:\[H?\d+\] ?)+)/gu),
  ])
  .flatMap((match) => [...(match.groups?.["numbers"] ?? "").matchAll(/\[(?<number>H?\d+)\]/gu)])
  .map((match) => match.groups?.["number"]);

test.each(statements)("statement %s has a test that carries its number", (statement) => {
  expect(titles).toContain(statement);
});
