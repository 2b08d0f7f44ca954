import { parseLinkHeader } from "@specloom/runtime";
import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { propertyRuns } from "../../support/property.js";
import { nextLink } from "../../../packages/runtime/src/pagination/link-header.js";

vi.setConfig({ testTimeout: 60 * propertyRuns().numRuns });

type Parsed = readonly [target: string, parameters: Readonly<Record<string, string>>];

const parse = (field: string): Parsed[] =>
  parseLinkHeader(field).map(({ target, parameters }) => [target, Object.fromEntries(parameters)]);

describe("parsing", () => {
  const rows: readonly [string, string, readonly Parsed[]][] = [
    ["one link", '</a>; rel="next"', [["/a", { rel: "next" }]]],
    ["a token", "</a>; rel=next", [["/a", { rel: "next" }]]],
    [
      "several",
      '</a>; rel="next", </b>; rel="prev"',
      [
        ["/a", { rel: "next" }],
        ["/b", { rel: "prev" }],
      ],
    ],
    [
      "no space at all",
      "</a>;rel=next,</b>;rel=prev",
      [
        ["/a", { rel: "next" }],
        ["/b", { rel: "prev" }],
      ],
    ],
    [
      "space everywhere",
      ' </a> ; rel = "next" , </b>',
      [
        ["/a", { rel: "next" }],
        ["/b", {}],
      ],
    ],
    ["a comma and semicolon in the target", "</a,b;c>; rel=next", [["/a,b;c", { rel: "next" }]]],
    [
      "a comma and semicolon in quotes",
      '</a>; title="x, </y>; rel=next"; rel=prev',
      [["/a", { title: "x, </y>; rel=next", rel: "prev" }]],
    ],
    ["an escape in quotes", String.raw`</a>; title="a \"b\" \\ c"`, [["/a", { title: String.raw`a "b" \ c` }]]],
    ["names in any case", "</a>; ReL=next", [["/a", { rel: "next" }]]],
    ["of a name given twice, the first", "</a>; rel=prev; rel=next", [["/a", { rel: "prev" }]]],
    ["a name without a value", "</a>; crossorigin; rel=next", [["/a", { crossorigin: "", rel: "next" }]]],
    ["an empty value", '</a>; rel=; title=""', [["/a", { rel: "", title: "" }]]],
    [
      "empty elements",
      ", ,</a>,, </b>,",
      [
        ["/a", {}],
        ["/b", {}],
      ],
    ],
    ["an empty target", "<>; rel=next", [["", { rel: "next" }]]],
    ["quotes that do not close", '</a>; rel="next', [["/a", { rel: "next" }]]],
    ["nothing", "", []],
    ["garbage", "next", []],
    ["garbage before a link", "x </a>", []],
    ["garbage after a link", "</a> x, </b>", [["/a", {}]]],
    ["a target that does not close", "</a; rel=next", []],
  ];
  test.each(rows)("[37] %s", (_name, field, want) => {
    expect(parse(field)).toEqual(want);
  });

  const quoted = fc.string().map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`);
  test("[37] what is written by the rules is read back", () => {
    const token = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
    const link = fc.record({
      target: fc.webUrl({ withQueryParameters: true }).map((url) => url.replace(/[<>]/g, "")),
      parameters: fc.dictionary(token, fc.string(), { maxKeys: 4, noNullPrototype: true }),
    });
    const property = fc.property(fc.array(link), fc.constantFrom(",", ", ", " ,\t"), (links, comma) => {
      const field = links.map(({ target, parameters }) => {
        const pairs = Object.entries(parameters).map(([name, text]) => `; ${name}="${text.replace(/["\\]/g, "\\$&")}"`);
        return `<${target}>${pairs.join("")}`;
      });
      expect(parse(field.join(comma))).toEqual(links.map(({ target, parameters }) => [target, parameters]));
    });
    fc.assert(property, propertyRuns());
  });

  test("[37] anything else does not throw, and ends", () => {
    const part = fc.oneof(fc.constantFrom("<", ">", ";", ",", '"', "\\", "=", " ", "rel", "next"), quoted, fc.string());
    const property = fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
      expect(Array.isArray(parseLinkHeader(parts.join("")))).toBe(true);
    });
    fc.assert(property, propertyRuns());
  });

  // A parser that is not linear would not finish.
  test("[37] long malformed fields are read once", () => {
    for (const piece of [" ", ";", "; ", '; a="', "\\", ";a ", ", ", "<", "</a>;"]) {
      expect(parseLinkHeader(`</a>${piece.repeat(100_000)}`).length).toBeGreaterThan(0);
      expect(Array.isArray(parseLinkHeader(piece.repeat(100_000)))).toBe(true);
    }
  });
});

describe("the relation", () => {
  const rows: readonly [string, string, string | null | undefined][] = [
    ["next", "</p>; rel=prev, </n>; rel=next", "/n"],
    ["in any case", "</n>; rel=NEXT", "/n"],
    ["one of several", '</n>; rel="last next"', "/n"],
    ["the first of two", "</n>; rel=next, </m>; rel=next", "/n"],
    ["not a part of a word", '</n>; rel="next-archive prevnext"', undefined],
    ["not of another resource", '</n>; rel=next; anchor="/other"', undefined],
    ["not without results", '</n>; rel="next"; results="false"; cursor="0:100:0"', undefined],
    ["not without results, in any form", "</n>; rel=next; Results=False, </m>; results='FALSE'; rel=next", undefined],
    ["with results", '</p>; rel="previous"; results="false", </n>; rel="next"; results="true"', "/n"],
    ["with results of another kind", '</n>; rel=next; results="", </m>; rel=next; results=0', "/n"],
    ["with results, after one without", "</n>; rel=next; results=false, </m>; rel=next", "/m"],
    ["not only in the second rel", "</n>; rel=prev; rel=next", undefined],
    ["not the title", '</n>; title="next"', undefined],
    ["no link", "", undefined],
    ["before garbage", "</n>; rel=next garbage, x", "/n"],
    ["unknown, if the text is malformed", "</p>; rel=prev, x", null],
    ["in single quotes", "</a>; rel='next'", "/a"],
    ["in single quotes, among others", "</p>; rel='prev', </a>; REL='last Next'", "/a"],
    ["no part of another word in single quotes", "</a>; rel='nextish', </b>; rel='http://x/next'", undefined],
  ];
  test.each(rows)("[37] %s", (_name, field, want) => {
    expect(nextLink(field)).toBe(want);
  });
});
