import type { Contract } from "../contract/contract.js";
import { evidenceReader } from "../contract/inference/hints.js";
import { omitUndefined } from "../contract/omit-undefined.js";
import type { SourceDocument } from "../openapi/document.js";
import type { ExplainedEvidence } from "./explanation.js";

/** What was seen of pages and of a job at one operation, where neither is declared. */
export function evidenceOf(document: SourceDocument, contract: Contract, id: string): ExplainedEvidence[] {
  return evidenceReader(document, contract)
    .read(id)
    .map(({ kind, seen, missing, action }) =>
      omitUndefined({
        kind,
        seen: seen.map(({ sign, where }) => `${sign} (${where})`),
        missing,
        skeleton: action,
      }),
    );
}
