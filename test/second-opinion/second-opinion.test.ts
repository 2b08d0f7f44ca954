import { afterEach, describe, expect, test } from "vitest";
import { createRepository, type TemporaryRepository } from "../support/repository.js";
import { renderComparison } from "./comparison.js";
import { type Ask, opinionOf } from "./redocly.js";
import { secondOpinion } from "./second-opinion.js";

const breaking = { isBreaking: true, rules: ["request-type-changed"] };
const safe = { isBreaking: false, rules: ["response-type-narrowed"] };

test("disagreements that are alike stand together, and the last line counts", () => {
  const nothing = { isBreaking: false, rules: [] };
  const compared = [
    { name: "a.yaml: One", ours: safe, theirs: breaking },
    { name: "a.yaml: Two", ours: breaking, theirs: breaking },
    { name: "b.yaml: Three", ours: breaking, theirs: nothing },
    { name: "b.yaml: Four", ours: safe, theirs: breaking },
  ];
  expect(renderComparison(compared))
    .toBe(`drift: not breaking (response-type-narrowed) | Redocly: breaking (request-type-changed)
  a.yaml: One
  b.yaml: Four

drift: breaking (request-type-changed) | Redocly: not breaking (nothing found)
  b.yaml: Three

4 pairs, 1 agree, 3 disagree
`);
  expect(renderComparison(compared.slice(1, 2))).toBe("1 pairs, 1 agree, 0 disagree\n");
});

describe("what Redocly's report says", () => {
  const change = (impact: string, ...rules: string[]) => ({
    kind: "modified",
    typeName: "Schema",
    impact,
    verdicts: rules.map((ruleId) => ({ ruleId })),
  });
  test.each([
    ["nothing", "none", [], { isBreaking: false, rules: [] }],
    ["what no rule speaks of", "patch", [change("patch")], { isBreaking: false, rules: ["Schema modified"] }],
    [
      "what breaks, by the rules that say so",
      "major",
      [change("major", "b", "a"), change("minor", "c"), change("major", "a")],
      { isBreaking: true, rules: ["a", "b"] },
    ],
  ])("%s", (_title, bump, changes, want) => {
    expect(opinionOf({ bump, changes })).toEqual(want);
  });
});

describe("the command", () => {
  let repository: TemporaryRepository;
  afterEach(() => repository.remove());

  /** An opinion for which any change breaks. */
  const strict: Ask = (_folder, before, after) =>
    Promise.resolve({ isBreaking: JSON.stringify(before) !== JSON.stringify(after), rules: ["any"] });

  async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    const printed = { out: "", err: "" };
    const output = {
      out: (text: string) => void (printed.out += text),
      err: (text: string) => void (printed.err += text),
    };
    return { code: await secondOpinion(args, output, () => Promise.resolve(strict)), ...printed };
  }

  test("asks of every pair there and back, and exits with 0 whatever is said", async () => {
    repository = createRepository({
      "types.yaml":
        "- { what: Narrower, form: schema, before: { type: number }, after: { type: integer }, there: [], back: [] }\n" +
        "- { what: Nullable, form: versions, before: [3.0.3, { type: string, nullable: true }], after: [3.1.0, { type: [string, 'null'] }], there: [], back: [] }\n",
      "README.md": "# Not a pair\n",
    });
    expect(await run(repository.root)).toEqual({
      code: 0,
      out: `drift: not breaking (nothing found) | Redocly: breaking (any)
  types.yaml: Nullable
  types.yaml: Nullable, and back

4 pairs, 2 agree, 2 disagree
`,
      err: "",
    });
  });

  test("without a folder of pairs says how it is used", async () => {
    repository = createRepository({ "README.md": "# Not a pair\n" });
    for (const args of [[], [repository.root], [repository.root, "more"], [`${repository.root}/absent`]])
      expect(await run(...args)).toMatchObject({
        code: 2,
        out: "",
        err: expect.stringMatching(/^Usage: pnpm drift:compare/u),
      });
  });
});
