import { schemaFieldOf } from "../../openapi/schema-fields.js";
import type { JobContext } from "../job-context.js";
import { omitUndefined } from "../omit-undefined.js";
import type { OperationSource } from "../operations.js";
import type { Evidence, SeenSign } from "./evidence.js";
import { batchOf, cancelOf, resultBelow } from "./job-parts.js";
import { stateSign } from "./job-signs.js";
import { postedStarts } from "./job-start.js";
import { statusPlaceOf } from "./status-place.js";

/** What of a job was seen at a GET by an id, and what is missing; undefined where neither a state nor a part was seen. */
export function jobEvidence(operation: OperationSource, context: JobContext): Evidence | undefined {
  const place = statusPlaceOf(operation);
  const ids = operation.parameters.filter(({ in: where }) => where === "path").map(({ name }) => name);
  const id = ids.at(-1);
  if (operation.method !== "GET" || place === undefined || id === undefined || operation.answer === undefined)
    return undefined;
  const key = { ...place, id, others: ids.slice(0, -1) };
  const sign = stateSign(
    context.document,
    schemaFieldOf(context.document, operation.answer),
    place.noun,
    operation.description,
  );
  const starts = postedStarts(operation, key, context).starts;
  const [result, cancel, batch] = [resultBelow(key, context)?.call, cancelOf(key, context), batchOf(key, context)];
  const parts: readonly (readonly [part: string, operations: readonly string[]])[] = [
    ["a start", starts.map((start) => start.operation)],
    ["a result", result === undefined ? [] : [result.operation]],
    ["a cancel", cancel === undefined ? [] : [cancel.operation]],
    ["a batch of statuses", batch === undefined ? [] : [batch.operation]],
  ];
  const state: SeenSign[] = sign === undefined ? [] : [{ sign: "a state", where: `'${sign.pointer}' of the answer` }];
  const seen = [...state, ...parts.flatMap(([part, operations]) => operations.map((where) => ({ sign: part, where })))];
  if (seen.length === 0) return undefined;
  const unseen = parts.filter(([, operations]) => operations.length === 0).map(([part]) => part);
  const skeleton = {
    id,
    state: sign?.pointer ?? "</pointer/to/the/state>",
    states: sign?.states ?? { pending: ["<a state of work that goes on>"], succeeded: ["<…>"], failed: ["<…>"] },
    ...omitUndefined({ start: starts.length === 0 ? undefined : starts, result, cancel, batch }),
  };
  return {
    kind: "job",
    seen,
    missing: sign === undefined ? ["a field whose values are states of a job", ...unseen] : unseen,
    skeleton,
  };
}
