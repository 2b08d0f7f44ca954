import { dirname, join, relative, resolve } from "node:path";
import { createFilesMatcher, parseTsconfig, type TsConfigJsonResolved } from "get-tsconfig";
import type { CodeForm } from "../../emit/target/target.js";
import { isInside, slashed } from "../gate/paths.js";
import { manifestIn, rangeIn } from "../package-manager.js";
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
 * JavaScript with declarations. A Deno project gets TypeScript, because Deno does not read declarations beside a
 * module.
 *
 * @param output Absolute.
 */
export function formFor(output: string, project: Project): ProjectForm {
  const config = configOf(output, project);
  const name = output.slice(dirname(output).length + 1);
  const isDeno = config === undefined && project.isDeno;
  if (config === undefined && !isDeno && !project.dependencies.has("typescript")) {
    const specifier = project.isModule ? ".js" : ".mjs";
    const importFrom = `./${name}/index${specifier}`;
    return { language: "JavaScript", specifier, importFrom, awaitsAtTop: true, warnings: [] };
  }
  const part = config === undefined ? undefined : partFor(config, output);
  const options = part?.config.compilerOptions ?? {};
  const specifier = isDeno ? ".ts" : specifierFor(options);
  const label = slashed(relative(project.root, part?.path ?? config ?? ""));
  const unread = config === undefined ? [] : [UNREAD];
  return {
    language: "TypeScript",
    specifier,
    importFrom: specifier === "" ? `./${name}` : `./${name}/index${specifier}`,
    awaitsAtTop: awaitsAtTop(options, project),
    warnings: (part === undefined ? unread : warningsFor(part, output, project)).map(
      (warning) => `${label}: ${warning}`,
    ),
  };
}

/** The options of a configuration can be unknown until the packages that it extends are installed. */
const UNREAD =
  "this configuration, or one that it extends or references, cannot be read, so imports are written for a bundler. For Node, install the project's packages, then run this again.";

/** Node's own resolution wants extensions; bundlers find a file without one, and some find it in no other way. */
function specifierFor(options: Options): CodeForm["specifier"] {
  if (!isNode(options)) return "";
  const { allowImportingTsExtensions, rewriteRelativeImportExtensions } = options;
  return allowImportingTsExtensions === true || rewriteRelativeImportExtensions === true ? ".ts" : ".js";
}

function awaitsAtTop(options: Options, { isModule }: Project): boolean {
  if (/^es(?:[356]|201[56])$/iu.test(options.target ?? "")) return false;
  return isNode(options) ? isModule : !/^(?:commonjs|amd|umd|es6|es2015|es2020)$/u.test(moduleOf(options));
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

function warningsFor({ path, config }: Part, output: string, project: Project): string[] {
  const options = config.compilerOptions ?? {};
  const { target, lib = [target ?? ""], rootDir, verbatimModuleSyntax } = options;
  const resolution = resolutionOf(options);
  const isNamed = /^(?:node|node10)$/u.test(resolution ?? "");
  const isOld = mayBeTypeScript5(project);
  const warnings: string[] = [];
  if (isNamed || (isOld && (resolution === "classic" || (resolution === undefined && !isNode(options)))))
    warnings.push(
      `${isNamed ? "this `moduleResolution`" : "TypeScript 5 without `moduleResolution`"} does not read \`exports\` of packages. For a bundler, set "module": "esnext" and "moduleResolution": "bundler"; for Node, "module": "nodenext" alone. Then run this again.`,
    );
  else if (!project.isModule && isNode(options) && !/^node(?:20|next)$/u.test(moduleOf(options)))
    warnings.push(
      'under this `module`, a CommonJS project cannot import ES modules. Set "nodenext", or "type": "module" in package.json.',
    );
  if (verbatimModuleSyntax === true && !project.isModule && (isNode(options) || moduleOf(options) === "commonjs"))
    warnings.push(
      'under `verbatimModuleSyntax`, a CommonJS project has no `import`. Set "type": "module" in package.json.',
    );
  if (/^es[35]$/iu.test(target ?? (isOld && !isNode(options) ? "es5" : "")))
    warnings.push(
      `${target === undefined ? "TypeScript 5 without `target`" : "this `target`"} has no private fields. Set "target": "es2022".`,
    );
  else if (!lib.some((name) => name === "" || /^es(?:next|20(?:1[89]|[2-9]\d))(?:$|\.(?:full|asynci))/iu.test(name)))
    warnings.push('this `lib` or `target` has no async iterators. Set "lib": ["es2022", "dom", "dom.iterable"].');
  else if (!hasFetch(options, project))
    warnings.push(
      'this `lib` has no `fetch`. Add "dom" to it; or, for Node, install @types/node and set "types": ["node"].',
    );
  if (rootDir !== undefined && !isInside(resolve(dirname(path), rootDir), output))
    warnings.push("the output is outside of `rootDir`. Name a folder in it with --output.");
  return warnings;
}

/** Returns true if the libraries have the types of `fetch`, or if packages may have them. */
function hasFetch({ lib, types = [] }: Options, { dependencies, outerRoot }: Project): boolean {
  if (lib === undefined || types.length > 0 || lib.some((name) => /^(?:dom|webworker)$/iu.test(name))) return true;
  const outer = manifestIn(outerRoot);
  return ["node", "bun", "deno"]
    .map((platform) => `@types/${platform}`)
    .some((name) => dependencies.has(name) || rangeIn(outer, name) !== undefined);
}

/** Whether the project may use TypeScript 5, which has old defaults. A manifest without TypeScript may. */
function mayBeTypeScript5({ compiler = "" }: Project): boolean {
  const [major] = /\d+/u.exec(compiler) ?? [];
  return major === undefined || Number(major) < 6;
}

/** The configuration of the project, or a configuration above the project that includes the folder. */
function configOf(output: string, { root, outerRoot, isDeno }: Project): string | undefined {
  const own = configAround(dirname(output), root);
  if (own !== undefined || root === outerRoot || isDeno) return own;
  const outer = configAround(dirname(root), outerRoot);
  return outer !== undefined && partAround(partsOf(outer), output) !== undefined ? outer : undefined;
}

/** The configuration whose options apply to a folder. Undefined if a configuration that may apply cannot be read. */
function partFor(config: string, output: string): Part | undefined {
  const parts = partsOf(config);
  return partAround(parts, output) ?? (parts.includes(undefined) ? undefined : parts[0]);
}

type Part = Parameters<typeof createFilesMatcher>[0];

/** The configuration, or those that it references if it has no files. Undefined for each that cannot be read. */
function partsOf(path: string, outer: readonly string[] = []): (Part | undefined)[] {
  if (outer.includes(path)) return [];
  try {
    const config = parseTsconfig(path);
    const { files, include = [], references = [] } = config;
    const parts = (files?.length === 0 && include.length === 0 ? references : []).flatMap((reference) => {
      const named = resolve(dirname(path), reference.path);
      return partsOf(named.endsWith(".json") ? named : join(named, "tsconfig.json"), [...outer, path]);
    });
    return parts.length === 0 ? [{ path, config }] : parts;
  } catch {
    return [undefined];
  }
}

/** The configuration that includes the code of a folder. */
function partAround(parts: readonly (Part | undefined)[], output: string): Part | undefined {
  return parts.find((part) => part !== undefined && createFilesMatcher(part)(join(output, "index.ts")) !== undefined);
}
