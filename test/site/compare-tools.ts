import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type CodeBlock, codeBlocksOf, movesIn } from "../../packages/site/src/code-blocks.js";
import type { SideBySide, ToolFigures } from "../../packages/site/src/side-by-side.js";
import { type Command, costOf } from "../bench/generate/cost.js";
import { build } from "../bench/generate/ours.js";
import { median } from "../bench/statistics.js";
import { installLocked } from "../support/locked-packages.js";
import { blockProject } from "./block-project.js";
import { read, root, writtenPages } from "./pages.js";
import { heyApi, openapiTypescript, orval, type PeerTool } from "./peer-clients.js";
import { circumstances } from "./save-figures.js";

const ROUNDS = 3;

const specloom: PeerTool = {
  name: "Specloom",
  packages: ["specloom", "@specloom/runtime"],
  commands: ["npx specloom generate openapi.yaml --output src/api", "npm install @specloom/runtime"],
  command(_modules, document, cwd) {
    writeFileSync(join(cwd, "package.json"), `{ "private": true, "type": "module" }\n`);
    writeFileSync(join(cwd, "tsconfig.json"), `{ "compilerOptions": { "strict": true, "module": "nodenext" } }\n`);
    const program = join(root, "packages/toolchain/dist/specloom.js");
    return { cwd, args: [program, "generate", document, "--output", "api"] };
  },
};

/** A tool, where its client is in an app, and where a page has its two programs: all items, and a job. */
interface Contestant {
  readonly tool: PeerTool;
  /** The folder of the client, in the folder that the command runs in and beside the programs. */
  readonly client: string;
  readonly programs: readonly [list: CodeBlock, wait: CodeBlock];
}

/** Measures each tool on the same document and the same two tasks. */
export async function compareTools(progress: (line: string) => void): Promise<SideBySide> {
  const modules = await installLocked(join(root, "test/packages/coming-from"));
  progress("Building the command");
  await build();
  const tools: ToolFigures[] = [];
  for (const contestant of contestants()) {
    progress(contestant.tool.name);
    tools.push(await measure(contestant, modules));
  }
  return { measured: circumstances(), tools };
}

function contestants(): readonly Contestant[] {
  const moves = movesIn([...writtenPages()].flatMap(([page, text]) => codeBlocksOf(page, text)));
  const programs = (page: string, steps: readonly number[], state: "before" | "after"): [CodeBlock, CodeBlock] => {
    const [list, wait] = steps.map((step) => moves.get(`${page}.md ${step}`)?.[state][0]);
    if (list === undefined || wait === undefined) throw new Error(`${page}.md lacks one of its programs`);
    return [list, wait];
  };
  return [
    { tool: specloom, client: "api", programs: programs("from/openapi-fetch", [11, 12], "after") },
    {
      tool: { ...specloom, name: "Specloom, functions" },
      client: "api",
      programs: programs("guide/functions", [1, 2], "after"),
    },
    { tool: openapiTypescript, client: "api", programs: programs("from/openapi-fetch", [11, 12], "before") },
    { tool: heyApi, client: "hey-api", programs: programs("from/hey-api", [1, 2], "before") },
    { tool: orval, client: "orval", programs: programs("from/orval", [1, 2], "before") },
  ];
}

async function measure({ tool, client, programs }: Contestant, modules: string): Promise<ToolFigures> {
  const folder = mkdtempSync(join(tmpdir(), "specloom-compare-"));
  try {
    const seconds: number[] = [];
    let made = "";
    for (let round = 0; round < ROUNDS; round += 1) {
      const target = join(folder, `${round}`);
      mkdirSync(target);
      const command: Command = tool.command(modules, join(root, "packages/site/sample/openapi.yaml"), target);
      const cost = await costOf(command, join(folder, "usage"));
      if (cost === undefined) throw new Error(`${tool.name} failed`);
      seconds.push(cost.cpuMilliseconds / 1000);
      made = tool.name.startsWith(specloom.name) ? join(target, client) : target;
    }
    const files = codeBelow(made);
    const [list, wait] = programs;
    return {
      name: tool.name,
      packages: tool.packages.map((name) => `${name} ${versionOf(name, modules)}`),
      commands: tool.commands,
      seconds: median(seconds),
      files: files.size,
      lines: [...files.values()].reduce((sum, text) => sum + text.trimEnd().split("\n").length, 0),
      allItems: linesOf(list),
      waitForJob: linesOf(wait),
      bundle: await bundled(programs, client, files, modules),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function codeBelow(folder: string): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

/** Lines that a user writes: without imports and blank ones. */
function linesOf({ code }: CodeBlock): number {
  return code.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("import ")).length;
}

function versionOf(name: string, modules: string): string {
  const ours: Readonly<Record<string, string>> = { specloom: "toolchain", "@specloom/runtime": "runtime" };
  const own = ours[name];
  const text =
    own === undefined
      ? readFileSync(join(modules, name, "package.json"), "utf8")
      : read(`packages/${own}/package.json`);
  const { version }: { readonly version: string } = JSON.parse(text);
  return version;
}

/** What is used of esbuild. */
interface Esbuild {
  build(
    options: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly outputFiles: readonly { readonly text: string }[] }>;
}

/** Bytes of both programs in one bundle for browsers, minified and gzipped. */
async function bundled(
  programs: readonly CodeBlock[],
  client: string,
  files: ReadonlyMap<string, string>,
  modules: string,
): Promise<number> {
  const beside = new Map([...files].map(([path, text]) => [`${client}/${path}`, text]));
  const project = blockProject(programs, beside, { "openapi-fetch": join(modules, "openapi-fetch") });
  try {
    const esbuild: Esbuild = createRequire(join(modules, "esbuild/package.json"))("esbuild");
    const { outputFiles } = await esbuild.build({
      stdin: {
        contents: programs.map((block) => `import ${JSON.stringify(project.fileOf(block))};`).join("\n"),
        resolveDir: project.folder,
      },
      bundle: true,
      format: "esm",
      platform: "browser",
      target: "es2022",
      minify: true,
      legalComments: "none",
      write: false,
      logLevel: "warning",
    });
    return outputFiles.reduce((sum, { text }) => sum + gzipSync(text, { level: 9 }).length, 0);
  } finally {
    project.remove();
  }
}
