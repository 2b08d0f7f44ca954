import type ts from "typescript";
import { compiler, nodes } from "./libraries.js";

const { NEVER, NULL, UNKNOWN } = nodes;

/** Any object. */
export const RECORD = nodes.tsRecord(nodes.STRING, UNKNOWN);

/** A union, to which `never` adds nothing. */
export function union(types: readonly ts.TypeNode[]): ts.TypeNode {
  return nodes.tsUnion(types.filter((type) => type !== NEVER));
}

/** An intersection in which `unknown`, and any object beside one that is described, add nothing. */
export function intersection(types: readonly (ts.TypeNode | undefined)[]): ts.TypeNode {
  if (types.includes(NEVER)) return NEVER;
  const given = types.filter((type) => type !== undefined);
  const told = given.filter((type) => !isUnknown(type) && type !== RECORD);
  if (told.length > 0) return nodes.tsIntersection(told);
  return types.includes(RECORD) ? RECORD : (given[0] ?? UNKNOWN);
}

export function isUnknown(type: ts.TypeNode): boolean {
  return type === UNKNOWN || (compiler.isUnionTypeNode(type) && type.types.includes(UNKNOWN));
}

/** A type, or null. */
export function orNull(type: ts.TypeNode, isFlat = true): ts.TypeNode {
  return union(isFlat && compiler.isUnionTypeNode(type) ? [...type.types, NULL] : [type, NULL]);
}
