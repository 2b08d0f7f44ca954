import { expect, test } from "vitest";
import { typeOf } from "./support.js";

const OPEN = '"a" | "b" | (string & {})';
const CLOSED = '"a" | "b"';

const cases: [title: string, schema: string, want: string][] = [
  ["no declaration: closed", "{type: string, enum: [a, b]}", CLOSED],
  ["declared open", "{type: string, enum: [a, b], x-specloom-enum: open}", OPEN],
  ["declared closed", "{type: string, enum: [a, b], x-specloom-enum: closed}", CLOSED],
  ["without a type", "{enum: [a, b], x-specloom-enum: open}", OPEN],
  ["numbers", "{type: integer, enum: [1, 2], x-specloom-enum: open}", "1 | 2 | (number & {})"],
  ["null among the values", "{enum: [a, b, null], x-specloom-enum: open}", `${OPEN} | null`],
  ["null among the types", "{type: [string, 'null'], enum: [a, b], x-specloom-enum: open}", `${OPEN} | null`],
  ["values of several types have no type for the rest", "{enum: [a, 1], x-specloom-enum: open}", '"a" | 1'],
  ["Zalando's list beside the enum", "{type: string, enum: [a, b], x-extensible-enum: [a, b]}", OPEN],
  ["Zalando's list alone", "{type: string, x-extensible-enum: [a, b]}", OPEN],
  ["Azure's modelAsString", "{type: string, enum: [a, b], x-ms-enum: {name: E, modelAsString: true}}", OPEN],
  ["Azure's without it", "{type: string, enum: [a, b], x-ms-enum: {name: E, modelAsString: false}}", CLOSED],
  [
    "the declaration wins over another generator's",
    "{type: string, enum: [a, b], x-ms-enum: {modelAsString: true}, x-specloom-enum: closed}",
    CLOSED,
  ],
  ["items of a list", "{type: array, items: {enum: [a, b], x-specloom-enum: open}}", `(${OPEN})[]`],
];

test.each(cases)("an enum: %s", async (_, schema, want) => {
  expect(await typeOf(schema)).toBe(want);
});
