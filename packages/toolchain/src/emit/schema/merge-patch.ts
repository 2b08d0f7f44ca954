import type ts from "typescript";
import { compiler, nodes } from "./libraries.js";

const NAME = "MergePatch";

const DECLARATION = `type ${NAME}<T> = T extends readonly unknown[] ? T : T extends object ? { [K in keyof T]?: ${NAME}<T[K]> | null } : T;`;

/** A merge patch of a type: null removes a member, and what is left out stays (RFC 7396, section 1). Lists are replaced. */
export function mergePatch(type: ts.TypeNode, helpers: ts.Node[]): ts.TypeNode {
  const isThere = helpers.some((node) => compiler.isTypeAliasDeclaration(node) && node.name.text === NAME);
  if (!isThere) helpers.push(...nodes.stringToAST(DECLARATION));
  return compiler.factory.createTypeReferenceNode(NAME, [type]);
}
