import type { SourceDocument } from "../openapi/document.js";
import type { Job, Operation } from "./contract.js";
import type { Note } from "./note.js";
import { omitUndefined } from "./omit-undefined.js";
import type { OperationSource } from "./operations.js";

/** Operations whose choice of a stream stands, and a note on each whose pages or whose job leave no room for one. */
export function settledChoices(
  operations: readonly Operation[],
  jobs: readonly Job[],
  sources: readonly OperationSource[],
  document: SourceDocument,
): { readonly operations: readonly Operation[]; readonly notes: readonly Note[] } {
  const starts = new Set(jobs.flatMap(({ start = [] }) => start.map(({ operation }) => operation)));
  const places = new Map(sources.map(({ id, at }) => [id, at.pointer]));
  const notes: Note[] = [];
  const settled = operations.map((operation) => {
    const { id, method, path, stream, pagination, origins } = operation;
    const role = pagination !== undefined ? "is paginated" : starts.has(id) ? "starts a job" : undefined;
    if (stream === undefined || role === undefined) return operation;
    const message = `${method} ${path} ${role}, so '${stream.when}' does not choose whether its answer is a stream.`;
    notes.push({ kind: "ignored", operation: id, location: document.locate(places.get(id) ?? ""), message });
    return omitUndefined({
      ...operation,
      stream: undefined,
      origins: omitUndefined({ ...origins, stream: undefined }),
    });
  });
  return { operations: settled, notes };
}
