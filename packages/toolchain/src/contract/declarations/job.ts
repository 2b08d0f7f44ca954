import type { Job } from "../contract.js";
import { omitUndefined } from "../omit-undefined.js";
import type { Json } from "../../json.js";
import { failure, type Located, member } from "../../openapi/located.js";
import { absentState, type JobContext } from "../job-context.js";
import type { OperationSource } from "../operations.js";
import type { FactReader } from "../fact-readers.js";
import { schemaFieldAt, schemaFieldOf } from "../../openapi/schema-fields.js";
import { choice, filledList, identifier, integer, listField, type Read, readFields } from "./fields.js";
import { checkLocated, readLocated, readSources, readStateLocations } from "./job-location.js";
import { type JobPlace, otherPathParameters, readBatch, readCall, readStart } from "./job-operations.js";
import { declaredJobForm, pointedForm, progressForm } from "./job-form.js";
import { stateNotes } from "./job-notes.js";
import { readCached, readJobStates } from "./job-states.js";
import { answerField, idParameter, operationNamed, pointer } from "./targets.js";
import { readWait } from "./wait.js";
import { inWholeForm } from "./whole-form.js";
import { resourceNamed } from "./resource.js";

/**
 * Reads `x-specloom-job`; `false` declares that an operation reports no job.
 *
 * @throws {ToolchainError} `contract/declaration`, `contract/field`, `contract/parameter-unknown` or
 * `contract/operation-unknown`.
 */
export const declaredJob: FactReader<OperationSource, JobContext, Job> = (operation, context) => {
  const at = member(operation.at, "x-specloom-job");
  if (at === undefined) return undefined;
  if (at.value === false) return { kind: "none", notes: [] };
  const { document } = context;
  const fact = inWholeForm("x-specloom-job", () => readJob(operation, context)(at, document));
  return { kind: "fact", fact, origin: "declared", notes: stateNotes(operation, fact, at, document) };
};

function readJob(operation: OperationSource, context: JobContext): Read<Job> {
  return (at, document) => {
    const fields = readFields(at, document, declaredJobForm);
    const location = fields.optional("location", readSources);
    if (location !== undefined) checkLocated(at, document, operation);
    const byUrl = location !== undefined && operation.method !== "GET";
    const id =
      location === undefined
        ? readId(fields.optional("id", idParameter(operation)), at, operation, context)
        : undefined;
    const place = { context, others: id === undefined ? [] : otherPathParameters(operation, id, context) };
    // The response of a URL without an operation is not described, so its fields cannot be checked.
    const field = byUrl ? pointer : answerField(operation);
    const state = fields.required("state", readStateLocations(field));
    const answer = operation.answer === undefined ? [] : schemaFieldOf(document, operation.answer);
    const stateField = byUrl || typeof state !== "string" ? [] : (schemaFieldAt(document, answer, state) ?? []);
    const states = fields.required("states", readJobStates(stateField));
    const start = fields.optional("start", filledList(readStart(place, location !== undefined)));
    return omitUndefined({
      resource: fields.optional("resource", resourceNamed(context.resources)) ?? context.resourceOf(operation),
      name: fields.optional("name", identifier),
      operation: operation.id,
      id,
      location,
      state,
      states,
      otherwise: fields.optional("otherwise", choice(["pending"])),
      cached: fields.optional("cached", readCached(states)),
      absent: absentState(stateField),
      progress: fields.optional("progress", readProgress(field)),
      error: fields.optional("error", field),
      completedAt: fields.optional("completedAt", field),
      result: fields.optional("result", readResult(field, place)),
      notFound: fields.optional("notFound", listField(integer(400, 599))),
      start: start ?? (byUrl ? [{ operation: operation.id }] : undefined),
      cancel: fields.optional("cancel", readCall(place)),
      batch: fields.optional("batch", readBatch(context)),
      wait: fields.optional("wait", readWait),
      origin: "declared",
    });
  };
}

/** The declared id, else the last path parameter. */
function readId(
  declared: string | undefined,
  at: Located<Json>,
  operation: OperationSource,
  context: JobContext,
): string {
  const last = declared ?? otherPathParameters(operation, undefined, context).at(-1);
  if (last !== undefined) return last;
  const message = `${operation.method} ${operation.path} has no path parameter for the job's id.`;
  const hint = "Add 'location' if a start returns the URL of the status.";
  throw failure(context.document, at.pointer, "contract/declaration", message, hint);
}

function readProgress(field: Read<string>): Read<NonNullable<Job["progress"]>> {
  return (at, document) => {
    const fields = readFields(at, document, progressForm);
    return omitUndefined({ value: fields.required("value", field), when: fields.optional("when", field) });
  };
}

/** The result: an operation to call after success, a field of the status, or a URL in it. */
function readResult(field: Read<string>, place: JobPlace): Read<NonNullable<Job["result"]>> {
  return (at, document) => {
    if (member(at, "location") !== undefined) return readLocated(place.context)(at, document);
    if (member(at, "pointer") === undefined) return readCall(place)(at, document);
    const fields = readFields(at, document, pointedForm);
    const like = fields.optional("like", operationNamed(place.context.operations));
    return omitUndefined({ pointer: fields.required("pointer", field), like: like?.id });
  };
}
