import { expect, test } from "vitest";
import { driftProvider } from "../../../packages/toolchain/src/drift.js";
import { renderSarif } from "../../../packages/toolchain/src/drift/render/sarif.js";
import { expectSarif } from "./shapes.js";

const state = {
  label: "v1",
  source: {
    path: "source.yaml",
    text: "name: a\npackage: a\ntitle: A\ndocument: whole\nfiles: { a.json: https://a.example/a.json }\n",
  },
  overlay: undefined,
  documents: [{ path: "a.json", text: '{"openapi":"3.1.0","info":{"title":"A","version":"1"},"paths":{}}' }],
  contract: undefined,
};

test.each([
  ["specs/a/accepted.yaml", "specs/a/accepted.yaml"],
  ["a #1/b?c.yaml", "a%20%231/b%3Fc.yaml"],
  ["100%25/é.yaml", "100%2525/%C3%A9.yaml"],
  ["main:a.yaml", "main%3Aa.yaml"],
  ["https://a.example/a%20b.yaml?v=1", "https://a.example/a%20b.yaml?v=1"],
  ["https://a.example/é b.yaml", "https://a.example/%C3%A9%20b.yaml"],
  ["http://[", "http%3A//%5B"],
])("a file %s has the URI %s", (path, uri) => {
  const accepted = { path, text: "- { fingerprint: '000000000000', reason: r }" };
  const options = { accepted, today: "2026-01-01", isVendored: true, version: undefined };
  const { results } = expectSarif(renderSarif([driftProvider(state, state, options)], "1.0.0"));
  expect(results).toMatchObject([{ locations: [{ physicalLocation: { artifactLocation: { uri } } }] }]);
});
