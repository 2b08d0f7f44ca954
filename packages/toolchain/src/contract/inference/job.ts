import { formatPointer } from "../../json.js";
import type { SourceDocument } from "../../openapi/document.js";
import type { Job, Origin } from "../contract.js";
import { omitUndefined } from "../omit-undefined.js";
import { absentState, type JobContext } from "../job-context.js";
import type { Note } from "../note.js";
import type { OperationSource } from "../operations.js";
import { overlayAction } from "../overlay-action.js";
import type { FactReader } from "../fact-readers.js";
import { type SchemaField, schemaFieldOf, propertiesOf, typesOf } from "../../openapi/schema-fields.js";
import { type StateSign, stateSign } from "./job-signs.js";
import { withoutAffixes, linkedStarts, postedStarts } from "./job-start.js";
import { plain } from "./paging-words.js";

/**
 * Infers a job where three things agree: a GET by one id, a field whose values are states of a job, and either a
 * result operation below the same id or a start that answers 202. Without the third, or with a state of unknown
 * meaning, the operation is doubtful: it may be any resource that has a status.
 */
export const inferredJob: FactReader<OperationSource, JobContext, Job> = (operation, context) => {
  const { document } = context;
  const [id, ...others] = idsOf(operation, context);
  if (operation.method !== "GET" || id === undefined || operation.answer === undefined) return undefined;
  const answer = schemaFieldOf(document, operation.answer);
  const sign = stateSign(document, answer);
  if (sign === undefined) return undefined;
  if (others.length > 0) return { kind: "doubt", notes: [nested(operation, [id, ...others], document)] };
  const result = resultOperation(operation, context);
  const linked = linkedStarts(operation, id, context);
  const starts = linked.length > 0 ? linked : postedStarts(id, collectionOf(operation), context);
  const origin: Origin = linked.length > 0 ? "document" : "inferred";
  const job: Job = { ...describe(operation, id, sign, answer, context, result), ...startFact(starts), origin };
  const isJob = result !== undefined || linked.length > 0 || isStarted(operation, starts, context);
  if (sign.unknown.length === 0 && isJob) return { kind: "fact", fact: job, origin, notes: [] };
  return { kind: "doubt", notes: [doubt(operation, job, sign, context)] };
};

/** The path parameters, where one of them ends the path or only `status` or `state` follows. */
function idsOf({ path, parameters }: OperationSource, { isClientWide }: JobContext): string[] {
  if (!/\}(\/(status|state))?\/?$/u.test(path)) return [];
  return parameters.filter((parameter) => parameter.in === "path" && !isClientWide(parameter)).map(({ name }) => name);
}

/** A job is known by one id: the others would have to be the client's. */
function nested({ id, method, path, at }: OperationSource, ids: readonly string[], document: SourceDocument): Note {
  const message = `${method} ${path} looks like a job's status, but a job is known by one id, and this takes ${ids.join(", ")}; x-specloom-client can make all but one the client's.`;
  return { kind: "doubtful", operation: id, location: document.locate(at.pointer), message };
}

function describe(
  operation: OperationSource,
  id: string,
  sign: StateSign,
  answer: SchemaField,
  { document, resourceOf }: JobContext,
  result: Job["result"],
): Job {
  const properties = [...propertiesOf(document, answer)];
  const find = (names: readonly string[], ...types: string[]): string | undefined => {
    const found = properties.find(
      ([name, field]) => names.includes(plain(name)) && types.some((type) => typesOf(field).has(type)),
    );
    return found && formatPointer([found[0]]);
  };
  const progress = find(["progress", "percentcomplete", "progresspercent"], "number", "integer");
  return omitUndefined({
    resource: resourceOf(operation),
    operation: operation.id,
    id,
    state: formatPointer([sign.name]),
    states: sign.states,
    cached: sign.cached.length === 0 ? undefined : sign.cached,
    absent: absentState(sign.field),
    progress:
      progress === undefined ? undefined : omitUndefined({ value: progress, when: find(["hasprogress"], "boolean") }),
    error: find(["errormessage", "error", "failurereason", "failuremessage"], "string"),
    completedAt: find(["completedat", "finishedat", "endedat"], "string", "integer", "number"),
    result,
    origin: "inferred" as const,
  });
}

function startFact(start: NonNullable<Job["start"]>): Pick<Job, "start"> {
  return start.length === 0 ? {} : { start };
}

/** A GET of `result` or `output` below the same id, whatever that path calls the id. */
function resultOperation(operation: OperationSource, { operations }: JobContext): Job["result"] {
  const prefix = prefixOf(operation.path);
  for (const { id: result, method, path, parameters } of operations.values()) {
    const ids = parameters.filter((parameter) => parameter.in === "path");
    const [only] = ids;
    const below = /^(.*\})\/(results?|outputs?)\/?$/.exec(path)?.[1];
    if (method === "GET" && below !== undefined && ids.length === 1 && only !== undefined && prefixOf(below) === prefix)
      return { operation: result, id: only.name };
  }
  return undefined;
}

/** Whether something posted to where the jobs are is answered 202, or with the id and the state of a new one. */
function isStarted(
  operation: OperationSource,
  starts: NonNullable<Job["start"]>,
  { document, operations }: JobContext,
): boolean {
  const collection = collectionOf(operation);
  return [...operations.values()].some(
    ({ id, method, path, answer, responses }) =>
      method === "POST" &&
      withoutAffixes(path) === collection &&
      (responses.some(({ status }) => status === "202") ||
        (answer !== undefined &&
          starts.some((start) => start.operation === id) &&
          stateSign(document, schemaFieldOf(document, answer)) !== undefined)),
  );
}

/** Where the jobs are: the path without its id. */
function collectionOf({ path }: OperationSource): string {
  return prefixOf(path).replace(/\/\{\}$/, "");
}

/** The path up to its id, parameters unnamed. */
function prefixOf(path: string): string {
  return withoutAffixes(path).replace(/\}\/(status|state)$/, "}");
}

function doubt(operation: OperationSource, job: Job, { unknown }: StateSign, { document }: JobContext): Note {
  const why =
    unknown.length > 0 ? `the meaning of ${unknown.join(", ")} is not known` : "nothing starts it and it has no result";
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
