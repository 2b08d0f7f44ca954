import type { Json } from "../../json.js";
import type { Job, State } from "../contract.js";
import { answerField, idParameter } from "../declarations/targets.js";
import { omitUndefined } from "../omit-undefined.js";
import type { JobContext } from "../job-context.js";
import { failure, type Located, member, members } from "../../openapi/located.js";
import type { OperationSource } from "../operations.js";
import type { FactReader } from "../fact-readers.js";
import { type Annotated, type Annotation, readAnnotation, strayKeys, unused } from "./annotation.js";
import { type Criterion, readCriterion } from "./speakeasy-criteria.js";

const name = "x-speakeasy-polling";
const keys = ["name", "delaySeconds", "intervalSeconds", "limitCount", "successCriteria", "failureCriteria"];

/**
 * Speakeasy's polling: conditions on the response that end a job; every other state is pending.
 * https://www.speakeasy.com/docs/sdks/customize/runtime/polling
 */
export const speakeasyPolling: FactReader<OperationSource, JobContext, Job> = (operation, context) => {
  const at = member(operation.at, name);
  if (at === undefined) return undefined;
  const annotation = { name, at, operation, document: context.document };
  return readAnnotation("vendor:speakeasy", annotation, () => read(annotation, context));
};

function read(annotation: Annotation, context: JobContext): Annotated<Job> {
  const { at, operation, document } = annotation;
  const [entry, ...others] = members(at).map(([, item]) => item);
  if (!Array.isArray(at.value) || entry === undefined || operation.method !== "GET")
    throw failure(document, at.pointer, "contract/declaration", "Expected a list of waits on a GET operation.");
  const notes = [
    ...strayKeys(annotation, entry, keys),
    ...others.map((other) => unused({ ...annotation, at: other }, "one wait for each operation, the first.")),
  ];
  const succeeded = endOf(annotation, member(entry, "successCriteria"));
  const failed = endOf(annotation, member(entry, "failureCriteria"));
  const place = succeeded?.place;
  if (place === undefined || (failed !== undefined && failed.place !== place))
    throw failure(
      document,
      entry.pointer,
      "contract/declaration",
      "its criteria do not use one field of the response.",
    );
  const fact: Job = omitUndefined({
    resource: context.resourceOf(operation),
    operation: operation.id,
    id: idParameter(operation)(idOf(annotation, context), document),
    state: place === "$statusCode" ? place : answerField(operation)({ value: place, pointer: entry.pointer }, document),
    states: omitUndefined({ succeeded: succeeded?.values, failed: failed?.values }),
    otherwise: "pending" as const,
    wait: paceOf(entry),
    origin: "vendor:speakeasy" as const,
  });
  return { fact, notes };
}

/** The field that ends a job, and its values; the response status where no field is named. */
function endOf(
  { document }: Annotation,
  criteria: Located<Json> | undefined,
): { readonly place: string; readonly values: readonly State[] } | undefined {
  const all = (criteria === undefined ? [] : members(criteria)).map(([, at]) => readCriterion(at, document));
  const [body, ...others] = all.filter(({ place }) => place !== "$statusCode");
  if (criteria !== undefined && others.length > 0)
    throw failure(document, criteria.pointer, "contract/declaration", "Expected one condition on the body.");
  const found: Criterion | undefined = body ?? all[0];
  return found;
}

function idOf({ operation, at }: Annotation, { isClientWide }: JobContext): Located<Json> {
  const found = operation.parameters.findLast((parameter) => parameter.in === "path" && !isClientWide(parameter));
  return { value: found?.name ?? "id", pointer: at.pointer };
}

/** Speakeasy polls every second, after one second, sixty times. Missing values are left to our own defaults. */
function paceOf(entry: Located<Json>): Job["wait"] {
  const of = (key: string): number | undefined => {
    const value = member(entry, key)?.value;
    return typeof value === "number" && value >= 0 ? value : undefined;
  };
  const [delay, interval, limit] = [of("delaySeconds"), of("intervalSeconds"), of("limitCount")];
  const milliseconds = (seconds: number | undefined): number | undefined =>
    seconds === undefined ? undefined : Math.round(seconds * 1000);
  const pace = omitUndefined({
    initialDelayMs: milliseconds(delay),
    minDelayMs: milliseconds(interval),
    maxDelayMs: milliseconds(interval),
    deadlineMs: limit === undefined ? undefined : milliseconds((delay ?? 1) + (interval ?? 1) * limit),
  });
  return Object.keys(pace).length === 0 ? undefined : pace;
}
