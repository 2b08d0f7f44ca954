import { dirname, join, relative } from "node:path";
import { createFilesMatcher, parseTsconfig, type TsConfigJsonResolved } from "get-tsconfig";
import type { CodeForm } from "../../emit/target/target.js";
import { hasEntry } from "../gate/gate.js";
import { slashed } from "../gate/paths.js";
import { configAround, type Project } from "./project.js";

type Options = NonNullable<TsConfigJsonResolved["compilerOptions"]>;

/** The form of the code in a project, and what the project's settings do not allow. */
export interface ProjectForm extends CodeForm {
  /** The specifier by which a file beside the output folder imports the client. */
  readonly importFrom: string;
  /** Whether modules of the project may await at their top level: CommonJS may not. */
  readonly awaitsAtTop: boolean;
  /** What to change in the project, in sentences. */
  readonly warnings: readonly string[];
}

/**
 * The form that a project's settings ask for. Without a tsconfig.json and without TypeScript the project gets
 * JavaScript with declarations.
 *
 * @param output Absolute.
 */
export function formFor(output: string, project: Project): ProjectForm {
  const config = configAround(dirname(output), project);
  const name = output.slice(dirname(output).length + 1);
  if (config === undefined && !project.dependencies.has("typescript")) {
    const specifier = project.isModule ? ".js" : ".mjs";
    const importFrom = `./${name}/index${specifier}`;
    return { language: "JavaScript", specifier, importFrom, awaitsAtTop: true, warnings: [] };
  }
  const options = config === undefined ? {} : optionsOf(config, output);
  const specifier = specifierFor(options);
  const label = config === undefined ? "tsconfig.json" : slashed(relative(project.root, config));
  return {
    language: "TypeScript",
    specifier,
    importFrom: specifier === "" ? `./${name}` : `./${name}/index${specifier}`,
    awaitsAtTop: project.isModule || !(isNode(options) || moduleOf(options) === "commonjs"),
    warnings: warningsFor(options, label, project),
  };
}

/** Node's own resolution wants extensions; bundlers find a file without one, and some find it in no other way. */
function specifierFor(options: Options): CodeForm["specifier"] {
  if (!isNode(options)) return "";
  const { allowImportingTsExtensions, rewriteRelativeImportExtensions } = options;
  return allowImportingTsExtensions === true || rewriteRelativeImportExtensions === true ? ".ts" : ".js";
}

function isNode(options: Options): boolean {
  return /^node(?:16|18|20|next)$/u.test(resolutionOf(options) ?? moduleOf(options));
}

function moduleOf({ module }: Options): string {
  return module?.toLowerCase() ?? "";
}

function resolutionOf({ moduleResolution }: Options): string | undefined {
  return moduleResolution?.toLowerCase();
}

function warningsFor(options: Options, label: string, { isModule }: Project): string[] {
  if (/^(?:node|node10|classic)$/u.test(resolutionOf(options) ?? ""))
    return [
      `${label}: this \`moduleResolution\` does not read \`exports\` of packages. Set "bundler", or "nodenext" for Node.`,
    ];
  if (isModule || !isNode(options) || moduleOf(options) === "nodenext" || moduleOf(options) === "node20") return [];
  return [
    `${label}: under this \`module\`, a CommonJS project cannot import ES modules. Set "nodenext", or "type": "module" in package.json.`,
  ];
}

/** The compiler options that apply to a folder: of a configuration that only refers to others, of the one it is part of. */
function optionsOf(config: string, output: string): Options {
  const own = parse(config);
  if (own === undefined) return {};
  const references = own.files?.length === 0 && own.include === undefined ? (own.references ?? []) : [];
  const others = references.flatMap(({ path }) => {
    const named = join(dirname(config), path);
    const file = named.endsWith(".json") ? named : join(named, "tsconfig.json");
    const parsed = hasEntry(dirname(file), file.slice(dirname(file).length + 1)) ? parse(file) : undefined;
    return parsed === undefined ? [] : [{ path: file, config: parsed }];
  });
  const around = others.find((other) => createFilesMatcher(other)(join(output, "index.ts")) !== undefined);
  return (around ?? others[0])?.config.compilerOptions ?? own.compilerOptions ?? {};
}

/** What is wrong in a configuration is for the compiler to say. */
function parse(config: string): TsConfigJsonResolved | undefined {
  try {
    return parseTsconfig(config);
  } catch {
    return undefined;
  }
}
