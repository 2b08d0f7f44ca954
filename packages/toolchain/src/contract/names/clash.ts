import type { SourceDocument } from "../../document/document.js";
import { formatLocation } from "../../errors.js";
import { failure, member } from "../located.js";
import type { OperationSource } from "../operations.js";
import { resourcesOf } from "./assign.js";

/**
 * Refuses declared and locked names that cannot stand together.
 *
 * @throws ToolchainError `contract/name-taken`, at the later declaration, naming the place of the other.
 */
export function refuseClashes(
  document: SourceDocument,
  operations: readonly OperationSource[],
  fixed: ReadonlyMap<string, string>,
): void {
  const holders = new Map<string, OperationSource>();
  for (const operation of operations) {
    const name = fixed.get(operation.id);
    if (name === undefined) continue;
    const other = holders.get(name);
    if (other !== undefined) throw taken(document, operation, other, `both would be '${name}'`);
    holders.set(name, operation);
  }
  for (const [name, operation] of holders)
    for (const resource of resourcesOf(name)) {
      const other = holders.get(resource);
      if (other !== undefined)
        throw taken(document, operation, other, `'${resource}' would be a method and the resource of '${name}'`);
    }
}

function taken(document: SourceDocument, a: OperationSource, b: OperationSource, why: string): Error {
  const [later, earlier] = isDeclared(a) || !isDeclared(b) ? [a, b] : [b, a];
  const place = formatLocation(document.locate(placeOf(earlier)));
  const message = `Operations '${later.id}' and '${earlier.id}' (${place}) clash: ${why}.`;
  const hint = isDeclared(earlier)
    ? "Give one of them another x-specloom-name."
    : `'${earlier.id}' has had its name since an earlier generation: choose another for '${later.id}', or declare one for both.`;
  return failure(document, placeOf(later), "contract/name-taken", message, hint);
}

function isDeclared({ at }: OperationSource): boolean {
  return member(at, "x-specloom-name") !== undefined;
}

function placeOf(operation: OperationSource): string {
  return member(operation.at, "x-specloom-name")?.pointer ?? operation.at.pointer;
}
