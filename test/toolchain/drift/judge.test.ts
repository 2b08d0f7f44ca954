import process from "node:process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Case, disagreements } from "./judge.js";
import { isObject, type Json } from "../../../packages/toolchain/src/json.js";
import { propertySeed } from "../../support/property.js";
import { pairFiles, readPairs } from "./pair.js";
import { schema } from "./random-schemas.js";

/** The forms whose changes all stand in `schema.ts`. */
const forms = new Set(["schema", "versions", "parameters"]);

/** Pairs that the types of `schema.ts` do not show, and why. */
const unseen: readonly (readonly [title: RegExp, reason: string])[] = [
  [/equired, of (?:one value|a list of one)/u, "The method's own type lets a constant be left out."],
  [/^A required name without a property/u, "What is not declared is unknown, whether it has to be there or not."],
  [/^A name that programs mind/u, "`{}` has a `constructor`, so that no literal is of the type."],
];

const cases = pairFiles
  .flatMap((file) => readPairs(file))
  .filter(({ form, what }) => forms.has(form) && !unseen.some(([title]) => title.test(what)))
  .flatMap(({ what, form, before, after }): Case[] => [
    { title: what, form, before, after },
    { title: `${what}, and back`, form, before: after, after: before },
  ]);

/** All pairs and 500 random ones by `pnpm test:long`; else every tenth pair, and a few. */
const isLong = process.env["SPECLOOM_SCHEMAS"] !== undefined;

/** Without names that have to be there and have no property: what is not declared is unknown in either case. */
function declared(value: Json): Json {
  if (Array.isArray(value)) return value.map(declared);
  if (!isObject(value)) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, declared(item)]));
  const { properties, required } = inner;
  if (!Array.isArray(required) || !isObject(properties)) return inner;
  return { ...inner, required: required.filter((name) => typeof name === "string" && Object.hasOwn(properties, name)) };
}

const random = fc.sample(fc.tuple(schema.map(declared), schema.map(declared), fc.boolean()), {
  numRuns: isLong ? 500 : 10,
  seed: propertySeed,
});

test("19 the compiler agrees on what breaks a user's file", () => {
  const judged = cases.filter((_, index) => isLong || index % 10 === 0);
  expect(judged.length).toBeGreaterThanOrEqual(30);
  expect(disagreements(judged)).toEqual([]);
});

test("19 the compiler agrees on random changes", () => {
  const pairs = random.map(([before, after, isNested], index): Case => {
    const inField = (value: Json): Json => ({ type: "object", properties: { field: value, other: before } });
    const [was, is] = isNested ? [inField(before), inField(after)] : [before, after];
    return { title: `${index}: ${JSON.stringify([was, is])}`, form: "schema", before: was, after: is };
  });
  expect(disagreements(pairs)).toEqual([]);
});
