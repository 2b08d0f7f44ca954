import type { Json } from "../json.js";
import type { SourceDocument } from "./document.js";
import { type Located, member, members, rootOf } from "./located.js";
import { isMethodField, isMethodToken, type Method } from "./methods.js";
import { objectFrom } from "./references.js";

/** An operation of a path, a webhook or a callback, references followed. */
export interface OperationPlace {
  readonly method: Method;
  /** The key of its path item: a path template, or a webhook's name. */
  readonly path: string;
  readonly pathItem: Located;
  readonly at: Located;
}

/** Every operation below `paths`, in document order. What is no object is passed over. */
export function operationsOf(document: SourceDocument): OperationPlace[] {
  return pathItemsOf(document, rootOf(document), "paths").flatMap(([path, pathItem]) =>
    operationsIn(document, path, pathItem),
  );
}

/** The path items by key under a member of an object, extensions left out. */
export function pathItemsOf(document: SourceDocument, holder: Located, key: string): [path: string, item: Located][] {
  return objectsBelow(document, member(holder, key)).filter(([path]) => !path.startsWith("x-"));
}

/**
 * The operations of a path item in document order: those of its fields, then its `additionalOperations` (OpenAPI 3.2,
 * "Path Item Object"), whose keys are methods as they are sent.
 */
export function operationsIn(document: SourceDocument, path: string, pathItem: Located): OperationPlace[] {
  const own = objectsBelow(document, pathItem).filter(([key]) => isMethodField(key));
  const additional = objectsBelow(document, member(pathItem, "additionalOperations"));
  return [
    ...own.map(([key, at]) => ({ method: key.toUpperCase(), path, pathItem, at })),
    ...additional
      .filter(([key]) => isMethodToken(key) && !isMethodField(key.toLowerCase()))
      .map(([method, at]) => ({ method, path, pathItem, at })),
  ];
}

function objectsBelow(document: SourceDocument, at: Located<Json> | undefined): [string, Located][] {
  if (at === undefined) return [];
  return members(at).flatMap(([key, item]): [string, Located][] => {
    const found = objectFrom(document.value, item);
    return found === undefined ? [] : [[key, found]];
  });
}

/** What an operation is known by: its own operationId, else its method and path. */
export function operationKey(method: string, path: string, operationId: unknown): string {
  return typeof operationId === "string" ? operationId : `${method} ${path}`;
}
