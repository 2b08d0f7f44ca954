import { formatPointer, type JsonObject, parsePointer } from "../../json.js";
import { member, textsOf } from "../../openapi/located.js";
import {
  type SchemaField,
  propertiesOf,
  schemaFieldAt,
  schemaFieldOf,
  typesOf,
  valuesOf,
} from "../../openapi/schema-fields.js";
import { jsonSchema } from "../content.js";
import type { Job } from "../contract.js";
import type { JobCall } from "../job-contract.js";
import type { JobContext } from "../job-context.js";
import { singular, splitWords } from "../names/words.js";
import { omitUndefined } from "../omit-undefined.js";
import type { OperationSource } from "../operations.js";
import { findItems } from "./items.js";
import { type Below, operationsOfPath, operationsBelow } from "./path-index.js";
import { isStatus, type JobKey } from "./status-place.js";
import { type StateSign, stateSign } from "./job-signs.js";
import { isJobWord, jobWords } from "./job-words.js";
import { isOfOthers } from "./continuations.js";
import { pagingSigns } from "./paging-signs.js";
import { plain } from "./paging-words.js";
import { stateKind } from "./state-words.js";

type Batch = NonNullable<Job["batch"]>;

/** A GET below the job that gives its result; `isSure` where its word shows by itself that there is a job. */
export function resultBelow(
  place: JobKey,
  context: JobContext,
): { readonly call: JobCall; readonly isSure: boolean } | undefined {
  const candidates = callsBelow(place, context, ["GET"]).filter(({ operation }) => isWhole(operation, context));
  for (const sign of ["result", "partOfResult"] as const) {
    // The content of what was attached is its own, and no result.
    if (sign === "partOfResult" && isOfOthers(place, context)) continue;
    const found = candidates.find(
      ({ operation, word }) => isJobWord(sign, word) && (sign === "result" || !isList(operation, context)),
    );
    if (found !== undefined) return { call: found.call, isSure: sign === "result" };
  }
  return undefined;
}

/** Whether an operation answers a whole thing: no page of a list, and no redirection to what nothing describes. */
function isWhole(operation: OperationSource, { document }: JobContext): boolean {
  const { page, offset, cursor } = pagingSigns(operation, document);
  const isPage = [page, offset, cursor].some((parameter) => parameter !== undefined);
  const statuses = operation.responses.map(({ status }) => status.charAt(0));
  return !isPage && (statuses.includes("2") || !statuses.includes("3"));
}

/** Whether an operation answers a list: each artifact of a job is fetched by its own path. */
function isList({ answer, path }: OperationSource, { document }: JobContext): boolean {
  return answer !== undefined && findItems(document, schemaFieldOf(document, answer), path) !== undefined;
}

/**
 * Returns the operation that cancels a job: an operation below the job whose last word means `cancel`, a DELETE or POST
 * of the job whose operationId means `cancel`, or a PATCH that sets the cancelled state and needs nothing else.
 */
export function cancelOf(place: JobKey, sign: StateSign | undefined, context: JobContext): JobCall | undefined {
  const below = callsBelow(place, context, ["POST", "PUT", "PATCH", "DELETE"]).find(({ word }) =>
    isJobWord("cancel", word),
  );
  if (below !== undefined) return below.call;
  const here = operationsOfPath(place.item, context);
  const named = here.find(
    ({ method, operationId = "" }) =>
      (method === "DELETE" || method === "POST") && splitWords(operationId).some((word) => isJobWord("cancel", word)),
  );
  if (named !== undefined) return callOf(named, place, context);
  const patched = here.find(({ method }) => method === "PATCH");
  const body = patched && sign && cancellingBody(patched, sign, context);
  const call = body && callOf(patched, place, context, body);
  return call && { ...call, body };
}

/** What a PATCH takes where that cancels: `{ status: "cancelled" }`. */
function cancellingBody(
  { body }: OperationSource,
  { state }: StateSign,
  { document }: JobContext,
): JsonObject | undefined {
  const name = parsePointer([state].flat().at(-1) ?? "").at(-1) ?? "";
  const schema = body && jsonSchema(document, body.at);
  const field = schema === undefined ? [] : schemaFieldOf(document, schema);
  const required = field.flatMap((part) => textsOf(part, "required") ?? []);
  const values = valuesOf(propertiesOf(document, field).get(name) ?? []) ?? [];
  const cancelled = values.find((value) => typeof value === "string" && stateKind(value) === "cancelled");
  return cancelled === undefined || required.some((other) => other !== name) ? undefined : { [name]: cancelled };
}

/**
 * Operations below a job that need only its id, each with the last word of its path. For `cancel-job` this is `cancel`.
 */
function callsBelow(place: JobKey, context: JobContext, methods: readonly string[]) {
  const below = [place.item, `${place.item}/actions`].flatMap((shape) => operationsBelow(shape, context));
  return [...below, ...operationsBeside(place, context)].flatMap(({ operation, word }) => {
    const call = methods.includes(operation.method) ? callOf(operation, place, context) : undefined;
    const verb = word.endsWith(place.noun) ? word.slice(0, word.length - place.noun.length) : word;
    return call === undefined ? [] : [{ operation, word: verb === "" ? word : verb, call }];
  });
}

/** Where the status is `/status/{}`, its cancel and its result are `/cancel/{}` and `/result/{}`, also in capitals. */
function operationsBeside({ item, collection, word: status }: JobKey, context: JobContext): Below[] {
  if (!isStatus(status) || item === collection) return [];
  const parent = collection.slice(0, collection.lastIndexOf("/"));
  return partWords.flatMap((word) =>
    [word, word.charAt(0).toUpperCase() + word.slice(1)].flatMap((segment) =>
      operationsOfPath(`${parent}/${segment}/{}`, context).map((operation) => ({ operation, word })),
    ),
  );
}

const partWords = [...jobWords.result, ...jobWords.partOfResult, ...jobWords.cancel].flatMap(({ words }) =>
  words.split(" "),
);

/**
 * A call that needs nothing but what tells the job from others: its id, which is the last parameter of the path, and
 * the other parameters of the status, which have the same places.
 */
function callOf(
  { id, parameters, body }: OperationSource,
  { others }: JobKey,
  { isClientWide }: JobContext,
  given?: JsonObject,
): JobCall | undefined {
  const inPath = parameters.filter((parameter) => parameter.in === "path" && !isClientWide(parameter));
  const isFree = parameters.every(
    (parameter) =>
      parameter.in === "path" || !parameter.required || parameter.constant !== undefined || isClientWide(parameter),
  );
  const [names, last] = [inPath.slice(0, -1).map(({ name }) => name), inPath.at(-1)];
  if (
    last === undefined ||
    !isFree ||
    (body?.required === true && given === undefined) ||
    names.length !== others.length
  )
    return undefined;
  const renamed = names.flatMap((name, index) =>
    others[index] === undefined || others[index] === name ? [] : [[name, others[index]] as const],
  );
  return omitUndefined({
    operation: id,
    id: last.name,
    path: renamed.length === 0 ? undefined : Object.fromEntries(renamed),
  });
}

/** An operation beside the jobs that takes a list of ids and answers a list of statuses. */
export function batchOf(place: JobKey, context: JobContext): Batch | undefined {
  if (place.others.length > 0) return undefined;
  for (const { operation, word } of operationsBelow(place.collection, context)) {
    if (operation.method !== "POST" || !isJobWord("batch", word)) continue;
    const found = batchFact(operation, place, context);
    if (found !== undefined) return found;
  }
  return undefined;
}

function batchFact(operation: OperationSource, place: JobKey, context: JobContext): Batch | undefined {
  const { document } = context;
  const schema = operation.body && jsonSchema(document, operation.body.at);
  if (schema === undefined || operation.answer === undefined) return undefined;
  const [ids, ...others] = idLists(schemaFieldOf(document, schema), context);
  const row = schemaFieldAt(document, schemaFieldOf(document, operation.answer), "/0");
  if (ids === undefined || others.length > 0 || row === undefined || !isOfJobs(ids.name, place)) return undefined;
  const key = [...propertiesOf(document, row).keys()].find(
    (name) => plain(name) === "id" || plain(name) === plain(place.id),
  );
  if (key === undefined || stateSign(document, row, place.noun) === undefined) return undefined;
  return omitUndefined({
    operation: operation.id,
    ids: ids.pointer,
    limit: ids.limit,
    key: formatPointer([key]),
    numbers: ids.isNumeric || undefined,
  });
}

/**
 * Returns true if the name of a list means jobs: `ids`, `job_ids`, `jobs`. A list with another name, such as `file_ids` or
 * `urls`, is the input of new jobs.
 */
function isOfJobs(name: string, { id, noun, word }: JobKey): boolean {
  const whose = singular(plain(name).replace(/(ids|uuids|guids|identifiers)$/u, ""));
  const own = [plain(id).replace(/(id|uuid|guid)$/u, ""), noun, word].filter((text) => text !== "");
  return (
    isJobWord("operation", whose) || whose === "" || own.some((text) => text.endsWith(whose) || whose.endsWith(text))
  );
}

/** As many as a batch takes where the document does not say it. */
const CAUTIOUS_LIMIT = 50;

/** Returns the properties of a body that are lists of texts or numbers. */
function idLists(body: SchemaField, { document }: JobContext) {
  const fields = typesOf(body).has("array") ? [] : [...propertiesOf(document, body)];
  return fields.flatMap(([name, field]) => {
    if (!typesOf(field).has("array")) return [];
    const types = [...typesOf(schemaFieldAt(document, field, "/0") ?? [])];
    const most = field.map((schema) => member(schema, "maxItems")?.value).find((value) => typeof value === "number");
    const isNumeric = types.length > 0 && types.every((type) => type === "integer" || type === "number");
    const isScalar = isNumeric || (types.length === 1 && types[0] === "string");
    return isScalar ? [{ name, pointer: formatPointer([name]), isNumeric, limit: most ?? CAUTIOUS_LIMIT }] : [];
  });
}
