import type ts from "typescript";
import { compiler } from "./libraries.js";
import type { Placeholders } from "./placeholders.js";

const { factory } = compiler;

/** Printed declarations with every stand-in replaced by the name it stands for, and without what was to stay hidden. */
export function withNames(nodes: readonly ts.Node[], placeholders: Placeholders): ts.Node[] {
  const result = compiler.transform(
    [...nodes],
    [
      (context) => (root) => {
        const visit = (node: ts.Node): ts.Node | undefined => {
          if (
            compiler.isPropertySignature(node) &&
            (compiler.isIdentifier(node.name) || compiler.isStringLiteral(node.name))
          ) {
            if (placeholders.isHidden(node.name.text)) return undefined;
            const name = placeholders.nameOf(node.name.text);
            const visited = compiler.visitEachChild(node, visit, context);
            if (name === undefined) return visited;
            const { modifiers, questionToken, type } = visited;
            return withComments(
              factory.createPropertySignature(modifiers, propertyName(name), questionToken, type),
              node,
            );
          }
          if (compiler.isLiteralTypeNode(node) && compiler.isStringLiteral(node.literal)) {
            const text = placeholders.nameOf(node.literal.text);
            // A new node makes all around it new.
            if (text === undefined && isAscii(node.literal.text)) return node;
            return factory.createLiteralTypeNode(literal(text ?? node.literal.text));
          }
          if (compiler.isStringLiteral(node)) return isAscii(node.text) ? node : readable(node);
          // openapi-typescript makes literal types of identifiers with quotes in them.
          const name = compiler.isIdentifier(node) ? placeholders.nameOf(node.text.replaceAll('"', "")) : undefined;
          if (name !== undefined) return literal(name);
          return compiler.visitEachChild(node, visit, context);
        };
        return compiler.visitNode(root, visit) ?? root;
      },
    ],
  );
  return result.transformed;
}

function propertyName(name: string): ts.PropertyName {
  return /^[A-Za-z_$][\w$]*$/u.test(name) ? factory.createIdentifier(name) : literal(name);
}

/** A string literal that keeps its letters, whatever their script. */
function literal(text: string): ts.StringLiteral {
  return readable(factory.createStringLiteral(text));
}

/** Half a surrogate pair has no UTF-8, so such a text stays escaped. */
function readable(node: ts.StringLiteral): ts.StringLiteral {
  return /\p{Surrogate}/u.test(node.text) ? node : compiler.setEmitFlags(node, compiler.EmitFlags.NoAsciiEscaping);
}

function isAscii(text: string): boolean {
  return !/[^ -~]/u.test(text);
}

function withComments<T extends ts.Node>(node: T, original: ts.Node): T {
  return compiler.setSyntheticLeadingComments(node, compiler.getSyntheticLeadingComments(original));
}
