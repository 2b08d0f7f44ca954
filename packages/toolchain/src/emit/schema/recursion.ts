import type ts from "typescript";
import { isObject, type Json, type JsonObject } from "../../json.js";
import { compiler } from "./libraries.js";
import { componentName, has, listOf, schemaNamed, schemasOf } from "./lookup.js";

const { factory } = compiler;

/**
 * Printed declarations in which schemas that contain themselves in a list, a map or a union, with no property between,
 * are type aliases. TypeScript resolves a property's type at once and refuses such a circle; an alias it resolves late.
 */
export function withAliases(nodes: readonly ts.Node[], document: JsonObject): ts.Node[] {
  const names = circular(schemasOf(document));
  if (names.size === 0) return [...nodes];
  const aliases = aliasNames([...names]);
  const declared: ts.Node[] = [];
  const result = compiler.transform(
    [...nodes],
    [
      (context) => (root) => {
        /** Inside an alias, members of the circle are named directly: only then is the alias resolved late. */
        const direct = (node: ts.Node): ts.Node => {
          const alias = aliases.get(schemaReference(node) ?? "\n");
          return alias === undefined
            ? compiler.visitEachChild(node, direct, context)
            : factory.createTypeReferenceNode(alias);
        };
        const visitSchema = (node: ts.Node): ts.Node => {
          if (!compiler.isPropertySignature(node) || node.type === undefined) return node;
          const alias = aliases.get(nameText(node.name) ?? "\n");
          if (alias === undefined) return node;
          const type = compiler.visitNode(node.type, direct, compiler.isTypeNode) ?? node.type;
          declared.push(factory.createTypeAliasDeclaration(undefined, alias, undefined, type));
          const property = factory.createPropertySignature(
            node.modifiers,
            node.name,
            node.questionToken,
            factory.createTypeReferenceNode(alias),
          );
          return compiler.setSyntheticLeadingComments(property, compiler.getSyntheticLeadingComments(node));
        };
        const visitSection = (node: ts.Node): ts.Node =>
          compiler.isPropertySignature(node) && nameText(node.name) === "schemas"
            ? compiler.visitEachChild(node, (type) => compiler.visitEachChild(type, visitSchema, context), context)
            : node;
        const isComponents = compiler.isInterfaceDeclaration(root) && root.name.text === "components";
        return isComponents ? compiler.visitEachChild(root, visitSection, context) : root;
      },
    ],
  );
  return [...result.transformed, ...declared];
}

/** Schemas on a circle of references that no property interrupts. */
function circular(schemas: JsonObject): Set<string> {
  const next = new Map(Object.keys(schemas).map((name) => [name, eager(schemaNamed(schemas, name) ?? null)]));
  const found = new Set<string>();
  for (const name of next.keys()) {
    const reached = new Set(next.get(name));
    for (const other of reached) for (const further of next.get(other) ?? []) reached.add(further);
    if (reached.has(name)) found.add(name);
  }
  return found;
}

/** References of a schema whose types are needed to know its own: all but those in properties. */
function eager(schema: Json): string[] {
  if (!isObject(schema)) return [];
  const name = componentName(schema);
  const parts = ["items", "additionalProperties"].filter(
    (key) => isObject(schema[key]) && !(key !== "items" && has(schema, "properties")),
  );
  const members = ["allOf", "anyOf", "oneOf", "prefixItems"].flatMap((key) => listOf(schema[key]));
  const patterns = isObject(schema["patternProperties"]) ? Object.values(schema["patternProperties"]) : [];
  return [
    ...(name === undefined ? [] : [name]),
    ...[...parts.map((key) => schema[key] ?? null), ...members, ...patterns].flatMap(eager),
  ];
}

/** `components["schemas"]["…"]`: the schema that a type refers to. */
function schemaReference(node: ts.Node): string | undefined {
  if (!compiler.isIndexedAccessTypeNode(node) || !compiler.isIndexedAccessTypeNode(node.objectType)) return undefined;
  const { objectType: root, indexType: section } = node.objectType;
  const isSchemas =
    compiler.isTypeReferenceNode(root) &&
    compiler.isIdentifier(root.typeName) &&
    root.typeName.text === "components" &&
    literalText(section) === "schemas";
  return isSchemas ? literalText(node.indexType) : undefined;
}

function literalText(type: ts.TypeNode): string | undefined {
  return compiler.isLiteralTypeNode(type) && compiler.isStringLiteral(type.literal) ? type.literal.text : undefined;
}

function nameText(name: ts.PropertyName): string | undefined {
  return compiler.isIdentifier(name) || compiler.isStringLiteral(name) || compiler.isNumericLiteral(name)
    ? name.text
    : undefined;
}

/** Names that nothing else in the module has. */
function aliasNames(names: readonly string[]): Map<string, string> {
  const taken = new Set([
    "paths",
    "webhooks",
    "components",
    "operations",
    "$defs",
    "WithRequired",
    "Blob",
    "Date",
    "Record",
    "Uint8Array",
    "ReadableStream",
    "Omit",
    "unknown",
    "string",
    "number",
    "boolean",
    "never",
    "null",
    "undefined",
    "object",
    "any",
    "symbol",
    "bigint",
    "void",
  ]);
  return new Map(
    names.map((name) => {
      const plain = name.replaceAll(/[^\p{ID_Continue}$]+/gu, "_");
      let alias = /^[\p{ID_Start}_$]/u.test(plain) ? plain : `_${plain}`;
      while (taken.has(alias)) alias += "_";
      taken.add(alias);
      return [name, alias];
    }),
  );
}
