import ts from "typescript";
import type { Tokens } from "./tokens.js";

const { factory } = ts;

/** Printed declarations with every stand-in replaced by the name it stands for, and without what was to stay hidden. */
export function withNames(nodes: readonly ts.Node[], tokens: Tokens): ts.Node[] {
  const result = ts.transform(
    [...nodes],
    [
      (context) => (root) => {
        const visit = (node: ts.Node): ts.Node | undefined => {
          if (ts.isPropertySignature(node) && (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name))) {
            if (tokens.isHidden(node.name.text)) return undefined;
            const name = tokens.nameOf(node.name.text);
            const visited = ts.visitEachChild(node, visit, context);
            if (name === undefined) return visited;
            const { modifiers, questionToken, type } = visited;
            return withComments(
              factory.createPropertySignature(modifiers, propertyName(name), questionToken, type),
              node,
            );
          }
          if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) {
            return factory.createLiteralTypeNode(literal(tokens.nameOf(node.literal.text) ?? node.literal.text));
          }
          if (ts.isStringLiteral(node)) return readable(node);
          // openapi-typescript makes literal types of identifiers with quotes in them.
          const name = ts.isIdentifier(node) ? tokens.nameOf(node.text.replaceAll('"', "")) : undefined;
          if (name !== undefined) return literal(name);
          return ts.visitEachChild(node, visit, context);
        };
        return ts.visitNode(root, visit) ?? root;
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
  return /\p{Surrogate}/u.test(node.text) ? node : ts.setEmitFlags(node, ts.EmitFlags.NoAsciiEscaping);
}

function withComments<T extends ts.Node>(node: T, original: ts.Node): T {
  return ts.setSyntheticLeadingComments(node, ts.getSyntheticLeadingComments(original));
}
