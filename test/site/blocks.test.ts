import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type CodeBlock, codeBlocksOf, movesIn } from "../../packages/site/src/code-blocks.js";
import { typeCheck } from "../support/type-check.js";
import { type BlockProject, blockProject } from "./block-project.js";
import { root, writtenPages } from "./pages.js";
import { printedBy } from "./printed-by.js";
import { startProviders } from "./provider-servers.js";
import { studioClient } from "./studio-client.js";

/** Blocks that import what another tool made need that tool: `test/packages/coming-from.test.ts` has them. */
const blocks = [...writtenPages()]
  .flatMap(([page, text]) => codeBlocksOf(page, text))
  .filter(({ language, marks }) => language === "ts" && !marks.includes("peer"));

const client = await studioClient();
const project: BlockProject = blockProject(blocks, new Map([...client].map(([path, text]) => [`api/${path}`, text])), {
  "openapi-fetch": join(root, "packages/runtime/node_modules/openapi-fetch"),
});
const providers = await startProviders();
afterAll(async () => {
  project.remove();
  await providers.close();
});

describe("every TypeScript block of the site compiles", () => {
  const diagnostics = typeCheck(blocks.map((block) => project.fileOf(block)));

  test.each(blocks.map((block) => [block.place, block] as const))("%s", (_place, block) => {
    expect(diagnostics.get(project.fileOf(block)) ?? []).toEqual([]);
  });
});

/** What each block prints; it runs once. */
const prints = new Map<CodeBlock, Promise<string>>();

function printOf(block: CodeBlock): Promise<string> {
  const known = prints.get(block) ?? printedBy(project.fileOf(block), providers.origins);
  prints.set(block, known);
  return known;
}

describe("every TypeScript block of the site runs, and prints what its page says", () => {
  test.each(blocks.map((block) => [block.place, block] as const))("%s", async (_place, block) => {
    const text = await printOf(block);
    if (block.output !== undefined) expect(text).toBe(block.output.trimEnd());
    else expect(text).not.toBe("");
  });
});

describe("what was written for openapi-fetch prints the same after the move", () => {
  const moves = [...movesIn(blocks)].filter(([name]) => name.startsWith("from/openapi-fetch.md"));

  test("each step of the page is one", () => {
    expect(moves.length).toBeGreaterThanOrEqual(11);
  });

  test.each(moves)("%s", async (_name, { before, after }) => {
    expect(before).toHaveLength(1);
    expect(after.length).toBeGreaterThan(0);
    const given = await Promise.all(before.map(printOf));
    for (const block of after) expect([await printOf(block)]).toEqual(given);
  });
});
