import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { installLocked } from "../support/locked-packages.js";

/** A bundle, and what it is made of. */
export interface Bundle {
  readonly text: string;
  /** Bytes in the bundle by path of the source file, relative to the working directory. */
  readonly inputs: Readonly<Record<string, number>>;
}

/** Where the peers are installed, and bundles are made. */
export interface Workshop {
  /** A folder from which the peers' names resolve; removed in the end. */
  readonly folder: string;
  /**
   * Compiles a file for plain Node: under tsx, closures would cost more than for a user. Our packages go in, peers are
   * imported as they were published.
   *
   * @returns The path of the compiled file.
   */
  compile(source: string): Promise<string>;
  /** Bundles code for browsers, minified; `folder` is where the names in it are resolved from. */
  minify(code: string, folder: string): Promise<Bundle>;
}

/** What is used of esbuild. */
export interface Esbuild {
  build(options: Readonly<Record<string, unknown>>): Promise<{
    readonly outputFiles: readonly { readonly text: string }[];
    readonly metafile: {
      readonly outputs: Readonly<
        Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
      >;
    };
  }>;
}

/** Installs the peers, lends a workshop to `use`, and cleans up. */
export async function withWorkshop<T>(use: (workshop: Workshop) => Promise<T>): Promise<T> {
  const modules = await installLocked(import.meta.dirname);
  const folder = mkdtempSync(join(dirname(modules), "run-"));
  try {
    return await use(open(modules, folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function open(modules: string, folder: string): Workshop {
  const esbuild: Esbuild = createRequire(join(modules, "esbuild/package.json"))("esbuild");
  return {
    folder,
    async compile(source) {
      const outfile = join(folder, `${basename(source, ".ts")}.mjs`);
      const common = { bundle: true, format: "esm", platform: "node", target: "node20", logLevel: "warning" };
      await esbuild.build({ ...common, entryPoints: [source], outfile, external: peers() });
      return outfile;
    },
    minify: (code, resolveDir) => minify(esbuild, code, resolveDir),
  };
}

/** Bundles code for browsers, minified; the names in it are resolved from a folder. */
export async function minify(esbuild: Esbuild, code: string, resolveDir: string): Promise<Bundle> {
  const common = { bundle: true, format: "esm", platform: "browser", target: "es2022", logLevel: "warning" };
  const { outputFiles, metafile } = await esbuild.build({
    ...common,
    stdin: { contents: code, resolveDir },
    minify: true,
    legalComments: "none",
    metafile: true,
    write: false,
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  return {
    text: outputFiles.map(({ text }) => text).join(""),
    inputs: Object.fromEntries(inputs.map(([path, { bytesInOutput }]) => [path, bytesInOutput])),
  };
}

/** Names of the packages to compare with. */
function peers(): string[] {
  const manifest: { readonly dependencies: Readonly<Record<string, string>> } = JSON.parse(
    readFileSync(join(import.meta.dirname, "package.json"), "utf8"),
  );
  return Object.keys(manifest.dependencies);
}
