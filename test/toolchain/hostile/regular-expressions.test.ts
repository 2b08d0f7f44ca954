import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, test, vi } from "vitest";

// No regular expression over what others have written takes more than linear time: neither a timer nor a size limit ends
// one that does. The checker recheck builds an automaton of each, and runs the others on texts of their own alphabet while
// it counts steps.
vi.stubEnv("RECHECK_BACKEND", "pure");
const { checkSync } = await import("recheck");
vi.unstubAllEnvs();

/** Regular expressions that nothing foreign reaches, or that the checker takes for longer than they are. */
const exceptions: Readonly<Record<string, string>> = {
  [String.raw`/\[\s+("[^\]]*")\s+\]/gu`]: "reads settings that the toolchain has just printed",
  [String.raw`/"(?:[^"\\]|\\.)*"/gu`]: "reads code that the toolchain has just printed",
  [String.raw`/(?:NonNullable<operations\["(?:[^"\\]|\\.)*"\]\["requestBody"\]>|operations\["(?:[^"\\]|\\.)*"\])(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])+/gu`]:
    "reads types that the toolchain has just printed, whose parts other characters separate",
  [String.raw`/^import [^;]*;$/gmu`]: "reads code that the toolchain has just printed",
  [String.raw`/\/+$/`]: "reads the base URL that the user of a client gives",
};

/** Regular expressions that are put together when they are needed, with why they are linear. */
const computed: Readonly<Record<string, string>> = {
  'token.startsWith("\\\\") ? `^[${token}]$` : `^${token}$`': "has one character class and no repetition",
  '`"${mark}(-?\\\\d+)"`': "begins with a mark of fixed length",
  pattern: "is used for patterns of plain characters alone, which keysOf tells",
  "`\\\\b${name}\\\\b`": "has a name of the runtime, or of an import",
  "secret.replace(/\\W+/g, escapable)":
    "has parts that begin with other characters, and a number of them that has a limit",
  "ESCAPED.source": "is one that is checked where it stands, for each of its matches",
  "`(?:.{1,${WIDTH}}|\\\\S+)(?:\\\\s+|$)`": "every part ends at a space, or is short",
  "`(?<![A-Za-z_-])${item}(?:\\\\s*(?:,|\\\\||/)\\\\s*(?:(?:and|or)\\\\s+)?${item}|\\\\s+(?:and|or)\\\\s+${item}){2,}`":
    "begins at the start of a word, and other characters separate its parts",
  "`^${segment}(\\\\.${segment}){0,3}$`": "has parts that a dot separates",
  "`^${place}\\\\s*==\\\\s*(?:\"([^\"]*)\"|'([^']*)'|(-?\\\\d+))$`": "has parts that other characters separate",
};

interface Found {
  readonly file: string;
  readonly text: string;
}

const root = resolve(import.meta.dirname, "../../..");
const literals: Found[] = [];
const constructed: Found[] = [];

for (const folder of ["packages/toolchain/src", "packages/runtime/src"])
  for (const name of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".ts")) continue;
    const file = `${folder}/${name}`;
    const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.ESNext, true);
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) literals.push({ file, text: node.text });
      if (ts.isNewExpression(node) && node.expression.getText(source) === "RegExp")
        constructed.push({ file, text: node.arguments?.[0]?.getText(source) ?? "" });
      ts.forEachChild(node, visit);
    };
    visit(source);
  }

const places = new Map<string, string[]>();
for (const { file, text } of literals) places.set(text, [...(places.get(text) ?? []), file]);

/** Without a repetition that has no end, each attempt has a bound of its own. */
const isUnbounded = (pattern: string): boolean => /(?<!\\)[*+]|\{\d+,\}/u.test(pattern);
const unbounded = [...places].filter(([text]) => isUnbounded(text) && !Object.hasOwn(exceptions, text));

/**
 * A pattern without its lookarounds, which the automaton does not know, and their bodies. A body without a repetition
 * that has no end takes a bounded time at each position.
 */
function withoutLookarounds(pattern: string): { readonly rest: string; readonly bodies: readonly string[] } {
  const start = /(?<!\\)\(\?<?[=!]/u.exec(pattern);
  if (start === null) return { rest: pattern, bodies: [] };
  let depth = 0;
  let inClass = false;
  for (let index = start.index; index < pattern.length; index += 1) {
    const character = pattern[index];
    if (character === "\\") index += 1;
    else if (character === "[") inClass = true;
    else if (character === "]") inClass = false;
    else if (!inClass && character === "(") depth += 1;
    else if (!inClass && character === ")" && (depth -= 1) === 0) {
      const others = withoutLookarounds(pattern.slice(0, start.index) + pattern.slice(index + 1));
      return { rest: others.rest, bodies: [pattern.slice(start.index, index), ...others.bodies] };
    }
  }
  throw new Error(`no end of a lookaround in ${pattern}`);
}

function statusOf(text: string): string {
  const end = text.lastIndexOf("/");
  const { rest, bodies } = withoutLookarounds(text.slice(1, end));
  if (bodies.some(isUnbounded)) return "a lookaround without a bound";
  const found = checkSync(rest, text.slice(end + 1), { checker: "automaton", timeout: 120_000 });
  return found.status === "unknown" ? `unknown, ${found.error.kind}` : `${found.status}, ${found.complexity.summary}`;
}

describe("15: a regular expression is linear", () => {
  test.each(unbounded)("%s of %j", (text) => {
    expect(statusOf(text)).toMatch(/^safe, (?:safe|linear)$/u);
  });

  test("the checker finds one that is not", () => {
    const samples = ["/^(?:<!--.*?-->\\s*)*<html/su", "/[ \\t]+$/u", "/(a+)+$/u", "/^(?!.*ed$)/u"];
    expect(samples.map(statusOf)).toEqual([
      "vulnerable, exponential",
      "vulnerable, 2nd degree polynomial",
      "vulnerable, exponential",
      "a lookaround without a bound",
    ]);
  });

  test("each exception is there, and so is each that is put together", () => {
    expect(unbounded.length).toBeGreaterThan(100);
    expect(Object.keys(exceptions).filter((text) => !places.has(text))).toEqual([]);
    expect(new Set(constructed.map(({ text }) => text))).toEqual(new Set(Object.keys(computed)));
  });
});
