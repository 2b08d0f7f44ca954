import ts from "typescript";
import { openApiObject } from "../../../../packages/toolchain/src/document/openapi-object.js";
import { readData } from "../../../../packages/toolchain/src/document/read-data.js";
import { upgradeDocument } from "../../../../packages/toolchain/src/document/upgrade.js";
import { printable } from "../../../../packages/toolchain/src/emit/print-types.js";
import { schemaModule } from "../../../../packages/toolchain/src/emit/schema.js";

/** `schema.ts` and `models.ts` of a document in YAML, one after the other. */
export async function moduleOf(yaml: string): Promise<string> {
  const data = readData({ path: "api.yaml", text: yaml.includes("openapi:") ? yaml : `openapi: 3.1.0\n${yaml}` });
  const document = upgradeDocument({ value: openApiObject(data), locate: data.locate });
  const { text, models = "" } = schemaModule(printable(document.value));
  return `${text}\n${models}`;
}

/** The same of a document whose schemas are given as YAML of a map. */
export function moduleOfSchemas(schemas: string, version = "3.1.0"): Promise<string> {
  return moduleOf(`openapi: ${version}\npaths: {}\ncomponents:\n  schemas:\n${indent(schemas, "    ")}`);
}

/** The type of the schema `S` as `models.ts` prints it, on one line and without comments. */
export async function typeOf(schema: string, others = "", version = "3.1.0"): Promise<string> {
  return member(await moduleOfSchemas(`S: ${schema}\n${others}`, version), "components", "schemas", "S");
}

/** The printed type at a path of properties below a declaration, on one line and without comments; models by what they are. */
export function member(text: string, root: string, ...path: readonly string[]): string {
  const source = ts.createSourceFile("schema.ts", text, ts.ScriptTarget.ESNext, true);
  const declaration = source.statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === root);
  let node: ts.Node | undefined = declaration;
  for (const [index, name] of path.entries()) {
    const members: readonly ts.TypeElement[] = node === undefined ? [] : membersOf(node);
    node = members.filter(ts.isPropertySignature).find((property) => nameOf(property.name) === name)?.type;
    const model =
      path[0] === "schemas" && index === 1 ? /^models\.(.*)$/u.exec(node?.getText(source) ?? "")?.[1] : undefined;
    if (model !== undefined) node = aliases(source).find((declared) => declared.name.text === model)?.type;
  }
  if (node === undefined) throw new Error(`${[root, ...path].join(".")} is not printed:\n${text}`);
  return oneLine(node.getText(source));
}

/** What the declaration of a type alias says. */
export function alias(text: string, name: string): string {
  const source = ts.createSourceFile("schema.ts", text, ts.ScriptTarget.ESNext, true);
  const found = aliases(source).find((node) => node.name.text === name);
  if (found === undefined) throw new Error(`${name} is not declared:\n${text}`);
  return oneLine(found.type.getText(source));
}

function aliases(source: ts.SourceFile): readonly ts.TypeAliasDeclaration[] {
  return source.statements.filter(ts.isTypeAliasDeclaration);
}

function membersOf(node: ts.Node): readonly ts.TypeElement[] {
  return ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node) ? node.members : [];
}

function oneLine(text: string): string {
  return text
    .replaceAll(/\/\*[^]*?\*\//gu, "")
    .replaceAll(/\s+/gu, " ")
    .trim();
}

function nameOf(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) ? name.text : name.getText();
}

function indent(text: string, by: string): string {
  return text
    .split("\n")
    .map((line) => `${by}${line}\n`)
    .join("");
}
