import ts from "typescript";
import { generate } from "specloom";
import type { Json } from "../../../packages/toolchain/src/json.js";
import { inputOf } from "../../support/provider-input.js";

/** What a hostile text calls where it gets out of a string or a comment. */
export const MARK = "PWNED";

/** The TypeScript files generated for a document, by path below the package. */
export async function generated(document: Json): Promise<Map<string, string>> {
  const { files } = await generate(inputOf({ path: "api.json", text: JSON.stringify(document) }));
  const prefix = "packages/acme/";
  return new Map(
    [...files]
      .filter(([path]) => path.startsWith(prefix) && path.endsWith(".ts"))
      .map(([path, text]) => [path.slice(prefix.length), text]),
  );
}

const declarations = new Set([
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.ExportDeclaration,
  ts.SyntaxKind.InterfaceDeclaration,
  ts.SyntaxKind.TypeAliasDeclaration,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.VariableStatement,
  // Of types alone.
  ts.SyntaxKind.ModuleDeclaration,
]);

/** Whether a name stands where that of a schema's type does. */
function namesModel(parent: ts.Node): boolean {
  return (
    ts.isTypeAliasDeclaration(parent) ||
    ts.isTypeReferenceNode(parent) ||
    ts.isQualifiedName(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isExportSpecifier(parent)
  );
}

/** Where a text has become code: statements that are no declarations, template literals, and the mark as the name of anything but a model. */
export function escapes(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const found = source.statements
    .filter((statement) => !declarations.has(statement.kind))
    .map((statement) => `statement ${statement.getText(source)}`);
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === MARK && !namesModel(node.parent))
      found.push(`name at ${node.getStart(source)}`);
    if (ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node))
      found.push(`template ${node.getText(source)}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.map((place) => `${file}: ${place}`);
}
