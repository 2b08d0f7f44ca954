import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const text = readFileSync(join(root, "packages/bullmq/GUARANTEES.md"), "utf8");

const guarantees = [...text.matchAll(/^- \*\*(D\d+)\*\* /gmu)].map(([, number = ""]) => number);

/** The numbers in the titles of all tests: `[D1] [D16] …`. */
const titles = ["bullmq", "durable", "packages"].flatMap((folder) =>
  readdirSync(join(root, "test", folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts") && !file.includes("node_modules"))
    .flatMap((file) => [...readFileSync(join(root, "test", folder, file), "utf8").matchAll(/["'`](?:\[D\d+\] )+/gu)])
    .flatMap(([numbers]) => [...numbers.matchAll(/\[(D\d+)\]/gu)].map(([, number = ""]) => number)),
);

test("there are eighteen, in order", () => {
  expect(guarantees).toEqual(Array.from({ length: 18 }, (_, index) => `D${index + 1}`));
});

test.each(guarantees)("guarantee %s has a test that carries its number", (number) => {
  expect(titles).toContain(number);
});

test("no test carries the number of a guarantee that does not exist", () => {
  expect(titles.filter((number) => !guarantees.includes(number))).toEqual([]);
});
