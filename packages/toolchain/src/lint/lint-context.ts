import type { Contract } from "../contract/contract.js";
import type { Method } from "../openapi/methods.js";
import type { Note } from "../contract/note.js";
import type { SourceDocument } from "../openapi/document.js";
import { operationsOf } from "../openapi/operations.js";
import { objectFrom } from "../openapi/references.js";
import { type Visit, objectsIn } from "../openapi/walk.js";
import type { Defect } from "../document/defects/defect.js";
import type { ToolchainError } from "../errors.js";
import { formatPointer, type JsonObject, valueAt } from "../json.js";
import type { ActionReport } from "../overlay/overlay.js";

export { targetAt } from "../contract/overlay-action.js";

/** The inputs of the rules. */
export interface LintContext {
  /** The document with its overlay applied and its defects repaired. */
  readonly document: SourceDocument;
  /** The document with its overlay applied and its defects unrepaired. */
  readonly repaired: SourceDocument;
  readonly defects: readonly Defect[];
  readonly operations: readonly LintOperation[];
  /** Every schema, outer ones first. */
  readonly schemas: readonly At[];
  readonly actions: readonly ActionReport[];
  /** The contract, or the error that prevents one. */
  readonly contract: { readonly value: Contract; readonly notes: readonly Note[] } | { readonly error: ToolchainError };
  /** The URL where the document was published. */
  readonly url: string | undefined;
}

/** An object of the document and the JSON pointer to it. */
export interface At {
  readonly value: JsonObject;
  readonly pointer: string;
}

export interface LintOperation extends At {
  readonly path: string;
  readonly method: Method;
  readonly pathItem: At;
}

/** The operations of `paths`, in document order. */
export function lintOperationsOf(document: SourceDocument): LintOperation[] {
  return operationsOf(document)
    .filter(({ path }) => path.startsWith("/"))
    .map(({ at, path, method, pathItem }) => ({ ...at, path, method, pathItem }));
}

export function lintSchemasOf(document: SourceDocument): At[] {
  const isSchema = ({ kind }: Visit): boolean => kind === "schema";
  return [...objectsIn(document.value, "document")]
    .filter(isSchema)
    .map(({ object, pointer }) => ({ value: object, pointer }));
}

/** A member that is an object, after references. */
export function childOf(document: SourceDocument, at: At | undefined, key: string | number): At | undefined {
  if (at === undefined) return undefined;
  return resolveAt(document, at.pointer + formatPointer([key]));
}

/** The members of an object, or the items of an array below it, that are objects, after references. */
export function childrenOf(document: SourceDocument, at: At | undefined, key?: string): [key: string, at: At][] {
  if (at === undefined) return [];
  const pointer = key === undefined ? at.pointer : at.pointer + formatPointer([key]);
  const holder = key === undefined ? at.value : at.value[key];
  if (typeof holder !== "object" || holder === null) return [];
  return Object.keys(holder).flatMap((name): [string, At][] => {
    const child = resolveAt(document, pointer + formatPointer([name]));
    return child === undefined ? [] : [[name, child]];
  });
}

/** The object at a pointer, after references; undefined where there is none, or for a cycle of references. */
function resolveAt(document: SourceDocument, pointer: string): At | undefined {
  return objectFrom(document.value, { value: valueAt(document.value, pointer) ?? null, pointer });
}
