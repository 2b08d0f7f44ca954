import { formatPointer } from "../../json.js";
import { type SchemaField, propertiesOf, schemaFieldOf, typesOf } from "../../openapi/schema-fields.js";
import type { Job, Origin } from "../contract.js";
import type { FactReader } from "../fact-readers.js";
import { absentState, type JobContext } from "../job-context.js";
import type { Note } from "../note.js";
import { omitUndefined } from "../omit-undefined.js";
import type { OperationSource } from "../operations.js";
import { overlayAction } from "../overlay-action.js";
import { batchOf, cancelOf, resultBelow } from "./job-parts.js";
import { type JobKey, type StatusPlace, statusPlaceOf } from "./status-place.js";
import { type StateSign, stateSign } from "./job-signs.js";
import { linkedStarts, postedStarts } from "./job-start.js";
import { isJobWord } from "./job-words.js";
import { locatedStarts } from "./located-starts.js";
import { plain } from "./paging-words.js";

/**
 * Infers a job where two things agree: a GET by an id whose answer has the states of work that ends, and a start or a
 * result of it. Where the second is missing, where a state's meaning is not known, or where the states are those of a
 * thing that lives on, the operation is doubtful.
 */
export const inferredJob: FactReader<OperationSource, JobContext, Job> = (operation, context) => {
  const { document } = context;
  const place = statusPlaceOf(operation);
  const ids = operation.parameters.filter((parameter) => parameter.in === "path" && !context.isClientWide(parameter));
  const id = ids.at(-1)?.name;
  if (operation.method !== "GET" || place === undefined || id === undefined || operation.answer === undefined)
    return undefined;
  const answer = schemaFieldOf(document, operation.answer);
  const sign = stateSign(document, answer, place.noun, operation.description);
  if (sign === undefined) return undefined;
  const others = ids.slice(0, -1).map(({ name }) => name);
  const { job, isSure } = complete(operation, { ...place, id, others }, sign, context);
  const doubt = doubtOf(sign, isSure, place);
  if (doubt === undefined) return { kind: "fact", fact: job, origin: job.origin, notes: [] };
  return { kind: "doubt", notes: [doubtNote(operation, job, sign, doubt, context)] };
};

/** The job with all parts that the document has, and whether a part shows by itself that there is a job. */
function complete(
  operation: OperationSource,
  place: JobKey,
  sign: StateSign,
  context: JobContext,
): { readonly job: Job; readonly isSure: boolean } {
  const { id } = place;
  const result = resultBelow(place, context);
  const linked = linkedStarts(operation, id, context);
  const posted = postedStarts(operation, place, context);
  const starts = linked.length > 0 ? linked : posted.starts;
  const located = starts.length > 0 ? undefined : locatedStarts(operation, place, context);
  const origin: Origin = linked.length > 0 ? "document" : "inferred";
  const parts = {
    result: result?.call,
    ...(starts.length > 0 ? { start: starts } : {}),
    cancel: cancelOf(place, context),
    batch: batchOf(place, context),
  };
  const job = omitUndefined({
    ...describe(operation, id, sign, context),
    ...(located === undefined ? parts : { id: undefined, ...located }),
    origin,
  });
  const isSure = result?.isSure === true || linked.length > 0 || posted.isSure || located !== undefined;
  return { job, isSure };
}

function describe(operation: OperationSource, id: string, sign: StateSign, { document, resourceOf }: JobContext) {
  const { holder, states, cached, field, pointer } = sign;
  const properties = [...propertiesOf(document, holder.field)];
  const find = (names: readonly string[], ...types: string[]): string | undefined => {
    const found = properties.find(([name, inner]) => names.includes(plain(name)) && admits(inner, types));
    return found && formatPointer([...holder.names, found[0]]);
  };
  const progress = find(["progress", "percentcomplete", "progresspercent"], "number", "integer");
  return {
    resource: resourceOf(operation),
    operation: operation.id,
    id,
    state: pointer,
    states,
    cached: cached.length === 0 ? undefined : cached,
    absent: absentState(field),
    progress:
      progress === undefined ? undefined : omitUndefined({ value: progress, when: find(["hasprogress"], "boolean") }),
    error: find(["errormessage", "error", "failurereason", "failuremessage"], "string"),
    completedAt: find(["completedat", "finishedat", "endedat"], "string", "integer", "number"),
  };
}

function admits(field: SchemaField, types: readonly string[]): boolean {
  return types.some((type) => typesOf(field).has(type));
}

/** Why what looks like a job is not declared as one; undefined where nothing speaks against it. */
function doubtOf({ unknown, isWork }: StateSign, isSure: boolean, { noun }: StatusPlace): string | undefined {
  if (unknown.length > 0) return `the meaning of ${unknown.join(", ")} is not known`;
  if (!isSure) return "nothing starts it and it has no result";
  if (!isWork || isJobWord("lifecycle", noun)) return "a thing that lives on has such states too";
  return undefined;
}

function doubtNote(
  operation: OperationSource,
  job: Job,
  { unknown }: StateSign,
  why: string,
  { document }: JobContext,
): Note {
  const states =
    unknown.length === 0
      ? job.states
      : { ...job.states, indeterminate: [...(job.states.indeterminate ?? []), ...unknown] };
  const { operation: _status, origin: _origin, absent: _absent, ...facts } = { ...job, states };
  return {
    kind: "doubtful",
    operation: operation.id,
    location: document.locate(operation.at.pointer),
    message: `${operation.method} ${operation.path} looks like a job's status, but ${why}; it is not declared.`,
    action: overlayAction(operation, "x-specloom-job", facts),
  };
}
