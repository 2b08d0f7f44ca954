import { parsePointer } from "../../json.js";
import { createObjectMemory } from "../../memory.js";
import { propertiesOf, schemaFieldOf, valuesOf } from "../../openapi/schema-fields.js";
import { jsonSchema } from "../content.js";
import type { JobContext } from "../job-context.js";
import type { OperationSource } from "../operations.js";
import type { StateSign } from "./job-signs.js";
import { answersAlike, postedStarts } from "./job-start.js";
import { stateKind } from "./state-words.js";
import { isJobWord } from "./job-words.js";
import { operationsBelow, operationsOfPath } from "./path-index.js";
import { type JobKey, jobKeyOf, statusesIn } from "./status-place.js";
import { statusSign } from "./status-sign.js";

/** For each status: whether the operations that start it show that it reports a job. */
const sure = createObjectMemory<boolean>();

/** Whether another status that answers alike, and calls its jobs the same, is that of a job: it is the same work, seen from elsewhere. */
export function isTwin(status: OperationSource, key: JobKey, sign: StateSign, context: JobContext): boolean {
  const others = statusesIn(context).named.get(key.noun) ?? [];
  return others.some(
    (other) => other !== status && isSure(other, context) && answersAlike(other, status, sign, key, context),
  );
}

function isSure(status: OperationSource, context: JobContext): boolean {
  return sure(status, () => {
    const key = jobKeyOf(status, context);
    return key !== undefined && postedStarts(status, key, statusSign(status, key, context), context).isSure;
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
