import type { SourceDocument } from "../../openapi/document.js";
import { ToolchainError } from "../../errors.js";
import { choice } from "../declarations/fields.js";
import { member, rootOf } from "../../openapi/located.js";
import type { Note } from "../note.js";
import { readBackoff } from "./retries.js";

/** Notes on the unused extensions of other generators at the document's root. */
export function rootNotes(document: SourceDocument): Note[] {
  const root = rootOf(document);
  const names = member(root, "x-speakeasy-name-override");
  const retries = member(root, "x-speakeasy-retries");
  const why =
    retries &&
    fault(() => [
      choice(["backoff", "none"])(member(retries, "strategy") ?? retries, document),
      readBackoff(retries, document),
    ]);
  return [
    ...(why === undefined
      ? []
      : [
          {
            kind: "annotation" as const,
            location: why.location ?? document.locate(""),
            message: `x-speakeasy-retries is not used: ${why.message}`,
          },
        ]),
    ...(names === undefined
      ? []
      : [
          {
            kind: "annotation" as const,
            location: document.locate(names.pointer),
            message:
              "x-speakeasy-name-override is not used: rules for all operationIds are not supported; put it on the operations.",
          },
        ]),
  ];
}

function fault(read: () => unknown): ToolchainError | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof ToolchainError) return error;
    throw error;
  }
}
