import { formatPointer } from "../../json.js";
import type { Job } from "../contract.js";
import { defined } from "../defined.js";
import { absentState, type JobContext } from "../job-context.js";
import type { Note } from "../note.js";
import type { OperationSource } from "../operations.js";
import { overlayAction } from "../overlay-action.js";
import type { Reader } from "../readings.js";
import { type Field, fieldOf, propertiesOf, typesOf } from "../schema-fields.js";
import { type StateSign, stateSign } from "./job-signs.js";
import { plain } from "./paging-words.js";

/**
 * Infers a job where three things agree: a GET by one id, a field whose values are states of a job, and either a
 * result operation below the same id or a start that answers 202. Without the third, or with a state of unknown
 * meaning, the operation is doubtful: it may be any resource that has a status.
 */
export const inferredJob: Reader<OperationSource, JobContext, Job> = (operation, context) => {
  const { document } = context;
  const id = soleId(operation, context);
  if (operation.method !== "GET" || id === undefined || operation.answer === undefined) return undefined;
  const answer = fieldOf(document, operation.answer);
  const sign = stateSign(document, answer);
  if (sign === undefined) return undefined;
  const result = resultOperation(operation, context);
  const job = describe(operation, id, sign, answer, context, result);
  if (sign.unknown.length === 0 && (result !== undefined || isStarted(operation, context)))
    return { kind: "fact", fact: job, origin: "inferred", notes: [] };
  return { kind: "doubt", notes: [doubt(operation, job, sign, context)] };
};

/** The one path parameter, where it ends the path or only `status` or `state` follows. */
function soleId({ path, parameters }: OperationSource, { isClientWide }: JobContext): string | undefined {
  const [first, ...others] = parameters.filter((parameter) => parameter.in === "path" && !isClientWide(parameter));
  return others.length === 0 && /\}(\/(status|state))?\/?$/.test(path) ? first?.name : undefined;
}

function describe(
  operation: OperationSource,
  id: string,
  sign: StateSign,
  answer: Field,
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
  return defined({
    resource: resourceOf(operation),
    operation: operation.id,
    id,
    state: formatPointer([sign.name]),
    states: sign.states,
    cached: sign.cached.length === 0 ? undefined : sign.cached,
    absent: absentState(sign.field),
    progress: progress === undefined ? undefined : defined({ value: progress, when: find(["hasprogress"], "boolean") }),
    error: find(["errormessage", "error", "failurereason", "failuremessage"], "string"),
    completedAt: find(["completedat", "finishedat", "endedat"], "string", "integer", "number"),
    result,
    origin: "inferred",
  });
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

/** Whether something posted to where the jobs are is answered 202. */
function isStarted({ path }: OperationSource, { operations }: JobContext): boolean {
  const collection = prefixOf(path).replace(/\/\{\}$/, "");
  return [...operations.values()].some(
    (other) =>
      other.method === "POST" &&
      other.path.replace(/\/$/, "") === collection &&
      other.responses.some(({ status }) => status === "202"),
  );
}

/** The path up to its id, parameters unnamed. */
function prefixOf(path: string): string {
  return path
    .replaceAll(/\{[^{}]*\}/g, "{}")
    .replace(/\}\/(status|state)\/?$/, "}")
    .replace(/\/$/, "");
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
