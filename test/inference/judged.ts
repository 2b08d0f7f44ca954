import { readContract } from "../../packages/toolchain/src/contract/read-contract.js";
import { readDocument } from "../../packages/toolchain/src/document/read-document.js";
import { readSource } from "../../packages/toolchain/src/document/read-source.js";
import type { CorpusDocument } from "../corpus/documents.js";
import { inputOf } from "../corpus/generate-document.js";
import { generatedFor, type Judgement } from "./judgements.js";
import { lookAlikes } from "./look-alikes.js";
import { type Part, partsOf, wantedParts } from "./parts.js";

const identity = { name: "acme", package: "@acme/sdk", title: "Acme", client: "Acme" };

/** What a document gives, and where that and its judgements part: all empty where the table is up to date. */
export interface Parting {
  /** Operations that somebody has to look at and nobody has. */
  readonly unjudged: readonly string[];
  /** Judged operations that are generated in another way than the table says. */
  readonly changed: readonly string[];
  /** Parts of its jobs that are in the table alone, or in the contract alone. */
  readonly parts: readonly string[];
}

/** Compares the inference over one document of a folder with its judgements. */
export function partingOf(
  root: string,
  path: CorpusDocument,
  judgements: readonly Judgement[],
  parts: readonly Part[] = [],
): Parting {
  const input = inputOf(root, path, identity.name);
  const { document } = readDocument(readSource(input.source), input.documents);
  const { contract } = readContract(document, identity);
  const generated = generatedFor(contract);
  const [wanted, found] = [new Set(wantedParts(parts)), new Set(partsOf(contract))];
  const judged = new Set(judgements.map(({ operation }) => operation));
  return {
    unjudged: [...new Set([...generated.keys(), ...lookAlikes(document)])].filter(
      (operation) => !judged.has(operation),
    ),
    changed: judgements
      .filter((judgement) => generated.get(judgement.operation) !== judgement.generated)
      .map(({ operation, generated: was }) => `${operation}: ${was ?? "-"}, now ${generated.get(operation) ?? "-"}`),
    parts: [...wanted].filter((part) => !found.has(part)).concat([...found].filter((part) => !wanted.has(part))),
  };
}
