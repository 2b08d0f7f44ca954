import type { JobContext } from "../job-context.js";
import { omitUndefined } from "../omit-undefined.js";
import type { OperationSource } from "../operations.js";
import type { Evidence, SeenSign } from "./evidence.js";
import { batchOf, cancelOf, resultBelow } from "./job-parts.js";
import { postedStarts } from "./job-start.js";
import { jobKeyOf } from "./status-place.js";
import { statusSign } from "./status-sign.js";

/** What of a job was seen at a GET by an id, and what is missing; undefined where neither a state nor a part was seen. */
export function jobEvidence(operation: OperationSource, context: JobContext): Evidence | undefined {
  const key = jobKeyOf(operation, context);
  if (key === undefined || operation.answer === undefined) return undefined;
  const { id } = key;
  const sign = statusSign(operation, key, context);
  const [result, cancel, batch] = [
    resultBelow(key, context)?.call,
    cancelOf(key, sign, context),
    batchOf(key, context),
  ];
  // A start alone is no sign: whatever can be made has one.
  if ([sign, result, cancel, batch].every((part) => part === undefined)) return undefined;
  const starts = postedStarts(operation, key, sign, context).starts;
  const parts: readonly (readonly [part: string, operations: readonly string[]])[] = [
    ["a start", starts.map((start) => start.operation)],
    ["a result", result === undefined ? [] : [result.operation]],
    ["a cancel", cancel === undefined ? [] : [cancel.operation]],
    ["a batch of statuses", batch === undefined ? [] : [batch.operation]],
  ];
  const state: SeenSign[] =
    sign === undefined ? [] : [{ sign: "a state", where: `'${[sign.state].flat().join("' or '")}' of the answer` }];
  const seen = [...state, ...parts.flatMap(([part, operations]) => operations.map((where) => ({ sign: part, where })))];
  const unseen = parts.filter(([, operations]) => operations.length === 0).map(([part]) => part);
  const skeleton = {
    id,
    state: sign?.state ?? "</pointer/to/the/state>",
    states: sign?.states ?? {
      pending: ["<a state of work that goes on>"],
      succeeded: ["<a state of success>"],
      failed: ["<a state of failure>"],
    },
    ...omitUndefined({ start: starts.length === 0 ? undefined : starts, result, cancel, batch }),
  };
  return {
    kind: "job",
    seen,
    missing: sign === undefined ? ["a field whose values are states of a job", ...unseen] : unseen,
    skeleton,
  };
}
