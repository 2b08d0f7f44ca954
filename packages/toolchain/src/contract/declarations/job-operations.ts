import type { Job } from "../contract.js";
import type { SourceDocument } from "../../openapi/document.js";
import { jsonSchema } from "../content.js";
import type { JobContext } from "../job-context.js";
import { omitUndefined } from "../omit-undefined.js";
import type { OperationSource } from "../operations.js";
import { failure } from "../../openapi/located.js";
import { schemaFieldAt, schemaFieldOf, mayBeArray, typesOf } from "../../openapi/schema-fields.js";
import { integer, type Read, readFields } from "./fields.js";
import { answerField, idParameter, operationNamed, requestField, schemaField } from "./targets.js";

type Call = NonNullable<Job["cancel"]>;
type Start = NonNullable<Job["start"]>[number];
type Batch = NonNullable<Job["batch"]>;

/** An operation that takes the job's id: `{ operation, id }`. */
export function readCall({ operations, isClientWide }: JobContext): Read<Call> {
  return (at, document) => {
    const fields = readFields(at, document, ["operation", "id"]);
    const operation = fields.required("operation", operationNamed(operations));
    return { operation: operation.id, id: fields.required("id", idParameter(operation, isClientWide)) };
  };
}

/**
 * An operation that starts a job, with the place of the id in its response unless the job has a URL: `{ operation,
 * jobId }`.
 */
export function readStart({ operations }: JobContext, byUrl: boolean): Read<Start> {
  return (at, document) => {
    const fields = readFields(at, document, byUrl ? ["operation"] : ["operation", "jobId"]);
    const operation = fields.required("operation", operationNamed(operations));
    if (byUrl) return { operation: operation.id };
    return { operation: operation.id, jobId: fields.required("jobId", answerField(operation)) };
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
    const fields = readFields(at, document, ["operation", "ids", "limit", "key"]);
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
