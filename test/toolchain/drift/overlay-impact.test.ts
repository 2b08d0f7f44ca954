import { expect, test } from "vitest";
import { driftProvider } from "../../../packages/toolchain/src/drift.js";
import { renderGitHub } from "../../../packages/toolchain/src/drift/render/github.js";
import { renderHtml } from "../../../packages/toolchain/src/drift/render/html.js";
import { renderJson } from "../../../packages/toolchain/src/drift/render/json.js";
import { renderMarkdown } from "../../../packages/toolchain/src/drift/render/markdown.js";
import { renderSarif } from "../../../packages/toolchain/src/drift/render/sarif.js";
import { renderTerminal } from "../../../packages/toolchain/src/drift/render/terminal.js";
import type { ProviderState } from "../../../packages/toolchain/src/read-state.js";

const overlay = `overlay: 1.1.0
info: { title: Repairs, version: 1.0.0 }
actions:
  - target: $.paths['/orders'].get
    description: A name that people would give it.
    update: { x-specloom-name: orders.list }
  - target: $.components.schemas.Order.properties.size
    description: Sizes are whole numbers.
    update: { minimum: 0 }
`;

/** Orders that are listed and made; `size` and `note` are properties of an order, `limit` a parameter of the list. */
function state(size: object, note: object, limit: object): ProviderState {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Order" } } };
  const value = {
    openapi: "3.1.0",
    info: { title: "Shop", version: "1" },
    paths: {
      "/orders": {
        get: {
          operationId: "list",
          parameters: [{ name: "limit", in: "query", schema: limit }],
          responses: { 200: { description: "", content } },
        },
        post: { operationId: "orders_create", requestBody: { content }, responses: { 204: { description: "" } } },
      },
    },
    components: { schemas: { Order: { type: "object", properties: { size, note } } } },
  };
  return {
    label: "here",
    source: {
      path: "specs/shop/source.yaml",
      text: "name: shop\npackage: shop\ntitle: Shop\ndocument: whole\nfiles: { a.json: https://shop.example/a.json }\n",
    },
    overlay: { path: "specs/shop/overlay.yaml", text: overlay },
    documents: [{ path: "specs/shop/a.json", text: JSON.stringify(value, null, 1) }],
    contract: undefined,
  };
}

const report = driftProvider(
  state({ type: "string" }, { type: "string" }, { type: "integer" }),
  state({ type: "integer" }, { type: "integer" }, { type: "string" }),
  { today: "2026-01-01", accepted: undefined, version: "1.0.0" },
);

test("each finding names the methods that it reaches and the overlay actions on the same part", () => {
  const found = report.findings
    .filter(({ rule }) => rule !== "request-lower-bound-removed")
    .map(({ rule, change, methods, repairs }) => [
      `${rule} ${change.path}`.trim(),
      methods.join(),
      repairs.map(({ action, target, description }) => `${action} ${target}: ${description}`).join(),
    ]);
  const repair = "2 $.components.schemas.Order.properties.size: Sizes are whole numbers.";
  const naming = "1 $.paths['/orders'].get: A name that people would give it.";
  expect(found).toEqual([
    ["request-type-changed", "orders.list", naming],
    ["response-type-changed size", "orders.list", repair],
    ["response-type-changed note", "orders.list", ""],
    ["request-type-changed size", "orders.create", repair],
    ["request-type-changed note", "orders.create", ""],
  ]);
});

const plain = (_style: string, text: string): string => text;

test.each([
  ["terminal", renderTerminal([report], plain), ["methods orders.list", "overlay action 2"]],
  ["JSON", renderJson([report]), ['"orders.list"', '"action": 2']],
  ["Markdown", renderMarkdown([report]), ["`orders.list`", "overlay action 2"]],
  ["GitHub's annotations", renderGitHub([report]), ["orders.list", "overlay action 2"]],
  ["SARIF", renderSarif([report], "1.0.0"), ["orders.list", "overlay action 2"]],
  ["HTML", renderHtml([report]), ["<code>orders.list</code>", "Overlay action 2"]],
])("%s says both", (_format, text, wanted) => {
  for (const part of wanted) expect(text).toContain(part);
});
