import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";

/** What is used of esbuild, which tsx brings. */
interface Esbuild {
  build(options: Readonly<Record<string, unknown>>): Promise<unknown>;
}

const cache = resolve(import.meta.dirname, "../../../node_modules/.cache/specloom/durable");

/** Changes of a source file, as a later version would have it. */
export interface Edit {
  /** The end of the file's path. */
  readonly file: string;
  /** Texts that stand in the file once, and what they become. */
  readonly changes: readonly (readonly [from: string, to: string])[];
}

/**
 * Compiles a program for plain Node: a process that is started thirty times must not be compiled thirty times.
 *
 * @param edits With them, the compiled file has a name of its own.
 * @returns The path of the compiled file.
 */
export async function compileProgram(
  source: string,
  folder = cache,
  edits: readonly Edit[] = [],
  suffix = "",
): Promise<string> {
  const { resolve: find } = createRequire(import.meta.url);
  const esbuild: Esbuild = createRequire(find("tsx/package.json"))("esbuild");
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${basename(source, ".ts")}${suffix}.mjs`);
  const common = { bundle: true, format: "esm", platform: "node", target: "node20", logLevel: "warning" };
  await esbuild.build({
    ...common,
    entryPoints: [source],
    outfile,
    external: ["bullmq", "ioredis", "pg-boss", "@dbos-inc/dbos-sdk"],
    plugins: edits.map(editing),
  });
  return outfile;
}

/** What is used of a plugin's build. */
interface PluginBuild {
  onLoad(
    options: { readonly filter: RegExp },
    load: (args: { readonly path: string }) => { readonly contents: string; readonly loader: "ts" } | undefined,
  ): void;
  onEnd(check: () => void): void;
}

/** A plugin that edits one file. Without all of its changes, no build ends well. */
function editing({ file, changes }: Edit): { readonly name: string; setup(build: PluginBuild): void } {
  let text = "";
  return {
    name: `edit ${file}`,
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        if (!path.endsWith(`/${file}`)) return undefined;
        text = readFileSync(path, "utf8");
        const contents = changes.reduce((before, [from, to]) => before.replace(from, to), text);
        return { contents, loader: "ts" };
      });
      build.onEnd(() => {
        const missing = changes.find(([from]) => text.split(from).length !== 2);
        if (missing !== undefined) throw new Error(`${file} does not have once: ${missing[0]}`);
      });
    },
  };
}
