import type { SourceDocument } from "../../openapi/document.js";
import { type AnnotatedName, annotatedName } from "../annotations/names.js";
import { declaredName } from "../declarations/name.js";
import { failure, member, textOf } from "../../openapi/located.js";
import type { Note } from "../note.js";
import type { OperationSource } from "../operations.js";
import { resultCountOf } from "./answers.js";
import { assignNames, type Candidates } from "./assign.js";
import { refuseClashes } from "./clash.js";
import { type CandidateNames, candidateNames, isParenthesised } from "./candidates.js";
import { lockedByOperation, type LockedName } from "./lock.js";
import type { Name } from "./name.js";
import { fallbackNotes, renameNotes } from "./notes.js";
import { formatName } from "./reserved.js";
import { editionOf, previewOf } from "./edition.js";
import { spellsDeed } from "./route.js";
import { type NamingSource, readablePart } from "./styles/reading.js";
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
    const kept = lockedNames.get(id);
    // The client may have got a member of that name since then.
    const isFree = kept !== undefined && formatName(kept.split(".")) === kept;
    const name = declared.get(id) ?? (isFree ? kept : undefined);
    if (name !== undefined) fixed.set(id, name);
  }
  refuseClashes(document, operations, fixed, aliases);

  const service = sharedService(operations, titleOf(document));
  const siblings = siblingReader(document, operations);
  const candidates = operations.map((operation) =>
    candidatesOf(document, { ...operation, ...siblings(operation) }, service, fixed.has(operation.id)),
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
 * whose path says the same keeps it. An operation that got the name by leaving out an id gives it up first.
 */
function candidatesOf(
  document: SourceDocument,
  given: OperationSource & Siblings,
  service: string | undefined,
  isFixed: boolean,
): Candidates & { readonly annotation: AnnotatedName | undefined } {
  const operation = readablePart(given);
  const answers = resultCountOf(document, operation);
  const derived = candidateNames(answers === undefined ? operation : { ...operation, answers }, service);
  const [best = ""] = derived.names;
  const annotation = annotatedName(operation.at, best);
  const names = annotation === undefined ? derived.names : [...new Set([annotation.name, ...derived.names])];
  // A fixed name, and another generator's, yields to nobody.
  const yields = isFixed || annotation !== undefined ? 0 : yieldsOf(operation, derived);
  return { id: operation.id, names, yields, folded: derived.folded, annotation };
}

/** How readily an operation leaves its best name to another one. */
function yieldsOf(
  operation: NamingSource,
  { names: [best], leavesOutId, isReplacement, byPath }: CandidateNames,
): number {
  if (leavesOutId || isReplacement) return 3;
  const isTwin = operation.isSlashTwin === true || isParenthesised(operation) || spellsDeed(operation);
  const isSecond = isTwin || previewOf(operation) !== undefined;
  if (isSecond || byPath() !== best) return 2;
  // An operation without a version in its path has priority over the same operation with a version.
  return editionOf(operation) === undefined ? 0 : 1;
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
