import { describe, expect, test } from "vitest";
import { driftProvider } from "../../../packages/toolchain/src/drift.js";
import { renderGitHub } from "../../../packages/toolchain/src/drift/render/github.js";
import { renderHtml } from "../../../packages/toolchain/src/drift/render/html.js";
import { renderMarkdown } from "../../../packages/toolchain/src/drift/render/markdown.js";
import type { Report } from "../../../packages/toolchain/src/drift/report.js";
import type { ProviderState } from "../../../packages/toolchain/src/read-state.js";

const hostile = "<script>alert(1)</script>|`@all`\n::error::x\"'%0A[a](b)";

function state(label: string, schema: object): ProviderState {
  const content = { "application/json": { schema } };
  const value = {
    openapi: "3.1.0",
    info: { title: "Shop", version: "1" },
    paths: { "/orders": { get: { operationId: "orders_list", responses: { 200: { description: "", content } } } } },
  };
  return {
    label,
    source: {
      path: "specs/shop/source.yaml",
      text: "name: shop\npackage: shop\ntitle: <b>Shop</b>\ndocument: whole\nfiles: { a.json: https://shop.example/a.json }\n",
    },
    overlay: undefined,
    documents: [{ path: "specs/shop/a.json", text: JSON.stringify(value) }],
    contract: undefined,
  };
}

const report: Report = driftProvider(
  state("old", { type: "object", properties: { [hostile]: { enum: ["a", hostile] } }, required: [hostile] }),
  state("new", { type: "object", properties: {} }),
  { today: "2026-01-01", accepted: undefined, version: "1.2.3" },
);

describe("texts of a document stay texts", () => {
  test("the report names the property", () => {
    expect(report.findings.map(({ rule, change }) => `${rule} ${change.path}`)).toEqual([
      `response-property-removed-required ${JSON.stringify(hostile)}`,
    ]);
  });

  test("the page has no element but its own, and asks for nothing", () => {
    const page = renderHtml([report]);
    const names = [...page.matchAll(/<(?<name>[a-z][\w-]*)/gu)].map(({ groups }) => groups?.["name"]);
    expect(new Set(names)).not.toContain("script");
    expect(names).not.toContain("b");
    expect(page).not.toMatch(/\b(?:src|href)=|url\(|@import/u);
    expect(page).toContain("&#60;script&#62;");
  });

  test("Markdown has one row for it, in which nothing begins a tag, a cell or a mention", () => {
    const rows = renderMarkdown([report])
      .split("\n")
      .filter((line) => line.startsWith("| ") && line.includes("response"));
    expect(rows).toHaveLength(1);
    expect(rows[0]?.split(/(?<!\\)\|/u)).toHaveLength(6);
    expect(rows[0]).not.toMatch(/<script|@all/u);
  });

  test("an annotation is one line", () => {
    const lines = renderGitHub([report]).trimEnd().split("\n");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^::error file=specs\/shop\/a\.json,line=\d+,col=\d+,title=/u);
  });
});

test("the page tells what happened, its level, its axes, and both sides", () => {
  const page = renderHtml([report]);
  expect(page).toMatch(/<article class="finding breaking wire source">/u);
  expect(page).toContain("needs a <strong>major</strong> version");
  expect(page).toMatch(
    /<figcaption aria-hidden="true">Before<\/figcaption><pre tabindex="0" role="group" aria-label="Before"><code>/u,
  );
});

test("ten annotations of a kind are shown, and the last says how many there are besides", () => {
  const [finding] = report.findings;
  const many = { ...report, findings: Array.from({ length: 14 }, () => finding).filter((item) => item !== undefined) };
  const lines = renderGitHub([many]).trimEnd().split("\n");
  expect(lines).toHaveLength(10);
  expect(lines.at(-1)).toBe("::error title=More::and 5 more");
});
