import { expect, test } from "vitest";
import { soundDocument } from "../../../packages/toolchain/src/document/defects/sound-document.js";
import { upgradeDocument } from "../../../packages/toolchain/src/document/upgrade.js";
import { valueAt } from "../../../packages/toolchain/src/json.js";
import { documentOf } from "../contract/support.js";

const answers = `responses: { "200": { description: ok } }`;

/** Swagger 2.0 with values that are not as 2.0 has them; where the defect is told, in the words of the file. */
const rows: readonly [given: string, yaml: string, code: string, pointer: string][] = [
  ["an operation of null", `paths: { /a: { get: , post: { ${answers} } } }`, "value-shape", "/paths/~1a/get"],
  ["a path of null", `paths: { /b: , /a: { get: { ${answers} } } }`, "value-shape", "/paths/~1b"],
  [
    "a parameter that travels nowhere",
    `paths: { /a: { get: { parameters: [{ name: q, type: string }], ${answers} } } }`,
    "parameter-place",
    "/paths/~1a/get/parameters/0",
  ],
  [
    "an answer of null",
    `paths: { /a: { get: { responses: { "200": } } } }`,
    "value-shape",
    "/paths/~1a/get/responses/200",
  ],
];

test.each(rows)("%s", (_given, yaml, code, pointer) => {
  const published = documentOf(`swagger: "2.0"\ninfo: { title: "openapi:", version: "1" }\n${yaml}`);
  const { document, defects } = soundDocument(upgradeDocument(published));
  expect(defects).toEqual([expect.objectContaining({ code, location: expect.objectContaining({ pointer }) })]);
  expect(valueAt(document.value, "/paths/~1a")).toBeTypeOf("object");
});
