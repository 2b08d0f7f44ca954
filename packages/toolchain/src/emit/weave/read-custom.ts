import type { FunctionDeclaration, Node, Project, SourceFile } from "ts-morph";
import type { SourceText } from "../../openapi/document.js";
import { ToolchainError } from "../../errors.js";
import type { Location } from "../../location.js";
import { compareText } from "../../json.js";
import type { CustomFunction, CustomModule } from "./custom.js";
import { tsMorph } from "./library.js";

/**
 * Reads the declarations of custom modules; their bodies are never run.
 *
 * @throws {ToolchainError} `weave/syntax`, `weave/marker`, `weave/return-type`.
 */
export function readCustom(sources: readonly SourceText[]): CustomModule[] {
  if (sources.length === 0) return [];
  const project = new (tsMorph().Project)({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const files = [...sources]
    .toSorted((a, b) => compareText(a.path, b.path))
    .map(({ path, text }) => ({ path, file: project.createSourceFile(`/${path}`, text) }));
  for (const { path, file } of files) checkSyntax(project, file, path);
  return files.map(({ path, file }) => readModule(file, path));
}

function checkSyntax(project: Project, file: SourceFile, path: string): void {
  const [problem] = project.getProgram().getSyntacticDiagnostics(file);
  if (problem === undefined) return;
  const message = problem.getMessageText();
  const location = { file: path, ...file.getLineAndColumnAtPos(problem.getStart()) };
  throw new ToolchainError("weave/syntax", typeof message === "string" ? message : message.getMessageText(), {
    location,
  });
}

function readModule(file: SourceFile, path: string): CustomModule {
  const declared = [...file.getInterfaces(), ...file.getTypeAliases()].filter((declaration) =>
    declaration.isExported(),
  );
  const types = declared.map((declaration) => declaration.getName());
  for (const variable of file.getVariableDeclarations().filter((declaration) => declaration.isExported())) {
    const value = variable.getInitializer();
    if (!tsMorph().Node.isFunctionExpression(value) || value.getParameters()[0]?.getName() !== "this") continue;
    throw marker("a function declaration, `export function …`", "a function in a variable", placeOf(variable, path));
  }
  return {
    name: file.getBaseNameWithoutExtension(),
    path,
    functions: file.getFunctions().flatMap((declaration) => readFunction(declaration, path) ?? []),
    types: [...new Set(types)].toSorted(compareText),
    typeTexts: Object.fromEntries(declared.map((declaration) => [declaration.getName(), plainText(declaration)])),
  };
}

function readFunction(declaration: FunctionDeclaration, path: string): CustomFunction | undefined {
  const [receiver, ...rest] = declaration.getParameters();
  if (receiver?.getName() !== "this" || !declaration.isExported()) return undefined;
  const location = placeOf(declaration, path);
  const name = declaration.getName();
  if (name === undefined || declaration.isDefaultExport() || !declaration.hasExportKeyword())
    throw marker("a function exported by its own name", "another kind of export", location);
  const resource = pickedResource(receiver.getTypeNode());
  if (resource === undefined) throw marker('`this: Pick<Resource, "method">`', `\`${receiver.getText()}\``, location);
  for (const signature of [declaration, ...declaration.getOverloads()])
    if (signature.getReturnTypeNode() === undefined)
      throw new ToolchainError("weave/return-type", `The custom wrapper \`${name}\` declares no return type.`, {
        location,
      });
  const docs = [declaration.getOverloads()[0], declaration].flatMap(
    (signature) => signature?.getJsDocs().at(-1) ?? [],
  )[0];
  return {
    name,
    resource,
    parameters: rest.map((parameter) => parameter.getName()),
    signature: signatureOf(declaration),
    summary: docs?.getDescription().trim() ?? "",
    docs: docs?.getInnerText() ?? "",
    location,
  };
}

/** The overloads, or else the declaration, from its type parameters to its return type; `this` is no caller's. */
function signatureOf(declaration: FunctionDeclaration): string {
  const overloads = declaration.getOverloads();
  return (overloads.length > 0 ? overloads : [declaration])
    .map((one) => {
      const generics = one.getTypeParameters().map((parameter) => plainText(parameter));
      const parameters = one
        .getParameters()
        .slice(1)
        .map((parameter) => plainText(parameter));
      const head = generics.length === 0 ? "" : `<${generics.join(", ")}>`;
      return `${head}(${parameters.join(", ")}): ${one.getReturnTypeNode()?.getText() ?? "unknown"}`;
    })
    .join("; ");
}

/** What a declaration says, without comments and layout. */
function plainText(node: Node): string {
  const { ts } = tsMorph();
  const printer = ts.createPrinter({ removeComments: true });
  return printer
    .printNode(ts.EmitHint.Unspecified, node.compilerNode, node.getSourceFile().compilerNode)
    .replaceAll(/\s+/gu, " ");
}

/** `AgentsJobs` of `Pick<AgentsJobs, "list">`, under whatever name the file imports it. */
function pickedResource(type: Node | undefined): string | undefined {
  if (!tsMorph().Node.isTypeReference(type) || type.getTypeName().getText() !== "Pick") return undefined;
  const name = type.getTypeArguments()[0]?.getText().split(".").at(-1);
  const imported = type
    .getSourceFile()
    .getImportDeclarations()
    .flatMap((declaration) => declaration.getNamedImports())
    .find((specifier) => specifier.getAliasNode()?.getText() === name);
  return imported?.getName() ?? name;
}

function placeOf(node: Node, path: string): Location {
  return { file: path, ...node.getSourceFile().getLineAndColumnAtPos(node.getStart()) };
}

function marker(expected: string, found: string, location: Location): ToolchainError {
  return new ToolchainError("weave/marker", `Expected ${expected}, found ${found}`, { location });
}
