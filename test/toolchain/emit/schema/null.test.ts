import { expect, test } from "vitest";
import { typeOf } from "./support.js";

const T = "T";

/** `nullable` of 3.0 and the type null of 3.1, wherever they stand. */
const cases: [title: string, schema: string, version: string, want: string][] = [
  ["beside a type", "{type: string, nullable: true}", "3.0.3", "string | null"],
  ["beside a reference", "{$ref: '#/components/schemas/T', nullable: true}", "3.0.3", `${T} | null`],
  ["beside a reference, in 3.1", "{$ref: '#/components/schemas/T', nullable: true}", "3.1.0", `${T} | null`],
  ["beside allOf", "{allOf: [{$ref: '#/components/schemas/T'}], nullable: true}", "3.0.3", `${T} | null`],
  [
    "beside allOf and a type",
    "{type: object, allOf: [{$ref: '#/components/schemas/T'}], nullable: true}",
    "3.0.3",
    `${T} | null`,
  ],
  [
    "beside oneOf",
    "{oneOf: [{$ref: '#/components/schemas/T'}, {type: string}], nullable: true}",
    "3.0.3",
    `(${T} | string) | null`,
  ],
  ["beside anyOf", "{anyOf: [{type: integer}, {type: string}], nullable: true}", "3.0.3", "number | string | null"],
  ["beside an enum", "{type: string, enum: [a, b], nullable: true}", "3.0.3", '"a" | "b" | null'],
  ["beside a constant", "{const: a, nullable: true}", "3.1.0", '"a" | null'],
  [
    "beside properties",
    "{type: object, properties: {a: {type: string}}, nullable: true}",
    "3.0.3",
    "{ a?: string; } | null",
  ],
  ["as a member of a union", "{anyOf: [{$ref: '#/components/schemas/T'}, {type: 'null'}]}", "3.1.0", `${T} | null`],
  ["as a constant of a union", "{oneOf: [{type: string}, {const: null}]}", "3.1.0", "string | null"],
  ["twice", "{anyOf: [{type: string}, {type: 'null'}], nullable: true}", "3.1.0", "string | null"],
  ["beside nothing, of which it is a part", "{nullable: true}", "3.0.3", "unknown"],
  ["beside anything, of which it is a part", "{anyOf: [{}, {type: 'null'}]}", "3.1.0", "unknown | null"],
];

test.each(cases)("null %s", async (_, schema, version, want) => {
  expect(await typeOf(schema, "T: {type: object, properties: {t: {type: string}}}", version)).toBe(want);
});
