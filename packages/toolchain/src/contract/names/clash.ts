import type { SourceDocument } from "../../openapi/document.js";
import { formatLocation } from "../../location.js";
import { failure, member } from "../../openapi/located.js";
import type { OperationSource } from "../operations.js";
import { resourcesOf } from "./assign.js";

/** A declared or locked name of an operation, or one of its aliases. */
interface TakenName {
  readonly name: string;
  readonly operation: OperationSource;
  /** JSON pointer of the declaration, else of the operation. */
  readonly place: string;
  readonly isDeclared: boolean;
}

/**
 * Refuses declared and locked names, including aliases, that clash.
 *
 * @param fixed Names by operation id, and aliases likewise.
 * @throws {ToolchainError} `contract/name-taken` at the later declaration, with the location of the other.
 */
export function refuseClashes(
  document: SourceDocument,
  operations: readonly OperationSource[],
  fixed: ReadonlyMap<string, string>,
  aliases: ReadonlyMap<string, readonly string[]>,
): void {
  const claims = operations.flatMap((operation) => claimsOf(operation, fixed, aliases));
  const holders = new Map<string, TakenName>();
  for (const claim of claims) {
    const other = holders.get(claim.name);
    if (other !== undefined) throw taken(document, claim, other, `both would be '${claim.name}'`);
    holders.set(claim.name, claim);
  }
  for (const claim of claims)
    for (const resource of resourcesOf(claim.name)) {
      const other = holders.get(resource);
      if (other !== undefined)
        throw taken(document, claim, other, `'${resource}' would be a method and the resource of '${claim.name}'`);
    }
}

function claimsOf(
  operation: OperationSource,
  fixed: ReadonlyMap<string, string>,
  aliases: ReadonlyMap<string, readonly string[]>,
): TakenName[] {
  const name = fixed.get(operation.id);
  const names = [...(name === undefined ? [] : [name]), ...(aliases.get(operation.id) ?? [])];
  const declaration = member(operation.at, "x-specloom-name");
  const place = declaration?.pointer ?? operation.at.pointer;
  return names.map((claimed) => ({ name: claimed, operation, place, isDeclared: declaration !== undefined }));
}

function taken(document: SourceDocument, a: TakenName, b: TakenName, why: string): Error {
  const [later, earlier] = a.isDeclared || !b.isDeclared ? [a, b] : [b, a];
  const [id, otherId] = [later.operation.id, earlier.operation.id];
  const place = formatLocation(document.locate(earlier.place));
  const message =
    id === otherId
      ? `The names of operation '${id}' clash: ${why}.`
      : `Operations '${id}' and '${otherId}' (${place}) clash: ${why}.`;
  const hint = earlier.isDeclared
    ? "Give one of them another x-specloom-name."
    : `'${otherId}' has had its name since an earlier generation: choose another for '${id}', or declare one for both.`;
  return failure(document, later.place, "contract/name-taken", message, hint);
}
