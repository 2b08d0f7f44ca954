import type { SourceDocument } from "../../openapi/document.js";
import { type Located, member } from "../../openapi/located.js";
import type { Note } from "../note.js";
import type { OperationSource } from "../operations.js";

/** Where true, other generators omit an operation or a whole path. */
export const IGNORING = ["x-speakeasy-ignore", "x-fern-ignore"] as const;

/** A note where an extension of another generator omits an operation or its whole path; so does Specloom. */
export function ignoredBy(
  document: SourceDocument,
  pathItem: Located,
  { id, at }: Pick<OperationSource, "id" | "at">,
): Note | undefined {
  const found = [at, pathItem]
    .flatMap((holder) => IGNORING.map((name) => ({ name, mark: member(holder, name) })))
    .find(({ mark }) => mark?.value === true);
  return (
    found?.mark && {
      kind: "ignored",
      operation: id,
      location: document.locate(found.mark.pointer),
      message: `'${id}' has no method, because ${found.name} omits it; an overlay that sets it to false restores it.`,
    }
  );
}
