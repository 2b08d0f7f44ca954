import type { Contract } from "../contract/contract.js";
import type { Evidence } from "../contract/inference/evidence.js";
import { jobEvidence } from "../contract/inference/job-evidence.js";
import { pagingEvidence } from "../contract/inference/paging-evidence.js";
import { omitUndefined } from "../contract/omit-undefined.js";
import { readOperations } from "../contract/operations.js";
import { overlayAction } from "../contract/overlay-action.js";
import { clientWide } from "../contract/parameter-keys.js";
import type { SourceDocument } from "../openapi/document.js";
import type { ExplainedEvidence } from "./explanation.js";

/** What was seen of pages and of a job at one operation, where neither is declared. */
export function evidenceOf(document: SourceDocument, contract: Contract, id: string): ExplainedEvidence[] {
  const operations = new Map(readOperations(document).operations.map((operation) => [operation.id, operation]));
  const operation = operations.get(id);
  if (operation === undefined) return [];
  const context = {
    document,
    operations,
    resources: new Set<string>(),
    resourceOf: () => "",
    nameOf: () => "",
    locked: new Map<string, never>(),
    isClientWide: clientWide(contract.parameters),
  };
  const known = contract.operations.find((other) => other.id === id);
  const job = contract.jobs.find((other) => other.operation === id);
  const isOpen = (kind: Evidence["kind"]): boolean => (kind === "job" ? job : known?.pagination) === undefined;
  const isDeclared = (kind: Evidence["kind"]): boolean =>
    `x-specloom-${kind}` in operation.at.value ||
    (kind === "job" ? job?.origin : known?.origins.pagination) === "declared";
  return [pagingEvidence(operation, document), jobEvidence(operation, context)]
    .filter((evidence) => evidence !== undefined)
    .filter(({ kind }) => !isDeclared(kind))
    .map(({ kind, seen, missing, skeleton }) =>
      omitUndefined({
        kind,
        seen: seen.map(({ sign, where }) => `${sign} (${where})`),
        missing,
        skeleton:
          skeleton !== undefined && isOpen(kind) ? overlayAction(operation, `x-specloom-${kind}`, skeleton) : undefined,
      }),
    );
}
