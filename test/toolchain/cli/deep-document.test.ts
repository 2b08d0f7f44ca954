import { afterAll, beforeAll, expect, test } from "vitest";
import { createRepository, type TemporaryRepository } from "../../support/repository.js";
import { type Printed, specloom } from "../../support/specloom.js";

let repository: TemporaryRepository;
beforeAll(() => {
  repository = createRepository();
});
afterAll(() => repository.remove());

const run = (...args: string[]): Promise<Printed> => specloom(repository.root, args);

/** Writes a document whose schemas refer to each other in one chain, and whose last schema has a type. */
function writeChain(file: string, length: number, link: (next: object, index: number) => object, type: string): void {
  const schemas = Array.from({ length }, (_, index) => [
    `S${index}`,
    index === length - 1 ? { type } : link({ $ref: `#/components/schemas/S${index + 1}` }, index),
  ]);
  const schema = { $ref: "#/components/schemas/S0" };
  const responses = { "200": { description: "", content: { "application/json": { schema } } } };
  repository.write(
    file,
    JSON.stringify({
      openapi: "3.1.0",
      info: { title: "t", version: "1" },
      paths: { "/a": { get: { operationId: "getA", responses } } },
      components: { schemas: Object.fromEntries(schemas) },
    }),
  );
}

test.each<[title: string, link: (next: object) => object]>([
  ["properties", (next) => ({ type: "object", properties: { next } })],
  ["lists", (next) => ({ type: "array", items: next })],
  ["maps that may be null", (next) => ({ type: ["object", "null"], additionalProperties: next })],
  [
    "properties that may be null",
    (next) => ({ type: "object", properties: { next: { anyOf: [next, { type: "null" }] } } }),
  ],
])("drift compares chains of 1,500 schemas: %s", { timeout: 120_000 }, async (_title, link) => {
  writeChain("before.json", 1_500, link, "string");
  writeChain("after.json", 1_500, link, "integer");
  const { code, out, err } = await run("drift", "--from", "before.json", "--to", "after.json", "--json");
  expect({ code, err }).toEqual({ code: 1, err: "" });
  expect(out).toContain('"response-type-changed"');
});

test.each([
  ["generate", "--output", "client", "deep.json"],
  ["types", "deep.json", "--output", "types.ts"],
  ["drift", "--from", "deep.json", "--to", "other.json"],
])("%s refuses a chain of parts that is deeper than its stack, with a next step", async (...args) => {
  for (const [file, type] of [
    ["deep.json", "object"],
    ["other.json", "string"],
  ] as const)
    writeChain(file, 20_000, (next, index) => ({ allOf: [next, { required: [`p${index}`] }] }), type);
  const { code, err } = await run(...args);
  expect(code).toBe(2);
  expect(err).toMatch(/^error\[document\/too-deep\] (?:deep|other)\.json:1:1$/mu);
  expect(err).toContain("hint: Shorten the chains of `$ref`.");
});
