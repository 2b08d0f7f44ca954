import { expect, test } from "vitest";
import { shapesOf } from "../../../packages/toolchain/src/emit/shapes.js";
import { inspect } from "../../../packages/toolchain/src/inspect.js";
import { comparePrinted } from "../../support/printed-types.js";
import { inputOf } from "../../support/provider-input.js";

const long = Array.from({ length: 12 }, (_, index) => `value-${index}`);

/** A schema, and its type where it is an answer and where it is a parameter of the path; undefined for no short one. */
const cases: [schema: object, answer: string | undefined, parameter?: string | undefined][] = [
  [{ $ref: "#/components/schemas/Job" }, "models.Job"],
  [{ allOf: [{ $ref: "#/components/schemas/Job" }], description: "A job." }, "models.Job"],
  [{ $ref: "#/components/schemas/Job", nullable: true }, undefined],
  [{ type: "array", items: { $ref: "#/components/schemas/Job" } }, "models.Job[]"],
  [{ type: "array", items: { type: ["string", "null"] } }, "(string | null)[]"],
  [{ type: "array", prefixItems: [{ type: "string" }] }, undefined],
  [{ type: "string", format: "date-time" }, "string", "string | Date"],
  [{ type: "string", format: "binary" }, "string"],
  [{ type: "integer", minimum: 1 }, "number", "number"],
  [{ type: ["integer", "string"] }, "number | string", "number | string"],
  [{ oneOf: [{ type: "integer" }, { type: "string" }] }, "number | string", "number | string"],
  [{ anyOf: [{ enum: ["a"] }, { type: "null" }] }, '"a" | null'],
  [{ oneOf: [{ $ref: "#/components/schemas/Job" }, { type: "null" }] }, undefined],
  [{ oneOf: [{ type: "string" }], minProperties: 1 }, undefined],
  [{ enum: ["a", 1, null] }, '"a" | 1 | null'],
  [{ const: true }, "true"],
  [{ type: "string", enum: long }, undefined],
  [{ type: "object", properties: {} }, undefined],
  [{}, undefined],
];

test.each(cases)("%j is %s", (schema, answer, parameter) => {
  const input = inputOf({
    path: "openapi.json",
    text: JSON.stringify({
      openapi: "3.1.0",
      paths: {
        "/things/{id}": {
          get: {
            operationId: "get",
            parameters: [{ name: "id", in: "path", required: true, schema }],
            responses: { 200: { description: "", content: { "application/json": { schema } } } },
          },
        },
      },
      components: { schemas: { Job: { type: "object", properties: { id: { type: "string" } } } } },
    }),
  });
  const { types } = shapesOf(inspect(input));
  expect(types.get('operations["get"]["responses"][200]["content"]["application/json"]')).toBe(answer);
  if (parameter !== undefined) expect(types.get('operations["get"]["parameters"]["path"]["id"]')).toBe(parameter);
  expect(comparePrinted(input).problems).toEqual([]);
});
