import { mkdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type CodeBlock, codeBlocksOf, movesIn } from "../../packages/site/src/code-blocks.js";
import { type BlockProject, blockProject } from "../site/block-project.js";
import { root, writtenPages } from "../site/pages.js";
import { heyApi, orval, type PeerTool } from "../site/peer-clients.js";
import { printedBy } from "../site/printed-by.js";
import { studioClient } from "../site/studio-client.js";
import { runOrThrow } from "../support/command.js";
import { installLocked } from "../support/locked-packages.js";
import { type JulepStart, startJulep } from "../support/stand-ins/julep.js";
import type { StandIn } from "../support/stand-ins/stand-in.js";
import { typeCheck } from "../support/type-check.js";

/** Steps of the pages whose state before needs another tool, with both states. */
const steps = [...movesIn([...writtenPages()].flatMap(([page, text]) => codeBlocksOf(page, text)))].filter(
  ([, { before }]) => before.some(({ marks }) => marks.includes("peer")),
);
const blocks = steps.flatMap(([, { before, after }]) => [...before, ...after]);

/** Shows a component as a server does, which waits for what it asks for. */
const RENDER = `import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createElement, type ComponentType } from "react";
import { prerender } from "react-dom/static";

export async function render(Scene: ComponentType<{ readonly id: string }>): Promise<string> {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const app = createElement(QueryClientProvider, { client }, createElement(Scene, { id: "r1" }));
  return new Response((await prerender(app)).prelude).text();
}
`;

const packages = ["@julep/sdk", "@tanstack/react-query", "openapi-fetch", "openapi-react-query", "react", "react-dom"];

describe("a small app of another tool prints the same after the move", () => {
  let project: BlockProject;
  let julep: StandIn<JulepStart>;
  beforeAll(async () => {
    const modules = await installLocked(join(import.meta.dirname, "coming-from"));
    const client = await studioClient();
    const files = new Map([...client].map(([path, text]) => [`api/${path}`, text]));
    files.set("render.ts", RENDER);
    const types = ["@types/react", "@types/react-dom"];
    const places = [...packages, ...types].map((name) => [name, join(modules, name)] as const);
    project = blockProject(blocks, files, Object.fromEntries(places));
    await Promise.all([generate(heyApi, "hey-api", modules), generate(orval, "orval", modules)]);
    julep = await startJulep({ key: "julep-key" });
    julep.startJob({ script: [{ state: "succeeded" }] });
  }, 300_000);
  afterAll(async () => {
    project.remove();
    await julep.close();
  });

  async function generate({ command }: PeerTool, name: string, modules: string): Promise<void> {
    const folder = join(project.folder, name);
    mkdirSync(folder);
    const { node = "", args, cwd } = command(modules, join(root, "packages/site/sample/openapi.yaml"), folder);
    await runOrThrow(node, args, { cwd });
  }

  async function printOf(block: CodeBlock): Promise<string> {
    const { render } = await import(join(project.folder, "render.ts"));
    let shown = "";
    const use = async (module: unknown): Promise<void> => {
      const scene: unknown = Reflect.get(Object(module), "Scene");
      if (scene !== undefined) shown = await render(scene);
    };
    // That SDK brings a fetch of its own. Both clients read this variable.
    vi.stubEnv("JULEP_BASE_URL", julep.url);
    const { origin } = new URL(julep.url);
    const printed = await printedBy(project.fileOf(block), { [origin]: origin }, use);
    vi.unstubAllEnvs();
    return printed + shown;
  }

  test("there is one for each tool", () => {
    const tools = new Set(steps.map(([name]) => name.split(" ")[0]));
    expect(tools).toEqual(new Set(["from/openapi-fetch.md", "from/hey-api.md", "from/orval.md", "from/stainless.md"]));
  });

  test("all of it compiles", () => {
    const files = [...blocks.map((block) => project.fileOf(block)), join(project.folder, "render.ts")];
    // What Hey API writes does not compile where optional properties are exact.
    const options = { jsx: ts.JsxEmit.ReactJSX, exactOptionalPropertyTypes: false, noUnusedLocals: false };
    expect([...typeCheck(files, new Map(), options)]).toEqual([]);
  });

  test.each(steps)("%s", async (_name, { before, after }) => {
    expect(before).toHaveLength(1);
    expect(after.length).toBeGreaterThan(0);
    const given = await Promise.all(before.map(printOf));
    expect(given).not.toEqual([""]);
    for (const block of after) expect([await printOf(block)]).toEqual(given);
  });
});
