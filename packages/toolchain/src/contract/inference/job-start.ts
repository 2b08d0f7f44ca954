import { formatPointer, parsePointer } from "../../json.js";
import { propertiesOf, type SchemaField, schemaFieldAt, schemaFieldOf } from "../../openapi/schema-fields.js";
import type { JobStart } from "../job-contract.js";
import type { JobContext } from "../job-context.js";
import { isBatch, tokenise } from "../names/route.js";
import { splitWords } from "../names/words.js";
import { omitUndefined } from "../omit-undefined.js";
import type { OperationSource } from "../operations.js";
import { goesOn } from "./continuations.js";
import { idGiven, idIn, idsDescribedAs, isScalar } from "./job-id.js";
import { type StateSign, stateSign } from "./job-signs.js";
import { plain } from "./paging-words.js";
import { pathShapeOf, type Sending, sentElsewhere, sentTo } from "./path-index.js";
import { isJustBelow, isOfOtherJobs, makesJobs, nearTo, startedById, takesJob } from "./start-path.js";
import { type JobKey, statusesIn } from "./status-place.js";

/** Operations that start a job, and whether one of them shows by itself that there is a job. */
export interface Starts {
  readonly starts: readonly JobStart[];
  readonly isSure: boolean;
}

/**
 * What starts a job: a POST (or a PUT that makes something) to where the jobs are that is answered by 202, by an id and
 * a state, or by the status' schema; or elsewhere a POST that makes such jobs and answers the status' schema, the job's
 * id or a list of ids; or near the jobs any POST that answers the status' schema and takes no job. What takes a job's
 * id or a token goes on with a job and starts none.
 */
export function postedStarts(
  status: OperationSource,
  key: JobKey,
  sign: StateSign | undefined,
  context: JobContext,
): Starts {
  const described = new Set(idsDescribedAs(key.noun, context));
  const byId = startedById(key, sign, context);
  const found = senders(key, described, context).flatMap((sending) => {
    const { operation, isAccepted, isNew } = sending;
    const isDescribed = described.has(sending);
    const isHere = pathShapeOf(operation) === key.collection;
    if (isHere && byId !== undefined) return [];
    const isSame =
      answersAlike(operation, status, sign, key, context) &&
      (isHere || !isOfOtherJobs(operation, status, key, context));
    const isNamed = isHere || isDescribed || isAccepted || makesJobs(operation, key);
    const isJustMade = isNew && isJustBelow(operation, key);
    if (!isNamed && !isJustMade && (!isSame || takesJob(operation, key, context))) return [];
    const isMany = answersIds(operation, key, context);
    if (!isHere && !isSame && !isMany && !isDescribed && !answersId(operation, key, context)) return [];
    if (goesOn(operation, key, context)) return [];
    const jobId =
      key.collection === key.item && isHere ? idGiven(operation, key, context) : idIn(operation, key, context);
    const place = placeIn(operation, key, isHere, context);
    if (place === undefined) return [];
    return [
      {
        start: jobId === undefined ? undefined : omitUndefined({ operation: operation.id, jobId, path: place.path }),
        isSure:
          isMany ||
          isAccepted ||
          isDescribed ||
          (jobId !== undefined && (isSame || hasState(operation, key, context))) ||
          (isHere && answersOnlyId(operation, key, context)),
      },
    ];
  });
  return {
    starts: found.flatMap(({ start }) => start ?? []),
    isSure: found.some(({ isSure }) => isSure),
  };
}

/**
 * The maximum number of places with jobs of one name. With more places, a request elsewhere does not show where its job
 * is.
 */
const MOST_PLACES = 20;

/**
 * The maximum number of pairs of a status and an accepted request elsewhere. It limits the time for large documents.
 */
const MOST_TRIED = 500_000;

/**
 * The operations that may start such jobs, in document order. An operation whose path has its own status starts no job
 * at another path.
 */
function senders(key: JobKey, described: ReadonlySet<Sending>, context: JobContext): Sending[] {
  const here = sentTo(key.collection, context).filter(({ operation, isNew }) => operation.method === "POST" || isNew);
  const { named, count } = statusesIn(context);
  const { all, accepted } = sentElsewhere(context);
  const isVague = (named.get(key.noun)?.length ?? 0) > MOST_PLACES || count * accepted > MOST_TRIED;
  const near = nearTo(key, context);
  const elsewhere = (isVague ? [] : all).filter((sending) => {
    const { operation, isAccepted, isNew } = sending;
    if (operation.method !== "POST" || pathShapeOf(operation) === key.collection) return false;
    const isNear = near.has(operation) || (isNew && isJustBelow(operation, key));
    return isAccepted || makesJobs(operation, key) || isNear || described.has(sending);
  });
  return [...here, ...elsewhere].toSorted((a, b) => a.order - b.order);
}

/**
 * Where a start has the other path parameters of the status: under the same names, where the jobs are posted to under
 * others, or in its answer; undefined where it lacks one of them.
 */
function placeIn(
  { parameters, answer }: OperationSource,
  { others }: JobKey,
  isHere: boolean,
  { isClientWide, document }: JobContext,
): Pick<JobStart, "path"> | undefined {
  const names = parameters
    .filter((parameter) => parameter.in === "path" && !isClientWide(parameter))
    .map(({ name }) => name);
  const fields = answer === undefined ? [] : [...propertiesOf(document, schemaFieldOf(document, answer)).keys()];
  const renamed = others.flatMap((other, index) => {
    const field = fields.find((name) => plain(name) === plain(other));
    const answered = field === undefined ? undefined : formatPointer([field]);
    const found = names.includes(other) ? other : ((isHere ? names[index] : undefined) ?? answered);
    return found === other ? [] : [[other, found] as const];
  });
  if (renamed.some(([, found]) => found === undefined)) return undefined;
  return renamed.length === 0
    ? {}
    : { path: Object.fromEntries(renamed.map(([other, found = other]) => [other, found])) };
}

/**
 * Whether what is posted to elsewhere always answers the id of such a job: under the job's name, as `job_id`, or,
 * beside the jobs, as its whole answer.
 */
function answersId(operation: OperationSource, key: JobKey, { document }: JobContext): boolean {
  const { answer, responses } = operation;
  const isSilent = responses.some(({ status }) => status === "204");
  if (answer === undefined || isSilent || key.noun === "") return false;
  const whole = schemaFieldOf(document, answer);
  const names = [...propertiesOf(document, whole).keys()].map(plain);
  if (names.some((name) => name.endsWith(`${key.noun}id`))) return true;
  return isBeside(operation, key) && isScalar(whole);
}

/** Whether a path lies below the parent of the collection of the jobs. */
function isBeside(operation: OperationSource, { collection }: JobKey): boolean {
  const parent = collection.slice(0, collection.lastIndexOf("/"));
  return tokenise(parent).length > 0 && pathShapeOf(operation).startsWith(`${parent}/`);
}

/**
 * Whether an operation makes several jobs at once and answers with a list of their ids. The list is named after the
 * jobs, or the operation is at the collection of the jobs or beside it. This is a sign of jobs, but the operation is no
 * `start`: a start gives one job.
 */
function answersIds(operation: OperationSource, key: JobKey, { document }: JobContext): boolean {
  const { answer } = operation;
  const shape = pathShapeOf(operation);
  const end = Math.max(shape.lastIndexOf("/"), shape.lastIndexOf(":"));
  const [place, word] = [shape.slice(0, Math.max(end, 0)), shape.slice(end + 1)];
  if (answer === undefined || !isBatch(splitWords(word))) return false;
  const whole = schemaFieldOf(document, answer);
  const isList = (field: SchemaField): boolean => isScalar(schemaFieldAt(document, field, "/0") ?? []);
  const lists = [...propertiesOf(document, whole)].filter(([, field]) => isList(field)).map(([name]) => plain(name));
  if (key.noun !== "" && lists.includes(`${key.noun}ids`)) return true;
  return (isList(whole) || lists.includes("ids")) && (place === key.collection || isBeside(operation, key));
}

/** Whether an answer has no field except the id of the job. The id can be in nested objects, each with one field. */
function answersOnlyId(operation: OperationSource, key: JobKey, context: JobContext): boolean {
  const id = idIn(operation, key, context);
  if (operation.answer === undefined || id === undefined) return false;
  let field = schemaFieldOf(context.document, operation.answer);
  return ["", ...parsePointer(id).slice(0, -1)].every((name, index) => {
    if (index > 0) field = propertiesOf(context.document, field).get(name) ?? [];
    return propertiesOf(context.document, field).size <= 1;
  });
}

/** Whether two operations answer one schema of the document, or schemas with the same states. */
export function answersAlike(
  { answer }: OperationSource,
  status: OperationSource,
  sign: StateSign | undefined,
  { noun }: JobKey,
  { document }: JobContext,
): boolean {
  if (answer === undefined || status.answer === undefined) return false;
  const [own, other] = [schemaFieldOf(document, answer), schemaFieldOf(document, status.answer)];
  if (own[0] !== undefined && own[0].pointer === other[0]?.pointer) return true;
  const states = sign && stateSign(document, own, noun);
  return (
    states !== undefined &&
    JSON.stringify([states.state, states.values]) === JSON.stringify([sign?.state, sign?.values])
  );
}

function hasState({ answer }: OperationSource, { noun }: JobKey, { document }: JobContext): boolean {
  return answer !== undefined && stateSign(document, schemaFieldOf(document, answer), noun) !== undefined;
}
