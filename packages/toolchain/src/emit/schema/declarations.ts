import type ts from "typescript";
import type { ModelNames } from "../../contract/names/models.js";
import type { TravelDirection } from "../../openapi/directions.js";
import type { Json } from "../../json.js";
import { addComment } from "./comment.js";
import { compiler, nodes } from "./libraries.js";
import type { Place, Scope } from "./scope.js";

const { factory } = compiler;

/** Types of the language that printed schemas name. */
const BUILT_IN = new Set(["Blob", "Date", "NonNullable", "ReadableStream", "Record", "Uint8Array"]);

/**
 * The component schemas as type aliases, with those that only requests have; and the helpers that these use. An alias is
 * resolved late, so that a schema may contain itself. It is no interface: that is assignable to no `Record`.
 */
export function modelDeclarations(
  { schemas, directions, ...common }: Omit<Scope, "component" | "helpers" | "place" | "direction">,
  names: ModelNames,
  places: ReadonlyMap<string, Place>,
): ts.Node[] {
  const helpers: ts.Node[] = [];
  const references = new Set<ts.Node>();
  const component = (name: string): ts.TypeNode => {
    const reference = factory.createTypeReferenceNode(names.get(name) ?? name);
    references.add(reference);
    return reference;
  };
  const scope = { ...common, schemas, directions, component, helpers };
  const model = (schema: Json, direction: TravelDirection, name: string, place: Place): ts.Node => {
    const type = scope.print(schema, { ...scope, direction, place });
    const node = factory.createTypeAliasDeclaration(EXPORTED, names.get(name) ?? name, undefined, type);
    addComment(node, schema);
    return node;
  };
  const models = Object.entries(schemas).flatMap(([name, schema]) => {
    const input = directions.inputs.get(name);
    const place = places.get(name) ?? "field";
    const own = model(schema, "response", name, place);
    return input === undefined ? [own] : [own, model(schema, "request", input, place)];
  });
  const hidden = new Set([...names.values()].filter((name) => BUILT_IN.has(name)));
  return [...models, ...helpers].map((node) => (hidden.size === 0 ? node : withGlobals(node, hidden, references)));
}

const EXPORTED = [factory.createModifier(compiler.SyntaxKind.ExportKeyword)];

/** A declaration that names a type of the language as `globalThis.Date` where a schema has its name. */
function withGlobals(root: ts.Node, hidden: ReadonlySet<string>, references: ReadonlySet<ts.Node>): ts.Node {
  const result = compiler.transform(root, [
    (context) => (declaration) => {
      const visit = (node: ts.Node): ts.Node => {
        if (references.has(node)) return node;
        const visited = compiler.visitEachChild(node, visit, context);
        if (!compiler.isTypeReferenceNode(visited) || !compiler.isIdentifier(visited.typeName)) return visited;
        if (!hidden.has(visited.typeName.text)) return visited;
        const name = factory.createQualifiedName(factory.createIdentifier("globalThis"), visited.typeName);
        return factory.createTypeReferenceNode(name, visited.typeArguments);
      };
      return compiler.visitEachChild(declaration, visit, context);
    },
  ]);
  return result.transformed[0] ?? root;
}

/** A model, named from `schema.ts`. */
export function modelReference(name: string): ts.TypeNode {
  return factory.createTypeReferenceNode(factory.createQualifiedName(factory.createIdentifier("models"), name));
}

/** Printed declarations in which `components.schemas` names the models. */
export function withModels(printed: readonly ts.Node[], names: ModelNames): ts.Node[] {
  if (names.size === 0) return [...printed];
  const members = [...names].map(([schema, name]) =>
    factory.createPropertySignature([], nodes.tsPropertyIndex(schema), undefined, modelReference(name)),
  );
  const whole = printed.map((node) => {
    if (!compiler.isInterfaceDeclaration(node) || node.name.text !== "components") return node;
    const [, ...others] = node.members;
    const member = factory.createPropertySignature([], "schemas", undefined, factory.createTypeLiteralNode(members));
    return factory.createInterfaceDeclaration(node.modifiers, node.name, undefined, undefined, [member, ...others]);
  });
  return [...nodes.stringToAST('import type * as models from "./models.js";'), ...whole];
}
