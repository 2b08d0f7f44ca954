import { describe, expect, test } from "vitest";
import { comment, type Docs, firstParagraph, opening } from "../../../packages/toolchain/src/emit/docs.js";

describe("comment", () => {
  const cases: [string, Docs, string][] = [
    ["nothing to say", {}, ""],
    ["an empty summary", { summary: " " }, ""],
    ["one line", { summary: "Gets a job." }, "/** Gets a job. */\n"],
    [
      "a description that repeats the summary",
      { summary: "Gets a job.", description: "gets a job" },
      "/** Gets a job. */\n",
    ],
    [
      "a description that adds something, the route and tags",
      { summary: "Gets a job.", description: "By id.", route: "`GET /jobs`", tags: ["@deprecated", "@throws {Error}"] },
      "/**\n * Gets a job.\n *\n * By id.\n *\n * `GET /jobs`\n *\n * @deprecated\n * @throws {Error}\n */\n",
    ],
    [
      "prose that looks like a tag",
      { summary: "Old.", description: "@deprecated not really" },
      "/**\n * Old.\n *\n * \\@deprecated not really\n */\n",
    ],
    ["HTML in code stays", { summary: "Sends `<b>x</b>`." }, "/** Sends `<b>x</b>`. */\n"],
    [
      "a long list item goes on under its text",
      { summary: `- ${"word ".repeat(30).trim()}` },
      `/**\n * - ${"word ".repeat(22).trim()}\n *   ${"word ".repeat(8).trim()}\n */\n`,
    ],
    ["an end of comment", { summary: "a */ alert(1) /*" }, "/** a *\\/ alert(1) /* */\n"],
    [
      "HTML",
      { summary: '<p>Uses <b>all</b> <code>ids</code><br/>of <a href="/x">x</a>.</p>' },
      "/**\n * Uses **all** `ids`\n * of [x](/x).\n */\n",
    ],
    ["an HTML list", { summary: "One of<ul><li>a</li><li>b</li></ul>" }, "/**\n * One of\n *\n * - a\n * - b\n */\n"],
    ["CRLF and trailing blanks", { summary: "a  \r\nb" }, "/**\n * a\n * b\n */\n"],
    ["unusual line separators", { summary: "a\u2028b" }, "/**\n * a\n * b\n */\n"],
    ["a comparison, which is no HTML", { summary: "a < b and c > d" }, "/** a < b and c > d */\n"],
  ];
  test.each(cases)("%s", (_title, docs, expected) => {
    expect(comment(docs)).toBe(expected);
  });
});

test.each([
  ["One.\nStill one.\n\nTwo.", "One. Still one."],
  ["", ""],
])("the first paragraph of %j is %j", (text, expected) => {
  expect(firstParagraph(text)).toBe(expected);
});

test.each<[text: string, expected: string | undefined]>([
  ["One\nline.\n\nTwo.", "One\nline."],
  ["One.\r\n \r\nTwo.", "One."],
  ["> A note.\n\n# Title\n\n- An item\n\n| a | b |\n\nOne.", "One."],
  ["<p>One.</p>\n\nTwo.", "<p>One.</p>"],
  ["One:\n```\ncode\n\nmore\n```", "One:"],
  ["```\ncode\n\nmore\n```\n\nOne.", undefined],
  ["", undefined],
])("the opening of %j is %j", (text, expected) => {
  expect(opening(text)).toBe(expected);
});
