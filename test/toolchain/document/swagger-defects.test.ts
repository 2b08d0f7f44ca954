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

const request = `get: { ${answers} }`;
const odd: readonly [given: string, yaml: string, pointer: string][] = [
  ["a shared parameter", `parameters: { p: ODD }\npaths: { /a: { ${request} } }`, "/parameters/p"],
  ["the shared parameters", `parameters: ODD\npaths: { /a: { ${request} } }`, "/parameters"],
  ["a shared response", `responses: { r: ODD }\npaths: { /a: { ${request} } }`, "/responses/r"],
  ["a security scheme", `securityDefinitions: { k: ODD }\npaths: { /a: { ${request} } }`, "/securityDefinitions/k"],
  ["the security schemes", `securityDefinitions: ODD\npaths: { /a: { ${request} } }`, "/securityDefinitions"],
  ["a parameter of a path", `paths: { /a: { parameters: [ODD], ${request} } }`, "/paths/~1a/parameters/0"],
  ["the parameters of a path", `paths: { /a: { parameters: ODD, ${request} } }`, "/paths/~1a/parameters"],
  [
    "a parameter after a body",
    `paths: { /a: { post: { parameters: [{ name: b, in: body, schema: {} }, ODD], ${answers} } } }`,
    "/paths/~1a/post/parameters/1",
  ],
  [
    "the parameters of an operation",
    `paths: { /a: { get: { parameters: ODD, ${answers} } } }`,
    "/paths/~1a/get/parameters",
  ],
  [
    "a header of an answer",
    `paths: { /a: { get: { responses: { "200": { description: ok, headers: { H: ODD } } } } } }`,
    "/paths/~1a/get/responses/200/headers/H",
  ],
  ["what an operation takes", `paths: { /a: { post: { consumes: ODD, ${answers} } } }`, "/paths/~1a/post/consumes"],
  ["what all operations answer", `produces: ODD\npaths: { /a: { ${request} } }`, "/produces"],
];

test.each(
  odd.flatMap(([given, yaml, pointer]) => ["null", "5"].map((value) => [given, value, yaml, pointer] as const)),
)("%s that is %s is told", (_given, value, yaml, pointer) => {
  const published = documentOf(
    `swagger: "2.0"\ninfo: { title: "openapi:", version: "1" }\n${yaml.replace("ODD", value)}`,
  );
  const { document, defects } = soundDocument(upgradeDocument(published));
  expect(defects).toEqual([
    expect.objectContaining({ code: "value-shape", location: expect.objectContaining({ pointer }) }),
  ]);
  expect(valueAt(document.value, "/paths/~1a")).toBeTypeOf("object");
});

test("a media type that stands alone is read as a list of one", () => {
  const yaml = `paths: { /a: { post: { consumes: text/plain, parameters: [{ name: b, in: body, schema: { type: string } }], ${answers} } } }`;
  const published = documentOf(`swagger: "2.0"\ninfo: { title: "openapi:", version: "1" }\n${yaml}`);
  const { document, defects } = soundDocument(upgradeDocument(published));
  expect(defects.map(({ message }) => message)).toEqual([
    'Expected a list of texts, found "text/plain": read as ["text/plain"].',
  ]);
  expect(valueAt(document.value, "/paths/~1a/post/requestBody/content/text~1plain")).toBeTypeOf("object");
});

const dangling: readonly [reference: string, yaml: string][] = [
  [
    "#/definitions/Job",
    `definitions: { Jobs: {} }\npaths: { /a: { get: { responses: { "200": { description: ok, schema: REF } } } } }`,
  ],
  ["#/definitions/Job", `paths: { /a: { get: { responses: { "200": { description: ok, schema: REF } } } } }`],
  [
    "#/parameters/limit",
    `parameters: { q: { name: q, in: query, type: string } }\npaths: { /a: { get: { parameters: [REF], ${answers} } } }`,
  ],
  [
    "#/responses/None",
    `responses: { Some: { description: d } }\npaths: { /a: { get: { responses: { "404": REF } } } }`,
  ],
];

test.each(dangling)("the reference %s to nothing is told as it is written", (reference, yaml) => {
  const text = yaml.replace("REF", `{ $ref: "${reference}" }`);
  const published = documentOf(`swagger: "2.0"\ninfo: { title: "openapi:", version: "1" }\n${text}`);
  const { defects } = soundDocument(upgradeDocument(published));
  expect(defects).toHaveLength(1);
  expect(defects[0]?.message).toContain(`The reference "${reference}" names nothing.`);
});
