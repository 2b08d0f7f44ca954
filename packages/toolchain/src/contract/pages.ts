import type { SourceDocument } from "../openapi/document.js";
import { isInEveryShape, mayBeNull } from "../openapi/schema-shapes.js";
import type { Pagination } from "./contract.js";
import type { FactReading } from "./fact-readers.js";
import type { OperationSource } from "./operations.js";
import { overlayAction } from "./overlay-action.js";

/**
 * Pages of an answer that may be null, or of another shape without the list: told in the fact, since types need it. What
 * was inferred of such shapes is left a plain method, and a note has the declaration that makes a pager of it.
 */
export function variedPages(
  reading: FactReading<Pagination>,
  operation: OperationSource,
  document: SourceDocument,
): FactReading<Pagination> {
  const { answer, method, path, at, id } = operation;
  if (reading.kind !== "fact" || answer === undefined) return reading;
  const { fact, origin, notes } = reading;
  const { items } = fact.response;
  const isEverywhere = isInEveryShape(document, answer, items, true);
  if (isEverywhere && !mayBeNull(document, answer)) return reading;
  if (isEverywhere || origin !== "inferred") return { ...reading, fact: { ...fact, varies: true } };
  const message = `${method} ${path} looks paginated, but not every shape of its answer has a list at '${items}'; it is not declared.`;
  const note = { kind: "doubtful", operation: id, location: document.locate(at.pointer), message } as const;
  return {
    kind: "doubt",
    notes: [...notes, { ...note, action: overlayAction(operation, "x-specloom-pagination", fact) }],
  };
}
