import { posix } from "node:path";
import ts from "typescript";
import type { ReadFile } from "./read-file.js";

/** Something that a package exports. */
export interface Exported {
  readonly name: string;
  readonly kind: "class" | "function" | "type" | "value";
  /** Its documentation as Markdown on one line; empty if there is none. */
  readonly documentation: string;
  /** The class that it extends. */
  readonly base: string | undefined;
}

const kinds: Readonly<Partial<Record<ts.SyntaxKind, Exported["kind"]>>> = {
  [ts.SyntaxKind.ClassDeclaration]: "class",
  [ts.SyntaxKind.FunctionDeclaration]: "function",
  [ts.SyntaxKind.InterfaceDeclaration]: "type",
  [ts.SyntaxKind.TypeAliasDeclaration]: "type",
};

/** What the runtime exports, in the order of its index. */
export function runtimeExports(read: ReadFile): readonly Exported[] {
  const index = "packages/runtime/src/index.ts";
  const files = new Map<string, ts.SourceFile>();
  const found: Exported[] = [];
  for (const statement of parse(index, read).statements) {
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined) continue;
    if (!ts.isStringLiteral(statement.moduleSpecifier) || statement.exportClause === undefined) continue;
    if (!ts.isNamedExports(statement.exportClause)) continue;
    const path = posix.join(posix.dirname(index), statement.moduleSpecifier.text).replace(/\.js$/u, ".ts");
    const file = files.get(path) ?? parse(path, read);
    files.set(path, file);
    for (const { name, propertyName } of statement.exportClause.elements)
      found.push(exportedFrom(file, (propertyName ?? name).text, name.text));
  }
  return found;
}

function exportedFrom(file: ts.SourceFile, local: string, name: string): Exported {
  for (const statement of file.statements) {
    const kind = kinds[statement.kind];
    if (kind !== undefined && declaredName(statement) === local)
      return { name, kind, documentation: documentationOf(statement), base: baseOf(statement) };
    if (ts.isVariableStatement(statement) && declares(statement, local))
      return { name, kind: "value", documentation: documentationOf(statement), base: undefined };
    const library = libraryOf(statement, local);
    if (library !== undefined) return { name, kind: "type", documentation: `Of \`${library}\`.`, base: undefined };
  }
  throw new Error(`${file.fileName} does not declare ${local}`);
}

function declaredName(statement: ts.Statement): string | undefined {
  const isNamed =
    ts.isClassDeclaration(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return isNamed ? statement.name?.text : undefined;
}

function declares({ declarationList }: ts.VariableStatement, name: string): boolean {
  return declarationList.declarations.some((declaration) => declaration.name.getText() === name);
}

/** The package that a statement imports a name from, or hands it on from. */
function libraryOf(statement: ts.Statement, name: string): string | undefined {
  const isEither = ts.isExportDeclaration(statement) || ts.isImportDeclaration(statement);
  if (!isEither || statement.moduleSpecifier === undefined || !ts.isStringLiteral(statement.moduleSpecifier))
    return undefined;
  const names = ts.isExportDeclaration(statement) ? statement.exportClause : statement.importClause?.namedBindings;
  if (names === undefined || !(ts.isNamedExports(names) || ts.isNamedImports(names))) return undefined;
  return names.elements.some((element) => element.name.text === name) ? statement.moduleSpecifier.text : undefined;
}

/** The comment's text without its tags, on one line. */
function documentationOf(statement: ts.Statement): string {
  const comment = ts.getJSDocCommentsAndTags(statement).find((part) => ts.isJSDoc(part))?.comment;
  return (ts.getTextOfJSDocComment(comment) ?? "")
    .replaceAll(/\{@link (\w+)\}/gu, "`$1`")
    .replaceAll(/\s+/gu, " ")
    .trim();
}

function baseOf(statement: ts.Statement): string | undefined {
  if (!ts.isClassDeclaration(statement)) return undefined;
  const clause = statement.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  return clause?.types[0]?.expression.getText();
}

function parse(path: string, read: ReadFile): ts.SourceFile {
  return ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true);
}
