import { parsePointer } from "../../json.js";
import { propertiesOf, schemaFieldOf, valuesOf } from "../../openapi/schema-fields.js";
import { jsonSchema } from "../content.js";
import type { JobContext } from "../job-context.js";
import type { OperationSource } from "../operations.js";
import type { StateSign } from "./job-signs.js";
import { answersAlike, postedStarts } from "./job-start.js";
import { stateKind } from "./state-words.js";
import { isJobWord } from "./job-words.js";
import { operationsBelow, operationsOfPath } from "./path-index.js";
import { type JobKey, jobKeyOf } from "./status-place.js";
import { statusSign } from "./status-sign.js";

/** Whether another status that answers alike, and calls its jobs the same, is that of a job: it is the same work, seen from elsewhere. */
export function isTwin(status: OperationSource, key: JobKey, sign: StateSign, context: JobContext): boolean {
  return [...context.operations.values()].some((other) => {
    const otherKey = other === status ? undefined : jobKeyOf(other, context);
    if (otherKey?.noun !== key.noun || !answersAlike(other, status, sign, key, context)) return false;
    return postedStarts(other, otherKey, statusSign(other, otherKey, context), context).isSure;
  });
}

/**
 * Whether those who use the API write that a job has succeeded, so that it does not end by itself: a request to where the
 * jobs are takes that state, or one below the job is called so, as `complete` of an upload.
 */
export function isClientWritten(state: readonly string[], { item, collection }: JobKey, context: JobContext): boolean {
  const { document } = context;
  const isCompleted = operationsBelow(item, context).some(
    ({ operation, word }) => operation.method !== "GET" && isJobWord("completion", word),
  );
  if (isCompleted) return true;
  const names = state.map((pointer) => parsePointer(pointer).at(-1) ?? "");
  const here = [item, collection].flatMap((shape) => operationsOfPath(shape, context));
  return here.some(({ method, body }) => {
    if (method === "GET" || body === undefined) return false;
    const schema = jsonSchema(document, body.at);
    const fields = schema && propertiesOf(document, schemaFieldOf(document, schema));
    const values = names.flatMap((name) => valuesOf(fields?.get(name) ?? []) ?? []);
    return values.some((value) => typeof value === "string" && stateKind(value) === "succeeded");
  });
}
