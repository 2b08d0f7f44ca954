import { dirname, join, resolve } from "node:path";
import ts from "typescript";

const root = resolve(import.meta.dirname, "../..");
const settings: ts.CompilerOptions = { ...readOptions(), noEmit: true };
const host = ts.createCompilerHost(settings);
/** What files import, as it was last parsed: libraries and the runtime are parsed once, however many programs use them. */
const parsed = new Map<string, ts.SourceFile>();

/**
 * Type-checks files with the repository's own settings. The files that they import are read, and not checked.
 *
 * @param texts Texts of files that are not on disk, by absolute path; they are checked too.
 * @param options Compiler options that differ from those settings.
 * @returns Messages by file, each as `line: message`.
 */
export function typeCheck(
  files: readonly string[],
  texts: ReadonlyMap<string, string> = new Map(),
  options: ts.CompilerOptions = { noUnusedLocals: false, noUnusedParameters: false },
): ReadonlyMap<string, readonly string[]> {
  const readFile = (file: string): string | undefined => texts.get(file) ?? host.readFile(file);
  const checked = new Set([...files, ...texts.keys()]);
  const folders = new Set([...texts.keys()].map((file) => dirname(file)));
  const program = ts.createProgram(
    [...checked],
    { ...settings, ...options },
    {
      ...host,
      readFile,
      fileExists: (file) => texts.has(file) || host.fileExists(file),
      directoryExists: (folder) => folders.has(folder) || ts.sys.directoryExists(folder),
      getSourceFile(file, version) {
        const text = readFile(file);
        if (text === undefined) return undefined;
        const known = parsed.get(file);
        if (known?.text === text) return known;
        const read = ts.createSourceFile(file, text, version);
        if (!checked.has(file)) parsed.set(file, read);
        return read;
      },
    },
  );
  const sources = [...checked].flatMap((file) => program.getSourceFile(file) ?? []);
  const found = new Map<string, string[]>();
  const diagnostics = [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...sources.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
    ...(options.declaration === true ? sources.flatMap((file) => program.getDeclarationDiagnostics(file)) : []),
  ];
  for (const { file, start, messageText } of diagnostics) {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    const message = `${line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    found.set(file?.fileName ?? "", [...(found.get(file?.fileName ?? "") ?? []), message]);
  }
  return found;
}

function readOptions(): ts.CompilerOptions {
  const fail = (diagnostic: ts.Diagnostic): never => {
    throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, " "));
  };
  const disk = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail };
  return ts.getParsedCommandLineOfConfigFile(join(root, "tsconfig.json"), {}, disk)?.options ?? {};
}
