import { describe, expect, test } from "vitest";
import { bench } from "./bench.js";
import { parseOptions } from "./options.js";
import { render } from "./report.js";
import { runtimeTables } from "./runtime/runtime.js";
import { sizeTables } from "./size/size.js";
import { fixed, ratio, renderTable, whole } from "./table.js";
import { waitersTables } from "./waiters/figures.js";

const compared = [
  { name: "fetch", median: 17.04, ratio: 1, added: 0 },
  { name: "specloom", median: 29.5, ratio: 1.731, added: 12.46 },
];
const crowd = { timers: 1, bytesPerWaiter: 1023.6, warnings: 0, pollsPerWaiter: 3, mostInFlight: 8, settled: 10_000 };

describe("tables", () => {
  test("the first column is to the left, figures are to the right", () => {
    const table = {
      title: "Speed",
      columns: ["", "µs"],
      rows: [
        ["a", "12.0"],
        ["longer", "3.5"],
      ],
    };
    expect(renderTable(table).split("\n")).toEqual([
      "Speed",
      "",
      "          µs",
      "------  ----",
      "a       12.0",
      "longer   3.5",
      "",
    ]);
  });

  test.each([
    { given: whole(1_234_567.8), want: "1,234,568" },
    { given: fixed(2.345, 1), want: "2.3" },
    { given: ratio(1.149), want: "1.15 ×" },
  ])("$want", ({ given, want }) => {
    expect(given).toBe(want);
  });

  test("runtime: the median, the ratio, and what a call adds", () => {
    const [stubbed, loopback] = runtimeTables({ stubbed: compared, loopback: [] });
    expect(stubbed?.rows).toEqual([
      ["fetch", "17.0", "1.00 ×", "0.0"],
      ["specloom", "29.5", "1.73 ×", "12.5"],
    ]);
    expect(loopback?.rows).toEqual([]);
  });

  test("waiters: CPU time is compared with p-wait-for", () => {
    const crowds = [
      { name: "specloom", ...crowd, microsecondsPerPoll: 20 },
      { name: "p-wait-for", ...crowd, microsecondsPerPoll: 50 },
    ];
    const exits = [{ name: "specloom", settleMs: 9.6, abortMs: 8.2 }];
    const [first, second] = waitersTables({ waiters: 10_000, crowds, exits });
    expect(first?.title).toBe("10,000 concurrent waiters");
    expect(first?.rows[0]).toEqual(["specloom", "1", "1,024", "0", "20.0", "0.40 ×", "3.0", "8", "10,000"]);
    expect(second?.rows).toEqual([["specloom", "10", "8"]]);
  });

  test("size: each against the first, and the shares of its parts", () => {
    const clients = [
      { name: "ours", minified: 30_000, gzipped: 10_000 },
      { name: "theirs", minified: 60_000, gzipped: 25_000 },
    ];
    const parts = {
      ours: [
        { name: "jobs", bytes: 3_000, files: {} },
        { name: "rest", bytes: 1_000, files: {} },
      ],
    };
    const apps = [{ name: "one GET", minified: 900, gzipped: 450, limit: 400 }];
    const [first, , second, third] = sizeTables({ clients, waiters: [], apps, parts });
    expect(second?.rows).toEqual([["one GET", "900", "450", "400"]]);
    expect(first?.rows[1]).toEqual(["theirs", "60,000", "25,000", "2.50 ×"]);
    expect(third?.rows).toEqual([
      ["jobs", "3,000", "75.0 %"],
      ["rest", "1,000", "25.0 %"],
    ]);
  });

  test("every row has a cell for each column", () => {
    const exits = [{ name: "a", settleMs: 1, abortMs: 1 }];
    const tables = [
      ...runtimeTables({ stubbed: compared, loopback: compared }),
      ...waitersTables({ waiters: 1, crowds: [{ name: "a", ...crowd, microsecondsPerPoll: 1 }], exits }),
    ];
    const widths = tables.flatMap(({ columns, rows }) => rows.map((cells) => cells.length - columns.length));
    expect(widths.length).toBeGreaterThan(0);
    expect(new Set(widths)).toEqual(new Set([0]));
  });
});

describe("report", () => {
  const figures = { stubbed: compared, loopback: [] };
  const report = { figures, tables: runtimeTables(figures) };

  test("--json is the figures alone", () => {
    expect(JSON.parse(render(report, true))).toEqual(figures);
  });

  test("else it is the tables", () => {
    expect(render(report, false)).toContain("specloom       29.5      1.73 ×     12.5");
  });
});

describe("arguments", () => {
  const plain = { rounds: undefined, json: false, folder: undefined, only: undefined };

  test.each([
    { args: ["size"], want: { ...plain, suite: "size" } },
    { args: ["runtime", "--rounds", "5", "--json"], want: { ...plain, suite: "runtime", rounds: 5, json: true } },
    { args: ["--", "runtime", "--json"], want: { ...plain, suite: "runtime", json: true } },
    { args: ["generate"], want: { ...plain, suite: "generate" } },
    {
      args: ["generate", "documents", "--only", "Orval,Kubb"],
      want: { ...plain, suite: "generate", folder: "documents", only: ["Orval", "Kubb"] },
    },
    { args: [], want: undefined },
    { args: ["speed"], want: undefined },
    { args: ["size", "runtime"], want: undefined },
    { args: ["size", "--only", "ky"], want: undefined },
    { args: ["generate", "one", "two"], want: undefined },
    { args: ["runtime", "--rounds", "0"], want: undefined },
    { args: ["runtime", "--rounds", "many"], want: undefined },
    { args: ["runtime", "--fast"], want: undefined },
  ])("$args", ({ args, want }) => {
    expect(parseOptions(args, ["runtime", "size", "generate"])).toEqual(want);
  });

  test("what cannot be understood is answered with the usage, and nothing is installed", async () => {
    const told: string[] = [];
    const exitCode = await bench(["nothing"], {
      out: (text) => told.push(`out ${text}`),
      err: (text) => told.push(text),
    });
    expect({ exitCode, told }).toEqual({ exitCode: 2, told: [expect.stringContaining("Usage: pnpm bench")] });
  });
});
