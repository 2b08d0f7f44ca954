import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digest } from "../../../packages/toolchain/src/document/digest.js";
import { decodeText } from "../../../packages/toolchain/src/document/text.js";
import { failure } from "./support.js";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("digest", () => {
  it("is SHA-256 in hexadecimal digits", () => {
    expect(digest(bytes("abc"))).toStrictEqual({
      raw: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      normalized: "edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb",
    });
  });

  it("when normalised, does not change with a byte order mark, CRLF or a missing last newline", () => {
    const invariant = fc.property(fc.string({ unit: fc.constantFrom("a", "é", " ", "\n") }), (text) => {
      const lines = `${text}.\n`;
      const { raw, normalized } = digest(bytes(lines));
      for (const variant of [`\uFEFF${lines}`, lines.replaceAll("\n", "\r\n"), lines.slice(0, -1)]) {
        expect(digest(bytes(variant)).normalized).toBe(normalized);
        expect(digest(bytes(variant)).raw).not.toBe(raw);
      }
    });
    fc.assert(invariant);
  });

  it("changes with anything else", () => {
    const variants = ["a: 1\n", "a: 2\n", "a: 1 \n", "a: 1\n\n", "\na: 1\n"];
    expect(new Set(variants.map((text) => digest(bytes(text)).normalized)).size).toBe(variants.length);
  });
});

describe("decodeText", () => {
  it("keeps the text as it is, byte order mark included", () => {
    expect(decodeText("a.yaml", bytes("\uFEFFa: é\r\n"))).toStrictEqual({ path: "a.yaml", text: "\uFEFFa: é\r\n" });
  });

  const cases: [title: string, bytes: Uint8Array, want: string][] = [
    [
      "Latin-1",
      new Uint8Array([...bytes("a: 1\nb: "), 0xe9, 0x0a]),
      "document/unreadable at a.yaml:2:4: Expected UTF-8 text, found bytes that are not UTF-8",
    ],
    [
      "UTF-16",
      new Uint8Array([0xff, 0xfe, 0x61, 0x00]),
      "document/unreadable at a.yaml: Expected UTF-8 text, found UTF-16 text",
    ],
    [
      "more than the cap",
      new Uint8Array(64 * 1024 * 1024 + 1),
      "document/too-large at a.yaml: Expected at most 67108864 bytes, found 67108865",
    ],
  ];
  it.each(cases)("refuses %s", (_, given, want) => {
    expect(failure(() => decodeText("a.yaml", given))).toBe(want);
  });
});
