import type { SourceDocument } from "../../openapi/document.js";
import type { Contract } from "../contract.js";
import type { JobContext } from "../job-context.js";
import type { Note } from "../note.js";
import { readOperations } from "../operations.js";
import { overlayAction } from "../overlay-action.js";
import { clientWide } from "../parameter-keys.js";
import type { OperationSource } from "../operations.js";
import type { Evidence } from "./evidence.js";
import { jobEvidence } from "./job-evidence.js";
import { pagingEvidence } from "./paging-evidence.js";

/** What was seen of one fact of an operation, and where it is not declared and not generated the action that declares it. */
export interface OperationEvidence extends Evidence {
  readonly operation: OperationSource;
  /** YAML of an overlay action with blanks to fill in. */
  readonly action?: string | undefined;
}

/** What was seen of pages and of jobs that nobody has declared, by the ids of operations. */
export function evidenceReader(
  document: SourceDocument,
  contract: Contract,
): { readonly ids: readonly string[]; readonly read: (id: string) => OperationEvidence[] } {
  const context = contextOf(document, contract);
  const known = new Map(contract.operations.map((operation) => [operation.id, operation]));
  const jobs = new Map(contract.jobs.map((job) => [job.operation, job]));
  const read = (id: string): OperationEvidence[] => {
    const operation = context.operations.get(id);
    if (operation === undefined) return [];
    const [own, job] = [known.get(id), jobs.get(id)];
    const found = [pagingEvidence(operation, document), jobEvidence(operation, context)];
    return found.flatMap((evidence) => {
      if (evidence === undefined) return [];
      const { kind, skeleton } = evidence;
      const origin = kind === "job" ? job?.origin : own?.origins.pagination;
      if (origin === "declared" || `x-specloom-${kind}` in operation.at.value) return [];
      const isOpen = (kind === "job" ? job : own?.pagination) === undefined;
      const action =
        isOpen && skeleton !== undefined ? overlayAction(operation, `x-specloom-${kind}`, skeleton) : undefined;
      return [{ ...evidence, operation, action }];
    });
  };
  return { ids: [...context.operations.keys()], read };
}

/**
 * Operations where signs of pages or of a job were seen that are not enough: what was seen, what is missing, and the
 * declaration with blanks to fill in. A list alone is none.
 *
 * @param notes Those of the contract: what is doubtful there is not told again.
 */
export function hintsOf(document: SourceDocument, contract: Contract, notes: readonly Note[]): Note[] {
  const { ids, read } = evidenceReader(document, contract);
  const told = new Set(notes.flatMap(({ kind, operation }) => (kind === "doubtful" ? [operation] : [])));
  return ids
    .filter((id) => !told.has(id))
    .flatMap((id) => read(id))
    .flatMap(({ kind, seen, missing, action, operation }): Note[] => {
      if (action === undefined || !seen.some(({ sign }) => !commonSigns.has(sign))) return [];
      const signs = seen.map(({ sign, where }) => `${sign} (${where})`).join(", ");
      const what = kind === "job" ? "a job" : "pages";
      const message = `${operation.method} ${operation.path} has signs of ${what}: ${signs}. Missing: ${missing.join("; ")}.`;
      return [
        { kind: "doubtful", operation: operation.id, message, location: document.locate(operation.at.pointer), action },
      ];
    });
}

/** What many operations have that are neither. */
const commonSigns = new Set(["a list", "a total", "a page size"]);

function contextOf(document: SourceDocument, contract: Contract): JobContext {
  return {
    document,
    operations: new Map(readOperations(document).operations.map((operation) => [operation.id, operation])),
    resources: new Set(),
    resourceOf: () => "",
    nameOf: () => "",
    locked: new Map(),
    isClientWide: clientWide(contract.parameters),
  };
}
