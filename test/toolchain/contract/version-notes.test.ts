import { expect, test } from "vitest";
import { inspect } from "../../../packages/toolchain/src/inspect.js";
import type { ProviderInput } from "../../../packages/toolchain/src/provider.js";

const input: ProviderInput = {
  name: "acme",
  source: {
    path: "specs/acme/source.yaml",
    text: "name: acme\npackage: acme\ntitle: Acme\ndocument: whole\nfiles: { a.json: https://acme.example/a.json }\n",
  },
  overlay: undefined,
  documents: [
    { path: "specs/acme/a.json", text: '{"openapi":"3.0.3","info":{"title":"Acme","version":"1"},"paths":{}}' },
  ],
  contract: undefined,
  manifest: undefined,
  custom: [],
  readme: undefined,
  lock: undefined,
};

test.each<[isTold: boolean, action: object]>([
  [true, { target: "$.openapi", update: "3.2.0" }],
  [true, { target: "$", update: { openapi: "3.2.0", info: { version: "2" } } }],
  [true, { target: "$['openapi']", remove: true }],
  [true, { target: "$.openapi", copy: "$.info.version" }],
  [false, { target: "$", update: { info: { openapi: "3.2.0" } } }],
  [false, { target: "$", update: { openapi: "3.1.1" } }],
])("a change of the version of OpenAPI has a note: %s for %j", (isTold, action) => {
  const text = JSON.stringify({ overlay: "1.1.0", info: { title: "A", version: "1" }, actions: [action] }, null, 1);
  const { notes } = inspect({ ...input, overlay: { path: "specs/acme/overlay.yaml", text } });
  const want = { kind: "ignored", location: { line: 8 }, message: expect.stringContaining("changes `openapi`") };
  expect(notes).toMatchObject(isTold ? [want] : []);
});
