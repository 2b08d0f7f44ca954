import { join, resolve } from "node:path";
import ts from "typescript";

const root = resolve(import.meta.dirname, "../..");

/**
 * Type-checks files with the repository's own settings.
 *
 * @param texts Texts of files that are not on disk, by absolute path; they are checked too.
 * @returns Messages by file, each with its line.
 */
export function typeCheck(
  files: readonly string[],
  texts: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, readonly string[]> {
  const options = { ...readOptions(), noEmit: true, noUnusedLocals: false, noUnusedParameters: false };
  const host = ts.createCompilerHost(options);
  const disk = { ...host };
  host.fileExists = (file) => texts.has(file) || disk.fileExists(file);
  host.readFile = (file) => texts.get(file) ?? disk.readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const text = texts.get(file);
    return text === undefined ? disk.getSourceFile(file, version, ...rest) : ts.createSourceFile(file, text, version);
  };
  const program = ts.createProgram([...files, ...texts.keys()], options, host);
  const found = new Map<string, string[]>();
  for (const { file, start, messageText } of ts.getPreEmitDiagnostics(program)) {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    const message = `line ${line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    found.set(file?.fileName ?? "", [...(found.get(file?.fileName ?? "") ?? []), message]);
  }
  return found;
}

function readOptions(): ts.CompilerOptions {
  const fail = (diagnostic: ts.Diagnostic): never => {
    throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, " "));
  };
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail };
  return ts.getParsedCommandLineOfConfigFile(join(root, "tsconfig.json"), {}, host)?.options ?? {};
}
