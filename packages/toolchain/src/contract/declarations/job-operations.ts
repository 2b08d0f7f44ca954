import type { Job } from "../contract.js";
import type { JobContext } from "../job-context.js";
import { failure } from "../../openapi/located.js";
import { schemaFieldAt, schemaFieldOf, mayBeArray } from "../schema-fields.js";
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

/** An operation that starts a job, and, unless a URL names the job, where its answer has the id: `{ operation, jobId }`. */
export function readStart({ operations }: JobContext, byUrl: boolean): Read<Start> {
  return (at, document) => {
    const fields = readFields(at, document, byUrl ? ["operation"] : ["operation", "jobId"]);
    const operation = fields.required("operation", operationNamed(operations));
    if (byUrl) return { operation: operation.id };
    return { operation: operation.id, jobId: fields.required("jobId", answerField(operation)) };
  };
}

/** An operation that reports many jobs as an array of statuses: `{ operation, ids, limit, key }`. */
export function readBatch({ operations }: JobContext): Read<Batch> {
  return (at, document) => {
    const fields = readFields(at, document, ["operation", "ids", "limit", "key"]);
    const operation = fields.required("operation", operationNamed(operations));
    const answer = operation.answer === undefined ? [] : schemaFieldOf(document, operation.answer);
    if (!mayBeArray(answer)) {
      const message = `${operation.method} ${operation.path} does not answer an array of statuses.`;
      throw failure(
        document,
        at.pointer,
        "contract/declaration",
        message,
        "Leave 'batch' out, or name an operation that does.",
      );
    }
    const row = schemaFieldAt(document, answer, "/0") ?? [];
    return {
      operation: operation.id,
      ids: fields.required("ids", requestField(operation)),
      limit: fields.required("limit", integer(1)),
      key: fields.required("key", (key) => schemaField(key, document, row, "row")),
    };
  };
}
