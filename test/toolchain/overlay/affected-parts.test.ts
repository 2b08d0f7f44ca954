import { expect, test } from "vitest";
import { readYaml } from "../../../packages/toolchain/src/document/yaml.js";
import { overlay } from "../../../packages/toolchain/src/overlay/overlay-document.js";
import { readOverlay } from "../../../packages/toolchain/src/overlay/read-overlay.js";

const document = {
  openapi: "3.1.0",
  servers: [{ url: "/api" }],
  paths: { "/orders": { get: { operationId: "orders_list", responses: { 200: { description: "Orders" } } } } },
};

const get = "/paths/~1orders/get";

test.each<[string, object, string[]]>([
  ["what is removed", { target: "$.paths['/orders'].get.operationId", remove: true }, [`${get}/operationId`]],
  ["what is appended to a list", { target: "$.servers", update: [{ url: "/v2" }] }, ["/servers"]],
  ["what is replaced", { target: "$.servers[0]", update: { url: "/v2" } }, ["/servers/0/url"]],
  [
    "of an object, only what is named, however deep",
    {
      target: "$.paths['/orders'].get",
      update: { summary: "All", responses: { 200: { description: "All" }, 404: {} } },
    },
    [`${get}/summary`, `${get}/responses/200/description`, `${get}/responses/404`],
  ],
  [
    "an extension speaks of what it stands in",
    { target: "$.paths['/orders'].get", update: { "x-specloom-name": "orders.list", "x-other": 1 } },
    [get],
  ],
])("%s", (_, action, want) => {
  const text = JSON.stringify({ overlay: "1.1.0", info: { title: "Repairs", version: "1" }, actions: [action] });
  const { value } = readYaml({ path: "openapi.json", text: JSON.stringify(document) });
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("the document is an object");
  const source = { value, locate: () => ({ file: "openapi.json" }) };
  const { report } = overlay(source, readOverlay({ path: "overlay.yaml", text }));
  expect(report.map(({ written }) => written)).toEqual([want]);
});
