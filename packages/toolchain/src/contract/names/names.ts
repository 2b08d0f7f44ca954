import type { SourceDocument } from "../../openapi/document.js";
import { type AnnotatedName, annotatedName } from "../annotations/names.js";
import { declaredName } from "../declarations/name.js";
import { failure, member, textOf } from "../../openapi/located.js";
import type { Note } from "../note.js";
import type { OperationSource } from "../operations.js";
import { resultCountOf } from "./answers.js";
import { assignNames, type Candidates } from "./assign.js";
import { refuseClashes } from "./clash.js";
import { candidateNames, foldedName, isParenthesised, pathName } from "./candidates.js";
import { lockedByOperation, type LockedName } from "./lock.js";
import type { Name } from "./name.js";
import { fallbackNotes, renameNotes } from "./notes.js";
import { previewOf } from "./edition.js";
import { type Siblings, siblingReader } from "./siblings.js";
import { sharedService } from "./service.js";

/**
 * Names every operation: as declared, else as locked, else derived. A locked name is kept whatever the document adds or
 * removes, so that a generation renames nothing; only a declaration renames.
 *
 * @returns Names by operation id.
 * @throws {ToolchainError} `contract/name-taken` where declared or locked names clash.
 */
export function nameOperations(
  document: SourceDocument,
  operations: readonly OperationSource[],
  locked: readonly LockedName[],
): { readonly names: ReadonlyMap<string, Name>; readonly notes: readonly Note[] } {
  const declarations = operations.map((operation) => [operation.id, declaredName(operation, document)] as const);
  const declared = new Map(declarations.map(([id, declaration]) => [id, declaration?.name]));
  const aliases = new Map(declarations.map(([id, declaration]) => [id, declaration?.aliases ?? []]));
  const lockedEntries = lockedByOperation(operations, locked);
  const lockedNames = new Map([...lockedEntries].map(([id, entry]) => [id, entry.name]));
  const fixed = new Map<string, string>();
  for (const { id } of operations) {
    const name = declared.get(id) ?? lockedNames.get(id);
    if (name !== undefined) fixed.set(id, name);
  }
  refuseClashes(document, operations, fixed, aliases);

  const service = sharedService(operations, titleOf(document));
  const siblings = siblingReader(document, operations);
  const candidates = operations.map((operation) =>
    candidatesOf(document, { ...operation, ...siblings(operation) }, service),
  );
  const kept = [...aliases].flatMap(([id, names]) =>
    names.map((name): [string, string] => [`${id} once ${name}`, name]),
  );
  const assigned = assignNames(
    new Map([...fixed, ...kept]),
    candidates.filter(({ id }) => !fixed.has(id)),
  );
  const [stuck] = assigned.unresolved;
  if (stuck !== undefined) throw unresolved(document, operations, stuck);

  const names = new Map(
    candidates.map(({ id, names: possible, annotation }): [string, Name] => {
      const name = assigned.names.get(id) ?? "";
      // A locked name that is also derived counts as derived, so that the lock does not change itself.
      const known = possible.includes(name) ? "derived" : "locked";
      const annotated = annotation?.name === name ? annotation.origin : known;
      const origin = declared.get(id) === undefined ? annotated : "declared";
      const earlier = aliases.get(id) ?? [];
      return [id, { name, origin, aliases: earlier.length === 0 ? undefined : earlier }];
    }),
  );
  return {
    names,
    notes: [
      ...renameNotes(document, operations, names, lockedNames),
      ...fallbackNotes(document, operations, names, candidates),
    ],
  };
}

/**
 * Another generator's name for the operation is the best candidate. Of operations with one name, the only stable one
 * whose path says the same keeps it.
 */
function candidatesOf(
  document: SourceDocument,
  operation: OperationSource & Siblings,
  service: string | undefined,
): Candidates & { readonly annotation: AnnotatedName | undefined } {
  const answers = resultCountOf(document, operation);
  const derived = candidateNames(answers === undefined ? operation : { ...operation, answers }, service);
  const annotation = annotatedName(operation.at, derived[0] ?? "");
  const names = annotation === undefined ? derived : [...new Set([annotation.name, ...derived])];
  const yields =
    annotation === undefined &&
    (previewOf(operation) !== undefined || isParenthesised(operation) || pathName(operation) !== derived[0]);
  return { id: operation.id, names, yields, folded: foldedName(operation, service), annotation };
}

function titleOf({ value }: SourceDocument): string {
  const info = member({ value, pointer: "" }, "info");
  return (info && textOf(info, "title")) ?? "";
}

function unresolved(document: SourceDocument, operations: readonly OperationSource[], id: string): Error {
  const operation = operations.find((candidate) => candidate.id === id);
  const message = `No name is left for '${id}': every candidate is another operation's name or a resource.`;
  return failure(
    document,
    operation?.at.pointer ?? "",
    "contract/name-taken",
    message,
    "Give it one with x-specloom-name.",
  );
}
