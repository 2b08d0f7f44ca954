import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Contender } from "./contender.js";
import { type Cost, costOf } from "./cost.js";
import { subjectsIn } from "./documents.js";
import { excerpt } from "./excerpt.js";
import { figuresOf, generateTable } from "./figures.js";
import { type Costs, NODE, trial } from "./trial.js";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "specloom-bench-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("what a command costs", () => {
  const run = (code: string): Promise<Cost | undefined> =>
    costOf({ args: ["-e", code], cwd: folder }, join(folder, "usage"));

  test("the processor's time and the memory are those that it used", async () => {
    const work = `const kept = Buffer.alloc(200 * 2 ** 20, 1); while (process.cpuUsage().user < 300_000) kept.at(-1);`;
    const cost = await run(work);
    expect(cost?.cpuMilliseconds).toBeGreaterThan(300);
    expect(cost?.milliseconds).toBeGreaterThan(300);
    expect(cost?.mebibytes).toBeGreaterThan(200);
  });

  test("a Node that it starts counts too", async () => {
    const child = `while (process.cpuUsage().user < 300_000);`;
    const cost = await run(`require("child_process").execFileSync(process.execPath, ["-e", ${JSON.stringify(child)}])`);
    expect(cost?.cpuMilliseconds).toBeGreaterThan(300);
  });

  test("a failure has no cost", async () => {
    expect(await run("process.exit(3)")).toBeUndefined();
  });
});

test("each round begins in an empty folder, and who fails is left out", async () => {
  const seen: string[][] = [];
  const command = (cwd: string, code: string) => ({ cwd, args: ["-e", code] });
  const writes: Contender = (_document, cwd) => {
    seen.push(readdirSync(cwd));
    const write = command(cwd, `fs.writeFileSync("out", "")`);
    return { cold: write, again: write, check: command(cwd, `fs.readFileSync("out")`) };
  };
  const fails: Contender = (_document, cwd) => ({ cold: command(cwd, "0"), again: command(cwd, "process.exit(1)") });
  const costs = await trial("document", { writes, fails }, 2, folder);
  expect(seen).toEqual([[], []]);
  expect(costs.get("writes")).toEqual({ cold: [any, any], again: [any, any], check: [any, any] });
  expect(costs.get("fails")).toBeUndefined();
  expect([...costs.keys()]).toEqual([NODE, "writes", "fails"]);
});

const any = expect.objectContaining({ milliseconds: expect.any(Number) });

test("an excerpt has the wanted paths and all that they lead to, and nothing else", () => {
  const pet = { properties: { owner: { $ref: "#/components/schemas/Owner" } } };
  const document = {
    openapi: "3.1.0",
    paths: { "/pets": { get: { $ref: "#/components/schemas/Pet" } }, "/shops": {} },
    components: { schemas: { Pet: pet, Owner: { $ref: "#/components/schemas/Owner" }, Shop: {} }, headers: {} },
  };
  expect(excerpt(document, (path) => path === "/pets")).toEqual({
    openapi: "3.1.0",
    paths: { "/pets": document.paths["/pets"] },
    components: { schemas: { Pet: pet, Owner: document.components.schemas.Owner } },
  });
});

test("the subjects of a folder are its JSON and YAML files, sorted", () => {
  const documents = mkdtempSync(join(folder, "documents-"));
  for (const name of ["b.yaml", "a.json", "c.md"]) writeFileSync(join(documents, name), "");
  expect(subjectsIn(documents).map(({ title }) => title)).toEqual(["a.json", "b.yaml"]);
});

describe("figures", () => {
  const cost = (milliseconds: number, mebibytes: number): Cost => ({ milliseconds, cpuMilliseconds: 10, mebibytes });
  const costs: Costs = new Map([
    [NODE, { cold: [cost(10, 40), cost(20, 40)] }],
    ["specloom", { cold: [cost(50, 90), cost(100, 100)], again: [cost(15, 50), cost(20, 50)] }],
    ["openapi-typescript", { cold: [cost(100, 100), cost(100, 100)] }],
    ["Kubb", undefined],
  ]);

  test("ratios are taken round by round, over the baseline into an empty folder and over Node", () => {
    const { specloom, Kubb } = figuresOf(costs);
    expect(specloom?.cold).toMatchObject({ milliseconds: 75, timeRatio: 0.75, memoryRatio: 0.95, overNode: 5 });
    expect(specloom?.again).toMatchObject({ milliseconds: 17.5, overNode: 1.25 });
    expect(Kubb).toBeNull();
  });

  test("a row has a cell for each column, and says who failed", () => {
    const { columns, rows, title } = generateTable({ title: "A page", bytes: 9_600, contenders: figuresOf(costs) });
    expect(title).toBe("A page, 10 KB");
    expect(new Set(rows.map((cells) => cells.length))).toEqual(new Set([columns.length]));
    expect(rows.at(-1)?.slice(0, 2)).toEqual(["Kubb", "fails"]);
    expect(rows[1]).toEqual(["specloom", "75", "0.75 ×", "10", "1.00 ×", "95", "0.95 ×", "18", "1.25 ×", "", ""]);
  });
});
