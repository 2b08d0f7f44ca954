import { compile, type Found } from "./compile.js";
import type { CorpusDocument } from "./documents.js";
import { generateDocument } from "./generate-document.js";
import type { Result } from "./outcome.js";

/** What a pool is asked for. */
export type Order =
  | {
      readonly kind: "generate";
      readonly root: string;
      readonly document: CorpusDocument;
      readonly scratch: string;
      readonly name: string;
    }
  | { readonly kind: "compile"; readonly scratch: string; readonly folders: readonly string[] };

export type Answer = { readonly result: Result } | { readonly found: Found };

export async function execute(order: Order): Promise<Answer> {
  if (order.kind === "compile") return { found: compile(order.scratch, order.folders) };
  return { result: await generateDocument(order.root, order.document, order.scratch, order.name) };
}
