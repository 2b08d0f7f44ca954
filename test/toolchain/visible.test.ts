import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { outputTo } from "../../packages/toolchain/src/cli/output.js";
import { printAnnotations } from "../../packages/toolchain/src/drift/render/annotation.js";
import { ToolchainError } from "../../packages/toolchain/src/errors.js";
import { renderError } from "../../packages/toolchain/src/error-text.js";
import { paint } from "../../packages/toolchain/src/paint.js";
import {
  markdownCell,
  markdownCode,
  markdownMessage,
  markdownText,
  oneLine,
  visible,
} from "../../packages/toolchain/src/visible.js";
import { hostileText } from "../support/hostile-texts.js";
import { propertyRuns } from "../support/property.js";

const runs = propertyRuns();

/** What acts on a terminal, a browser or an editor, and is not seen; but for tabs and line feeds. */
const HIDDEN = /[^\P{Cc}\t\n]|[\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/u;

describe("15: nothing is hidden in a text", () => {
  test.each([
    ["\u001B[31mred", String.raw`\u001b[31mred`],
    ["a\rb\u0008c", String.raw`a\u000db\u0008c`],
    ["a\u009B2Jb", String.raw`a\u009b2Jb`],
    ["a\u202Eb\u2066c", String.raw`a\u202eb\u2066c`],
    ["a\u2028b\uFEFF", String.raw`a\u2028b\ufeff`],
    ["\u{E0041}", String.raw`\udb40\udc41`],
    ["\uD800", String.raw`\ud800`],
    ["tab\tand\nline, ünïcödé, 日本語, العربية, 🎉, 👩‍👩‍👧", "tab\tand\nline, ünïcödé, 日本語, العربية, 🎉, 👩‍👩‍👧"],
  ])("%j becomes %j", (text, want) => {
    expect(visible(text)).toBe(want);
  });

  test("a string of JSON and of JavaScript keeps its value", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const printed = visible(JSON.stringify(text));
        expect(printed).not.toMatch(HIDDEN);
        expect(JSON.parse(printed)).toBe(text);
      }),
      runs,
    );
  });

  test("a text on one line is one, is short, and says so where it was cut", () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 10, max: 80 }), (text, max) => {
        const line = oneLine(text, max);
        expect(line).not.toMatch(HIDDEN);
        expect(line).not.toMatch(/[\n\t]/u);
        expect(line.length).toBeLessThanOrEqual(max);
        expect(oneLine(line, max)).toBe(line);
      }),
      runs,
    );
    expect(oneLine("x".repeat(5_000_000), 10)).toBe(`${"x".repeat(9)}…`);
  });

  test.each([
    ["[x](https://evil.example)", String.raw`\[x\](https\://evil.example)`],
    ["www.evil.example", String.raw`www\.evil.example`],
    ["<img src=x>", "&lt;img src=x>"],
    ["@all", "@\u200Ball"],
    ["# a\n## b", String.raw`\# a \#\# b`],
    ["Acme 2.0: Jobs (beta)", "Acme 2.0: Jobs (beta)"],
  ])("in Markdown, %j is %j", (text, want) => {
    expect(markdownText(text)).toBe(want);
  });
});

describe("15: the one filter before a terminal", () => {
  function printed(text: string, { color = false, env = {} }: { color?: boolean; env?: Record<string, string> } = {}) {
    let all = "";
    const out = (part: string): void => void (all += part);
    outputTo({ out, err: out, interactive: false, color }, env).out(text);
    return all;
  }

  test("nothing of a text acts on a terminal, with colours or without", () => {
    fc.assert(
      fc.property(hostileText, fc.boolean(), (text, color) => {
        const styled = paint({ color }, "red", "error");
        const shown = printed(`${styled} ${text}`, { color });
        const start = color ? "\u001B[31merror\u001B[39m " : "error ";
        expect(shown.startsWith(start)).toBe(true);
        expect(shown.slice(start.length)).not.toMatch(HIDDEN);
      }),
      runs,
    );
  });

  test("in a workflow, no line is a command, and JSON keeps its values", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const env = { GITHUB_ACTIONS: "true" };
        expect(printed(text, { env })).not.toMatch(/^\s*::|##\[/mu);
        expect(JSON.parse(printed(JSON.stringify(text), { env }))).toBe(text);
      }),
      runs,
    );
  });

  test("an annotation is one command on one line, whatever its texts are", () => {
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, (title, file, line) => {
        const text = printAnnotations([{ command: "error", title, place: { file }, lines: [line] }]);
        expect(text.match(/\n/gu)).toHaveLength(1);
        expect(text).toMatch(/^::error file=[^:,\n]*,title=[^:,\n]*::[^\n]*\n$/u);
        expect(text).not.toMatch(HIDDEN);
      }),
      runs,
    );
  });

  test("no line of an error's message begins as one of ours", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const lines = printed(
          renderError(new ToolchainError("document/unreadable", `found ${text}\nerror[x] y`)),
        ).split("\n");
        expect(lines.filter((line) => /^\S/u.test(line))).toEqual(["error[document/unreadable]"]);
      }),
      runs,
    );
  });
});

test.each([
  ["a|b", "a|b", String.raw`a\|b`],
  ["of `a|b` and c|d", "of `a|b` and c|d", String.raw`of \`a\|b\` and c\|d`.replaceAll("\\`", "`")],
  [String.raw`a\|b`, String.raw`a\\|b`, String.raw`a\\\|b`],
])("a bar has an escape in cells of tables alone: %s", (message, text, cell) => {
  expect(markdownMessage(message)).toBe(text);
  expect(markdownCell(markdownMessage(message))).toBe(cell);
});

test("a bar in code has no escape, which would be seen", () => {
  expect([markdownCode("a|b"), markdownCell(markdownCode("a|b"))]).toEqual([
    "`a|b`",
    String.raw`\`a\|b\``.replaceAll("\\`", "`"),
  ]);
});
