import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { driftProvider } from "../../../packages/toolchain/src/drift.js";
import { renderChangeset } from "../../../packages/toolchain/src/drift/render/changeset.js";
import { renderGitHub } from "../../../packages/toolchain/src/drift/render/github.js";
import { renderHtml } from "../../../packages/toolchain/src/drift/render/html.js";
import { renderMarkdown } from "../../../packages/toolchain/src/drift/render/markdown.js";
import { renderTerminal } from "../../../packages/toolchain/src/drift/render/terminal.js";
import { visible } from "../../../packages/toolchain/src/visible.js";
import type { Report, ReportedFinding } from "../../../packages/toolchain/src/drift/report.js";
import type { ProviderState } from "../../../packages/toolchain/src/read-state.js";
import { propertyRuns } from "../../support/property.js";

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

/** Markdown without its code, in which nothing is a tag or a mention. */
function outsideCode(text: string): string {
  return text.replaceAll(/(?<![\\`])(`+)(?!`)[^]*?(?<!`)\1(?!`)/gu, "");
}

describe("texts of a document stay texts", () => {
  test("the report names the property", () => {
    expect(report.findings.map(({ rule, change }) => `${rule} ${change.path}`)).toEqual([
      `response-property-removed-required ${JSON.stringify(hostile)}`,
    ]);
  });

  test("the page has no element but its own, asks for nothing, and runs the one script that its policy names", () => {
    const page = renderHtml([report]);
    const names = [...page.matchAll(/<(?<name>[a-z][\w-]*)/gu)].map(({ groups }) => groups?.["name"]);
    expect(names).not.toContain("b");
    expect(page).not.toMatch(/\bsrc=|href="(?!#)|url\(|@import/u);
    const [[, script = ""] = [], ...others] = page.matchAll(/<script>([^]*?)<\/script>/gu);
    expect(others).toEqual([]);
    const digest = createHash("sha256").update(script).digest("base64");
    expect(page).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; script-src &#39;sha256-${digest}&#39;"`,
    );
    expect(page).toContain("&#60;script&#62;");
  });

  test("Markdown has one row for it, in which nothing begins a tag, a cell or a mention", () => {
    const rows = renderMarkdown([report])
      .split("\n")
      .filter((line) => line.startsWith("| ") && line.includes("response"));
    expect(rows).toHaveLength(1);
    expect(rows[0]?.split(/(?<!\\)\|/u)).toHaveLength(6);
    expect(outsideCode(rows[0] ?? "")).not.toMatch(/<script|@all/u);
  });

  test("an annotation is one line", () => {
    const lines = renderGitHub([report]).trimEnd().split("\n");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^::error file=specs\/shop\/a\.json,line=\d+,col=\d+,title=/u);
  });
});

/** Texts that mean something where they go. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...Array.from("<>&\"'`|\\\n\r\t*_[]()#~@%:,\u001B\u0007\u202E\u2028"), "::", "</pre>", "$&"),
      fc.string(),
    ),
  )
  .map((parts) => parts.join(""));

describe("26 whatever a document says", () => {
  const named = (text: string): Report => {
    const change = (finding: ReportedFinding): ReportedFinding => ({
      ...finding,
      message: text,
      change: { ...finding.change, where: text, path: text },
      methods: [text],
    });
    return { ...report, title: text, findings: report.findings.map(change) };
  };
  const check = (holds: (text: string) => void): void => fc.assert(fc.property(hostileText, holds), propertyRuns(200));

  test("a terminal gets no control characters", () => {
    check((text) => {
      const screen = renderTerminal([named(text)], (_style, plain) => plain);
      expect(screen).not.toMatch(/(?!\n)\p{Cc}/u);
      expect(visible(screen)).toBe(screen);
    });
  });

  test("a page gets no element, and no attribute", () => {
    const tags = (page: string): string[] => (page.match(/<[^>]*>/gu) ?? []).filter((tag) => !tag.endsWith("code>"));
    const plain = tags(renderHtml([named("x")])).length;
    check((text) => {
      expect(tags(renderHtml([named(text)]))).toHaveLength(plain);
    });
  });

  test("Markdown gets no tag, no mention, and no row more", () => {
    const rows = (text: string): string[] => text.split("\n").filter((line) => line.startsWith("| "));
    const plain = rows(renderMarkdown([named("x")]));
    check((text) => {
      const found = rows(renderMarkdown([named(text)]));
      expect(found.map((row) => row.split(/(?<!\\)\|/u).length)).toEqual(plain.map((row) => row.split("|").length));
      expect(outsideCode(renderMarkdown([named(text)]))).not.toMatch(/<(?!br>|details>|summary>|\/)[a-z]|@[a-z]/iu);
    });
  });

  test("GitHub gets one command", () => {
    check((text) => {
      expect(
        renderGitHub([named(text)])
          .trimEnd()
          .split(/[\r\n]/u),
      ).toHaveLength(1);
    });
  });

  test("a changeset gets its two lines of dashes", () => {
    check((text) => {
      expect(
        renderChangeset([named(text)])
          .split("\n")
          .filter((line) => line === "---"),
      ).toHaveLength(2);
    });
  });
});

test("the page tells what happened, its level, its axes, and both sides", () => {
  const page = renderHtml([report]);
  expect(page).toMatch(/<article class="finding breaking wire source" id="finding-[0-9a-f]{12}">/u);
  expect(page).toContain("needs a <strong>major</strong> version");
  expect(page).toMatch(/<details open><summary>Before and after<\/summary><pre [^>]*><code><del>- required:/u);
});

test("ten annotations of a kind are shown, and the last says how many there are besides", () => {
  const [finding] = report.findings;
  const many = { ...report, findings: Array.from({ length: 14 }, () => finding).filter((item) => item !== undefined) };
  const lines = renderGitHub([many]).trimEnd().split("\n");
  expect(lines).toHaveLength(10);
  expect(lines.at(-1)).toBe("::error title=More::and 5 more");
});
