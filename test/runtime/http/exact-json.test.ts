import { exactJson } from "@specloom/runtime";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { propertyRuns } from "../../support/property.js";

/** A number as JSON writes it: also with many digits, redundant zeros and exponents. */
const number = fc
  .tuple(
    fc.constantFrom("", "-"),
    fc.oneof(
      fc.bigInt({ min: 0n, max: 10n ** 40n }).map(String),
      fc.nat(9).map((digit) => `${digit}000000000000000000000`),
    ),
    fc.oneof(fc.constant(""), fc.stringMatching(/^\.\d{1,30}$/u)),
    fc.oneof(fc.constant(""), fc.stringMatching(/^[eE][+-]?\d{1,3}$/u)),
  )
  .map((parts) => parts.join(""))
  .filter((text) => !/^-?0\d/u.test(text));

/** Whether two decimal texts have one value: the digits of both, on one scale. */
function isSame(one: string, other: string): boolean {
  const scaled = (text: string): bigint => {
    const [, sign = "", whole = "", fraction = "", exponent = "0"] =
      /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/iu.exec(text) ?? [];
    return BigInt(`${sign}${whole}${fraction}`) * 10n ** BigInt(Number(exponent) - fraction.length + 2_000);
  };
  return scaled(one) === scaled(other);
}

test("[H9] no digit of a number is lost: it is a number of that value, a bigint, or its text", () => {
  fc.assert(
    fc.property(number, fc.string(), (text, name) => {
      const parsed = exactJson.parse(`{${JSON.stringify(name)}: [${text}, ${JSON.stringify(text)}]}`);
      const [value, same] = Object.values<readonly unknown[]>(Object(parsed)).flat();
      expect(same).toBe(text);
      if (typeof value === "string") expect(value).toBe(text);
      else expect(isSame(String(value), text)).toBe(true);
      expect(typeof value === "bigint").toBe(typeof value !== "number" && /^-?\d+$/u.test(text));
    }),
    propertyRuns(),
  );
});

test("[H8] it reads what JSON reads, and refuses what JSON refuses", () => {
  const token = fc.oneof(
    number,
    fc.constantFrom(
      '"',
      "\\",
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      " ",
      "-",
      ".",
      "e+",
      "null",
      "01",
      "1.",
      "1e",
      '"a"',
      '""',
    ),
  );
  const codec = (read: (text: string) => unknown, text: string): boolean => {
    try {
      read(text);
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(fc.array(token, { maxLength: 6 }), (tokens) => {
      const text = tokens.join("");
      expect(codec((same) => exactJson.parse(same), text)).toBe(codec((same) => JSON.parse(same), text));
    }),
    propertyRuns(3_000),
  );
});

test.each([
  "1.",
  "1.e+309",
  "-0.e400",
  "[1.e309]",
  "1.e+12345678901234567890",
  "1e",
  "1e+",
  "1e+,12345678901234567890",
])("[H8] %s is refused, as JSON refuses it", (text) => {
  expect(() => exactJson.parse(text)).toThrow(SyntaxError);
});

const large: readonly [string, string][] = [
  ["one string", JSON.stringify("x".repeat(16_000_000))],
  ["one string of escapes", JSON.stringify('\\"'.repeat(4_000_000))],
  ["many integers", `[${"12345678901234567890,".repeat(50_000)}1]`],
  ["one integer", "9".repeat(16_000_000)],
  ["one integer with zeros", `1${"0".repeat(16_000_000)}1`],
  ["one fraction", `0.${"0".repeat(16_000_000)}1`],
];

test.each(large)("[H8] %s of many megabytes is read", (_name, text) => {
  const value = exactJson.parse(text);
  if (/^\d/u.test(text)) expect(value === text).toBe(true);
  else if (text.startsWith('"')) expect(value === JSON.parse(text)).toBe(true);
  else expect(value).toHaveLength(50_001);
});

test("[H8] a bigint is written as its digits, and read back", () => {
  const value = { a: [2n ** 70n, -(2n ** 70n), 1.5], b: `"${2n ** 70n}"` };
  expect(exactJson.stringify(value)).toBe(`{"a":[${2n ** 70n},${-(2n ** 70n)},1.5],"b":"\\"${2n ** 70n}\\""}`);
  expect(exactJson.parse(exactJson.stringify(value) ?? "")).toEqual(value);
});
