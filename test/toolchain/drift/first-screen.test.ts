import { describe, expect, test } from "vitest";
import { driftProvider } from "../../../packages/toolchain/src/drift.js";
import { groupFindings } from "../../../packages/toolchain/src/drift/group.js";
import { renderJson } from "../../../packages/toolchain/src/drift/render/json.js";
import { renderMarkdown } from "../../../packages/toolchain/src/drift/render/markdown.js";
import { renderSarif } from "../../../packages/toolchain/src/drift/render/sarif.js";
import { renderTerminal } from "../../../packages/toolchain/src/drift/render/terminal.js";
import type { Report } from "../../../packages/toolchain/src/drift/report.js";
import type { ProviderState } from "../../../packages/toolchain/src/read-state.js";

type Paths = Record<string, object>;

const users = { $ref: "#/components/schemas/User" };

function get(operationId: string, schema: object, parameters: readonly object[] = []): object {
  const content = { "application/json": { schema } };
  return { get: { operationId, parameters, responses: { 200: { description: "Found", content } } } };
}

/** Many paths of one tag. */
function many(count: number, tag: string, schema: object, parameters: readonly object[] = []): Paths {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `/${tag}/kind${index}`,
      get(`${tag}_get_kind${index}`, schema, parameters),
    ]),
  );
}

function state(label: string, paths: Paths, user: object): ProviderState {
  const value = {
    openapi: "3.1.0",
    info: { title: "Shop", version: "1" },
    servers: [{ url: "https://shop.example" }],
    paths,
    components: { schemas: { User: { type: "object", properties: user } } },
  };
  return {
    label,
    source: {
      path: "specs/shop/source.yaml",
      text: "name: shop\npackage: '@example/shop'\ntitle: Shop\ndocument: whole\nfiles: { a.json: https://a.example/a.json }\n",
    },
    overlay: undefined,
    documents: [{ path: "specs/shop/a.json", text: JSON.stringify(value) }],
    contract: undefined,
  };
}

/** A parameter that takes so much at most. */
const limit = (maximum?: number): object => ({ name: "limit", in: "query", schema: { type: "integer", maximum } });

/** Forty operations go, a property of what sixty share goes, a parameter of five is bounded, one operation comes. */
const report: Report = driftProvider(
  state(
    "v1",
    { ...many(40, "legacy", users), ...many(60, "users", users), ...many(5, "orders", {}, [limit()]) },
    { name: { type: "string" }, email: { type: "string" } },
  ),
  state(
    "v2",
    { ...many(60, "users", users), ...many(5, "orders", {}, [limit(100)]), "/more": get("more_list", {}) },
    { name: { type: "string", description: "As it is spoken." } },
  ),
  { today: "2026-01-01", accepted: undefined, version: "1.0.0" },
);

const plain = (_style: string, text: string): string => text;

test("the first screen says what happened, what to do, and the worst by what is one change", () => {
  const place = "specs/shop/a.json:1:";
  const text = renderTerminal([report], plain).replaceAll(/specs\/shop\/a\.json:1:\d+/gu, place);
  expect(text).toBe(`shop: 41 breaking, 5 for review, 1 non-breaking, 1 documentation (v1 → v2)
  on the wire: 40 breaking, 5 for review, 2 non-breaking, 1 documentation
  in TypeScript: 41 breaking, 1 non-breaking, 1 documentation

Next
  1. Check the breaking changes, the worst first (41 findings in 2 groups).
  2. Decide on the changes for review; the document leaves them open.
  3. Accept checked changes in accepted.yaml, by fingerprint.
  4. Regenerate, and release @example/shop as a major version.

Breaking (41)
  ● 40 × operation was removed
${Array.from({ length: 10 }, (_, index) => `      GET /legacy/kind${index}`).join("\n")}
      and 30 more, which --all lists
      breaking · operation-removed
  ● schema \`User\` › email was removed
      60 operations: users 60
      ${place}
      non-breaking on the wire, breaking in TypeScript
      response-property-removed-optional · ${fingerprintOf("response-property-removed-optional")}

For review (5)
  ● 5 × query parameter \`limit\` now has the upper bound 100
      orders 5 · review on the wire · request-upper-bound-added

Non-breaking (1)
  1 operation-added

Documentation (1)
  1 description-changed

shop: 41 breaking, 5 for review, 1 non-breaking, 1 documentation. The next steps
  are at the top; --all lists everything.`);
  for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});

test("27 with all, every finding that is counted has its place and its fingerprint", () => {
  const text = renderTerminal([report], plain, true);
  for (const { fingerprint } of report.findings) expect(text).toContain(fingerprint);
  expect(text.match(/ {2}●/gu)).toHaveLength(report.findings.length);
  for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});

test.each([[30], [40], [79], [120]])("27 a terminal of %i columns is kept to, up to 80", (columns) => {
  for (const isAll of [false, true]) {
    const lines = renderTerminal([report], plain, isAll, columns).split("\n");
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(Math.min(columns, 80));
    if (isAll) expect(lines.join("")).toContain(report.findings[0]?.fingerprint);
  }
});

test("27 every finding has a place that exists, also of what was removed", () => {
  for (const { places } of report.findings) expect(places.after?.line).toBe(1);
});

test("27 where no package is vendored, nothing can be accepted or released", () => {
  const text = renderTerminal([{ ...report, isVendored: false }], plain);
  expect(text).not.toMatch(/accepted\.yaml|release/u);
});

test("a report that fits the screen does not say its end twice", () => {
  const { findings } = report;
  const short = { ...report, findings: findings.filter(({ level }) => level === "docs"), bump: "patch" } as const;
  expect(renderTerminal([short], plain)).toBe(`shop: 1 documentation (v1 → v2)
  on the wire: 1 documentation
  in TypeScript: 1 documentation

Next
  1. Regenerate, and release @example/shop as a patch version.

Documentation (1)
  1 description-changed`);
});

test("Markdown has a row for what is one change, and names the first few of what it reaches", () => {
  const rows = renderMarkdown([report]).split("\n");
  const [removed = "", property = ""] = rows.filter((row) => row.startsWith("| ") && !row.startsWith("| Part"));
  expect(removed).toContain("| 40 × operation was removed | 40 findings<br>`operation-removed` `");
  expect(removed).toContain("GET /legacy/kind0, GET /legacy/kind1, 38 more<br>");
  expect(property).toContain("GET /users/kind0, GET /users/kind1, 58 more<br>");
  expect(rows).toContain("4. Regenerate, and release @\u200Bexample/shop as a major version.");
});

test("programs get every finding with every operation", () => {
  const { reports } = JSON.parse(renderJson([report]));
  const counts = (findings: readonly { operations: readonly unknown[] }[]): number[] =>
    findings.map(({ operations }) => operations.length);
  const want = [...Array.from({ length: 40 }, () => 1), 60, 1, 1, 1, 1, 1, 1, 60];
  expect(counts(reports[0].findings)).toEqual(want);
  const { runs } = JSON.parse(renderSarif([report], "1.0.0"));
  expect(counts(runs[0].results.map(({ properties }: { properties: { operations: [] } }) => properties))).toEqual(want);
});

function fingerprintOf(rule: string): string | undefined {
  return report.findings.find((finding) => finding.rule === rule)?.fingerprint;
}

/** Two states of the answers of a few operations. */
function titles(before: Paths, after: Paths): string[] {
  const options = { today: "2026-01-01", accepted: undefined, version: "1.0.0" };
  const { findings } = driftProvider(state("a", before, {}), state("b", after, {}), options);
  return groupFindings(findings).map(({ title }) => title);
}

const object = (properties: object, required: readonly string[] = []): object => ({
  type: "object",
  properties,
  required,
});

const answer = "response 200 (application/json)";

describe("what is one change", () => {
  const [text, number] = [{ type: "string" }, { type: "integer" }];
  const cases: [title: string, before: Paths, after: Paths, want: string[]][] = [
    [
      "one finding says itself",
      { "/a": get("a_b", object({ x: text })) },
      { "/a": get("a_b", object({ x: number })) },
      [`${answer} › x changed its type from string to integer`],
    ],
    [
      "the same property at two depths",
      { "/a": get("a_b", object({ user: object({ id: text }) })), "/b": get("b_b", object({ id: text })) },
      { "/a": get("a_b", object({ user: object({}) })), "/b": get("b_b", object({})) },
      [`${answer} › user.id, id was removed`],
    ],
    [
      "several properties of one part",
      { "/a": get("a_b", object({ x: text, y: text, z: text }, ["x", "y", "z"])) },
      { "/a": get("a_b", object({ x: text, y: text, z: text })) },
      [`${answer} › x, y, z became optional`],
    ],
    [
      "several values of one list",
      { "/a": get("a_b", object({ x: { enum: ["a"] } })) },
      { "/a": get("a_b", object({ x: { enum: ["a", "b", "c"] } })) },
      [`${answer} › x may now be b, may now be c`],
    ],
    [
      "several kinds of change at one part stay apart",
      { "/a": get("a_b", object({ x: text, y: text })) },
      { "/a": get("a_b", object({ x: number })) },
      [`${answer} › x changed its type from string to integer`, `${answer} › y was removed`],
    ],
    [
      "what travels comes before what only programs notice, and whole operations before their parts",
      { "/a": get("a_b", object({ y: text }, ["y"])), "/b": get("b_b", object({ x: text })), "/c": get("c_b", {}) },
      { "/a": get("a_b", object({ y: text })), "/b": get("b_b", object({})) },
      ["operation was removed", `${answer} › y became optional`, `${answer} › x was removed`],
    ],
  ];
  test.each(cases)("%s", (_title, before, after, want) => {
    expect(titles(before, after)).toEqual(want);
  });
});
