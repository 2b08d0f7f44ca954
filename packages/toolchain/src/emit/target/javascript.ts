import ts from "typescript";
import { formatTypeScript } from "../format.js";
import type { CodeForm } from "./target.js";

/** Generated code is erasable, so each file is converted by itself. Its types are checked where it is generated. */
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
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
  const isCode = (path: string, text: string): boolean => path.endsWith(".ts") && HAS_CODE.test(text);
  const declarations = declarationsOf(new Map([...files].filter(([path, text]) => isCode(path, text))));
  const converted = new Map<string, string>();
  for (const [path, text] of files) {
    const name = path.replace(/\.ts$/u, "");
    const declared = declarations.get(path);
    if (declared === undefined) {
      converted.set(name === path ? path : name + declaration, text);
      continue;
    }
    const { outputText } = ts.transpileModule(text, { compilerOptions: options, fileName: path });
    const [banner = ""] = COMMENTS.exec(text) ?? [];
    const printed = async (body: string): Promise<string> =>
      `${banner}\n${await formatTypeScript(spaced(body.replace(COMMENTS, "")))}`;
    converted.set(name + code, await printed(outputText));
    converted.set(name + declaration, await printed(lostImports(text, declared) + declared.replace(COMMENTS, "")));
  }
  return converted;
}

/** The comments that a file begins with; the compiler keeps them or not. */
const COMMENTS = /^(?:\/\/[^\n]*\n)+/u;

/** A statement that is left where types are erased; generated code has them at the margin. */
const HAS_CODE = /^(?:(?:export )?(?:abstract |async )?(?:class|const|function|let) |export (?:\{|\*))/mu;

/** The declarations of files by their paths. Code states the types that it exports, so no other file is needed. */
function declarationsOf(files: ReadonlyMap<string, string>): Map<string, string> {
  const declared = new Map<string, string>();
  const emit = { declaration: true, emitDeclarationOnly: true, noResolve: true, noLib: true, noCheck: true };
  const host: ts.CompilerHost = {
    getSourceFile: (path, version) => {
      const text = files.get(path);
      return text === undefined ? undefined : ts.createSourceFile(path, text, version);
    },
    fileExists: (path) => files.has(path),
    readFile: (path) => files.get(path),
    writeFile: (path, text) => void declared.set(path.replace(/\.d\.ts$/u, ".ts"), text),
    getDefaultLibFileName: () => "lib.d.ts",
    getCurrentDirectory: () => "",
    getCanonicalFileName: (path) => path,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
  };
  ts.createProgram([...files.keys()], { ...options, ...emit }, host).emit();
  return declared;
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
