import { formatPointer } from "../../json.js";
import { type SchemaField, propertiesOf, typesOf } from "../../openapi/schema-fields.js";
import type { Job, Origin } from "../contract.js";
import type { FactReader } from "../fact-readers.js";
import type { JobContext } from "../job-context.js";
import type { Note } from "../note.js";
import { omitUndefined } from "../omit-undefined.js";
import type { OperationSource } from "../operations.js";
import { overlayAction } from "../overlay-action.js";
import { batchOf, cancelOf, resultBelow } from "./job-parts.js";
import type { StateSign } from "./job-signs.js";
import { type JobKey, jobKeyOf } from "./status-place.js";
import { statusSign } from "./status-sign.js";
import { isClientWritten, isTwin } from "./job-witnesses.js";
import { postedStarts } from "./job-start.js";
import { startedById } from "./start-path.js";
import { linkedStarts } from "./linked-starts.js";
import { isJobWord } from "./job-words.js";
import { locatedStarts } from "./located-starts.js";
import { plain } from "./paging-words.js";

/**
 * Infers a job where two things agree: a GET by an id whose answer has the states of work that ends, and a start or a
 * result of it. Where the second is missing, where a state's meaning is not known, or where the states are those of a
 * thing that lives on, the operation is doubtful.
 */
export const inferredJob: FactReader<OperationSource, JobContext, Job> = (operation, context) => {
  const key = jobKeyOf(operation, context);
  const sign = key && statusSign(operation, key, context);
  if (key === undefined || sign === undefined) return undefined;
  const { job, isSure } = complete(operation, key, sign, context);
  const doubt = doubtOf(sign, { isSure, isStarted: job.start !== undefined }, key, context);
  if (doubt === undefined) return { kind: "fact", fact: job, origin: job.origin, notes: [] };
  return { kind: "doubt", notes: [doubtNote(operation, job, doubt, context)] };
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
  const posted = postedStarts(operation, place, sign, context);
  const cancel = cancelOf(place, sign, context);
  const starts = linked.length > 0 ? linked : posted.starts;
  // A job that is known by a URL has no calls by its id.
  const isById = starts.length > 0 || result !== undefined || cancel !== undefined;
  const located = isById ? undefined : locatedStarts(operation, place, context);
  const origin: Origin = linked.length > 0 ? "document" : "inferred";
  const parts = {
    result: result?.call,
    ...(starts.length > 0 ? { start: starts } : {}),
    cancel,
    batch: batchOf(place, context),
  };
  const job = omitUndefined({
    ...describe(operation, id, sign, context),
    ...(located === undefined ? parts : { id: undefined, ...located }),
    origin,
  });
  const isSure =
    result?.isSure === true ||
    (cancel !== undefined && starts.length > 0) ||
    linked.length > 0 ||
    posted.isSure ||
    located !== undefined ||
    typeof sign.state !== "string" ||
    isTwin(operation, place, sign, context);
  return { job, isSure };
}

function describe(operation: OperationSource, id: string, sign: StateSign, { document, resourceOf }: JobContext) {
  const { holder, states, cached, state, absent, unknown } = sign;
  const properties = [...propertiesOf(document, holder.field)];
  const findBy = (isNamed: (name: string) => boolean, ...types: string[]): string | undefined => {
    const found = properties.find(([name, inner]) => isNamed(plain(name)) && admits(inner, types));
    return found && formatPointer([...holder.names, found[0]]);
  };
  const find = (names: readonly string[], ...types: string[]): string | undefined =>
    findBy((name) => names.includes(name), ...types);
  const progress = find(["progress", "percentcomplete", "progresspercent"], "number", "integer");
  return {
    resource: resourceOf(operation),
    operation: operation.id,
    id,
    state,
    states: unknown.length === 0 ? states : { ...states, indeterminate: [...(states.indeterminate ?? []), ...unknown] },
    cached: cached.length === 0 ? undefined : cached,
    absent,
    progress:
      progress === undefined ? undefined : omitUndefined({ value: progress, when: find(["hasprogress"], "boolean") }),
    error: findBy((name) => isJobWord("error", name), "string", "object"),
    completedAt: find(["completedat", "finishedat", "endedat"], "string", "integer", "number"),
  };
}

function admits(field: SchemaField, types: readonly string[]): boolean {
  return types.some((type) => typesOf(field).has(type));
}

/** Why what looks like a job is not declared as one; undefined where nothing speaks against it. */
function doubtOf(
  sign: StateSign,
  { isSure, isStarted }: { readonly isSure: boolean; readonly isStarted: boolean },
  key: JobKey,
  context: JobContext,
): string | undefined {
  const { unknown, values, isWork, state } = sign;
  // One step among many whose word nobody knows is no end: a wait goes on for a while, and then says which it was.
  if (unknown.length * 8 > values.length) return `the meaning of ${unknown.join(", ")} is not known`;
  const byId = startedById(key, sign, context);
  if (!isSure && byId !== undefined) return `it is made first, and started by ${byId.method} ${byId.path}`;
  if (!isSure)
    return isStarted
      ? "what seems to start it answers neither 202 nor a state, and it has no result"
      : "nothing starts it and it has no result";
  // An instance of a workflow is a job. An instance of a database is not.
  const isLiving = isJobWord("lifecycle", key.noun) || (key.head !== "instance" && isJobWord("lifecycle", key.head));
  if (!isWork || isLiving) return "a thing that lives on has such states too";
  if (isJobWord("reported", key.noun) || isClientWritten([state].flat(), key, context))
    return "those who use the API write its state";
  return undefined;
}

function doubtNote(operation: OperationSource, job: Job, why: string, { document }: JobContext): Note {
  const { operation: _status, origin: _origin, absent: _absent, ...facts } = job;
  return {
    kind: "doubtful",
    operation: operation.id,
    location: document.locate(operation.at.pointer),
    message: `${operation.method} ${operation.path} looks like a job's status, but ${why}; it is not declared.`,
    action: overlayAction(operation, "x-specloom-job", facts),
  };
}
