import { describe, expect, test } from "vitest";
import { readAccepted } from "../../../packages/toolchain/src/drift/accepted.js";
import { failureOf } from "../overlay/support.js";

const read = (text: string) => readAccepted({ path: "accepted.yaml", text });

describe("accepted.yaml", () => {
  test.each(["3f2a9c01d4be", "1234567e8901", "123456789012", "012345678901", "1e0000000005", "00000000000e"])(
    "has the fingerprint %s, with quotes or without",
    (fingerprint) => {
      for (const written of [fingerprint, `"${fingerprint}"`])
        expect(read(`- fingerprint: ${written}\n  reason: 1.10\n`)).toMatchObject([{ fingerprint, reason: "1.10" }]);
    },
  );

  test.each(["2030-01-31", "2028-02-29"])("may have the date %s", (expires) => {
    expect(read(`- {fingerprint: 3f2a9c01d4be, reason: r, expires: ${expires}}`)).toMatchObject([{ expires }]);
  });

  const date = "Expected `expires` to be a date such as 2030-01-31";
  test.each<[error: string, line: number, text: string]>([
    ...["2030-99-99", "2030-02-30", "2029-02-29", "2030-04-31", "2030-00-10", "2030-1-31", "2030", "20300131"].map(
      (expires): [string, number, string] => [
        date,
        3,
        `- fingerprint: 3f2a9c01d4be\n  reason: r\n  expires: ${expires}`,
      ],
    ),
    ["twelve hexadecimal digits", 2, "- reason: r\n  fingerprint: 3F2A9C01D4BE"],
    ["twelve hexadecimal digits", 1, "- reason: r"],
    ["Expected a `reason`", 2, "- fingerprint: 3f2a9c01d4be\n  reason: ''"],
    ["found a/b", 3, "- fingerprint: 3f2a9c01d4be\n  reason: r\n  a/b: 1"],
    ["Expected 3f2a9c01d4be once, found it on line 1, too", 2, "- &a {fingerprint: 3f2a9c01d4be, reason: r}\n- *a"],
    [
      "Expected 1234567e8901 once, found it on line 1, too",
      3,
      "- {fingerprint: 1234567e8901, reason: r, expires: 2020-01-01}\n- {fingerprint: 3f2a9c01d4be, reason: r}\n- {fingerprint: '1234567e8901', reason: s}",
    ],
  ])("%s: line %s of %j", (error, line, text) => {
    const { code, message, location } = failureOf(() => read(text));
    expect({ code, message, line: location?.line }).toEqual({
      code: "drift/accepted",
      message: expect.stringContaining(error),
      line,
    });
  });
});
