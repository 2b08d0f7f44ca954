import ts from "typescript";
import { batchesOf, formatTogether } from "../format.js";
import type { CodeForm } from "./target.js";

/** Generated code is erasable, so each file is converted by itself. Its types are checked where it is generated. */
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  isolatedModules: true,
  declaration: true,
  noResolve: true,
  noLib: true,
  noCheck: true,
};

/**
 * TypeScript files as JavaScript and declarations. A file that only declares types becomes a declaration alone.
 *
 * @param files By path; those that are not TypeScript stay as they are.
 */
export async function javascript(
  files: ReadonlyMap<string, string>,
  { specifier }: CodeForm,
): Promise<Map<string, string>> {
  const [code, declaration] = specifier === ".mjs" ? [".mjs", ".d.mts"] : [".js", ".d.ts"];
  const converted = new Map<string, string>();
  for (const batch of batchesOf(files, AT_ONCE)) {
    const compiled = compile(new Map(batch.filter(([path, text]) => path.endsWith(".ts") && HAS_CODE.test(text))));
    const bodies = new Map<string, string>();
    for (const [path, text] of batch) {
      const name = path.replace(/\.ts$/u, "");
      const made = compiled.get(path);
      if (made === undefined) {
        converted.set(name === path ? path : name + declaration, text);
        continue;
      }
      const { js = "", dts = "" } = made;
      bodies.set(name + code, spaced(js.replace(COMMENTS, "")));
      bodies.set(name + declaration, spaced(lostImports(text, dts) + dts.replace(COMMENTS, "")));
      const [banner = ""] = COMMENTS.exec(text) ?? [];
      for (const place of [name + code, name + declaration]) converted.set(place, `${banner}\n`);
    }
    for (const [path, text] of await formatTogether(bodies)) converted.set(path, (converted.get(path) ?? "") + text);
  }
  return converted;
}

/** How many characters are compiled together. The compiler holds all that it reads. */
const AT_ONCE = 500_000;

/** The comments that a file begins with; the compiler keeps them or not. */
const COMMENTS = /^(?:\/\/[^\n]*\n)+/u;

/** A statement that is left where types are erased; generated code has them at the margin. */
const HAS_CODE = /^(?:(?:export )?(?:abstract |async )?(?:class|const|function|let) |export (?:\{|\*))/mu;

/** What a file becomes. */
interface Compiled {
  readonly js?: string;
  readonly dts?: string;
}

/**
 * The code and the declarations of files, by their paths. They are compiled together, which is much faster than one by
 * one. Code states the types that it exports, so no other file is needed.
 */
function compile(files: ReadonlyMap<string, string>): Map<string, Compiled> {
  const compiled = new Map<string, Compiled>([...files.keys()].map((path) => [path, {}]));
  const host: ts.CompilerHost = {
    getSourceFile: (path, version) => {
      const text = files.get(path);
      return text === undefined ? undefined : ts.createSourceFile(path, text, version);
    },
    fileExists: (path) => files.has(path),
    readFile: (path) => files.get(path),
    writeFile: (path, text) => {
      const source = path.replace(/(?:\.d\.ts|\.js)$/u, ".ts");
      compiled.set(source, { ...compiled.get(source), ...(path.endsWith(".js") ? { js: text } : { dts: text }) });
    },
    getDefaultLibFileName: () => "lib.d.ts",
    getCurrentDirectory: () => "",
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
  };
  ts.createProgram([...files.keys()], options, host).emit();
  return compiled;
}

/** Imports that a declaration needs and the compiler, which has one file alone, takes for unused. */
function lostImports(text: string, declared: string): string {
  const statements = text.match(/^import [^;]*;$/gmu) ?? [];
  return statements
    .map((statement) => {
      const [names = "", from = ""] = statement.slice(statement.indexOf("{") + 1).split("}");
      const bindings = names.split(",").map((binding) => binding.trim().replace(/^type /u, ""));
      const needed = bindings.filter((binding) => {
        const name = binding.split(" as ").at(-1) ?? "";
        return name !== "" && new RegExp(`\\b${name}\\b`, "u").test(declared);
      });
      const isLost = needed.length > 0 && !declared.includes(from.trim());
      return isLost ? `import type { ${needed.join(", ")} }${from}\n` : "";
    })
    .join("");
}

/** The compiler drops empty lines; each member with a comment gets one before it again. */
function spaced(text: string): string {
  return text.replaceAll(/(?<=[^{\n])\n(?= {0,40}\/\*\*)/gu, "\n\n");
}
