import type { Job } from "../contract.js";
import { defined } from "../defined.js";
import { member } from "../located.js";
import { absentState, type JobContext } from "../job-context.js";
import type { OperationSource } from "../operations.js";
import type { Reader } from "../readings.js";
import { fieldAt, fieldOf } from "../schema-fields.js";
import { integer, listOf, type Read, readFields } from "./fields.js";
import { readBatch, readCall, readStart } from "./job-operations.js";
import { stateNotes } from "./job-notes.js";
import { readCached, readStates } from "./job-states.js";
import { answerField, idParameter } from "./targets.js";
import { resourceNamed } from "./resource.js";

const keys = [
  ...(["resource", "id", "state", "states", "cached", "progress", "error", "completedAt", "result"] as const),
  ...(["notFound", "start", "cancel", "batch"] as const),
];

/**
 * Reads `x-specloom-job`; `false` says that an operation reports no job, whatever it looks like.
 *
 * @throws ToolchainError `contract/declaration`, `contract/field`, `contract/parameter-unknown` or `contract/operation-unknown`.
 */
export const declaredJob: Reader<OperationSource, JobContext, Job> = (operation, context) => {
  const at = member(operation.at, "x-specloom-job");
  if (at === undefined) return undefined;
  if (at.value === false) return { kind: "none", notes: [] };
  const { document } = context;
  const fact = readJob(operation, context)(at, document);
  return { kind: "fact", fact, origin: "declared", notes: stateNotes(operation, fact, at, document) };
};

function readJob(operation: OperationSource, context: JobContext): Read<Job> {
  return (at, document) => {
    const fields = readFields(at, document, keys);
    const field = answerField(operation);
    const id = fields.required("id", idParameter(operation, context.isClientWide));
    const state = fields.required("state", field);
    const answer = operation.answer === undefined ? [] : fieldOf(document, operation.answer);
    const stateField = fieldAt(document, answer, state) ?? [];
    const states = fields.required("states", readStates(stateField));
    return defined({
      resource: fields.optional("resource", resourceNamed(context.resources)) ?? context.resourceOf(operation),
      operation: operation.id,
      id,
      state,
      states,
      cached: fields.optional("cached", readCached(states)),
      absent: absentState(stateField),
      progress: fields.optional("progress", readProgress(operation)),
      error: fields.optional("error", field),
      completedAt: fields.optional("completedAt", field),
      result: fields.optional("result", readResult(operation, context)),
      notFound: fields.optional("notFound", listOf(integer(400, 599))),
      start: fields.optional("start", listOf(readStart(context))),
      cancel: fields.optional("cancel", readCall(context)),
      batch: fields.optional("batch", readBatch(context)),
      origin: "declared",
    });
  };
}

function readProgress(operation: OperationSource): Read<NonNullable<Job["progress"]>> {
  return (at, document) => {
    const fields = readFields(at, document, ["value", "when"]);
    const field = answerField(operation);
    return defined({ value: fields.required("value", field), when: fields.optional("when", field) });
  };
}

/** A second operation that is asked once the job has succeeded, or a field of the status itself. */
function readResult(operation: OperationSource, context: JobContext): Read<NonNullable<Job["result"]>> {
  return (at, document) => {
    if (member(at, "pointer") === undefined) return readCall(context)(at, document);
    return { pointer: readFields(at, document, ["pointer"]).required("pointer", answerField(operation)) };
  };
}
