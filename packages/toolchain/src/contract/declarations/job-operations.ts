import type { Job } from "../contract.js";
import type { JobCall, JobStart } from "../job-contract.js";
import { formatPointer, isObject, type JsonObject } from "../../json.js";
import type { SourceDocument } from "../../openapi/document.js";
import { jsonSchema } from "../content.js";
import type { JobContext } from "../job-context.js";
import { omitUndefined } from "../omit-undefined.js";
import type { OperationSource } from "../operations.js";
import { failure, members } from "../../openapi/located.js";
import { schemaFieldAt, schemaFieldOf, mayBeArray, typesOf } from "../../openapi/schema-fields.js";
import { choice, integer, type Read, readFields, unexpected } from "./fields.js";
import { batchForm, callForm, startForm } from "./job-form.js";
import { keysOfForm } from "./value-form.js";
import { answerField, idParameter, operationNamed, requestField, schemaField } from "./targets.js";

type Batch = NonNullable<Job["batch"]>;

/** Where a job is: its context, and the path parameters of its status besides the id. */
export interface JobPlace {
  readonly context: JobContext;
  readonly others: readonly string[];
}

/** The path parameters of an operation besides the id that are not the client's. */
export function otherPathParameters(
  { parameters }: OperationSource,
  id: string | undefined,
  { isClientWide }: JobContext,
): string[] {
  const others = parameters.filter((parameter) => parameter.in === "path" && !isClientWide(parameter));
  return others.map(({ name }) => name).filter((name) => name !== id);
}

/** An operation that takes the job's id: `{ operation, id, path, body }`. */
export function readCall({ context, others }: JobPlace): Read<JobCall> {
  return (at, document) => {
    const fields = readFields(at, document, callForm);
    const operation = fields.required("operation", operationNamed(context.operations));
    const id = fields.required("id", idParameter(operation));
    const needed = otherPathParameters(operation, id, context);
    const path = fields.optional("path", readPath(needed, choice(others)));
    const missing = needed.find((name) => path?.[name] === undefined && !others.includes(name));
    if (missing !== undefined) {
      const message = `${operation.method} ${operation.path} needs '${missing}', which the path of the status does not have.`;
      throw failure(document, at.pointer, "contract/declaration", message, pathHint(missing, others[0] ?? "…"));
    }
    return omitUndefined({ operation: operation.id, id, path, body: fields.optional("body", readBody(operation)) });
  };
}

/** What an operation is sent: an object of fields that its body has. */
function readBody({ body }: OperationSource): Read<JsonObject> {
  return (at, document) => {
    if (!isObject(at.value)) throw unexpected(at, document, "an object");
    const schema = body && jsonSchema(document, body.at);
    const whole = schema === undefined ? [] : schemaFieldOf(document, schema);
    for (const [name, { pointer }] of members(at))
      schemaField({ value: formatPointer([name]), pointer }, document, whole, "request body");
    return at.value;
  };
}

/**
 * An operation that starts a job, with the place of the id in its response unless the job has a URL: `{ operation,
 * jobId, path }`.
 */
export function readStart({ context, others }: JobPlace, byUrl: boolean): Read<JobStart> {
  return (at, document) => {
    const fields = readFields(at, document, byUrl ? ["operation"] : keysOfForm(startForm));
    const operation = fields.required("operation", operationNamed(context.operations));
    if (byUrl) return { operation: operation.id };
    const jobId = fields.required("jobId", pathOrAnswer(operation));
    const path = fields.optional("path", readPath(others, pathOrAnswer(operation)));
    const known = otherPathParameters(operation, undefined, context);
    const missing = others.find((name) => path?.[name] === undefined && !known.includes(name));
    if (missing !== undefined) {
      const message = `The path of the status needs '${missing}', which ${operation.method} ${operation.path} does not have.`;
      throw failure(
        document,
        at.pointer,
        "contract/declaration",
        message,
        pathHint(missing, "/pointer/into/the/response"),
      );
    }
    return omitUndefined({ operation: operation.id, jobId, path });
  };
}

function pathHint(name: string, value: string): string {
  return `Add 'path: { ${name}: ${value} }'.`;
}

/** Values for path parameters, by name. */
function readPath(names: readonly string[], value: Read<string>): Read<Record<string, string>> {
  return (at, document) => {
    const fields = readFields(at, document, names);
    const found = names.map((name) => [name, fields.optional(name, value)] as const);
    return Object.fromEntries(found.flatMap(([name, from]) => (from === undefined ? [] : [[name, from]])));
  };
}

/** A path parameter of a start, or a field of its response. */
function pathOrAnswer(operation: OperationSource): Read<string> {
  return (at, document) => {
    const isPointer = typeof at.value !== "string" || at.value === "" || at.value.startsWith("/");
    return (isPointer ? answerField : idParameter)(operation)(at, document);
  };
}

/** Whether the ids are a list of numbers in a body; in a query they are text. */
function takesNumbers({ body }: OperationSource, ids: string, document: SourceDocument): boolean {
  const schema = ids.startsWith("/") && body ? jsonSchema(document, body.at) : undefined;
  const item = schema && schemaFieldAt(document, schemaFieldOf(document, schema), `${ids}/0`);
  const types = item ? [...typesOf(item)] : [];
  return types.length > 0 && types.every((type) => type === "integer" || type === "number");
}

/** An operation that returns many jobs as an array of statuses: `{ operation, ids, limit, key }`. */
export function readBatch({ operations }: JobContext): Read<Batch> {
  return (at, document) => {
    const fields = readFields(at, document, batchForm);
    const operation = fields.required("operation", operationNamed(operations));
    const answer = operation.answer === undefined ? [] : schemaFieldOf(document, operation.answer);
    if (!mayBeArray(answer)) {
      const message = `${operation.method} ${operation.path} does not return an array of statuses.`;
      throw failure(
        document,
        at.pointer,
        "contract/declaration",
        message,
        "Leave 'batch' out, or name an operation that does.",
      );
    }
    const row = schemaFieldAt(document, answer, "/0") ?? [];
    const ids = fields.required("ids", requestField(operation));
    return omitUndefined({
      operation: operation.id,
      ids,
      limit: fields.required("limit", integer(1)),
      key: fields.required("key", (key) => schemaField(key, document, row, "row")),
      numbers: takesNumbers(operation, ids, document) || undefined,
    });
  };
}
