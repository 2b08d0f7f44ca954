import type { SourceDocument } from "../../openapi/document.js";
import type { Json } from "../../json.js";
import type { Retry } from "../contract.js";
import { choice, flag, integer, listField, number, type Read } from "../declarations/fields.js";
import { documentedRetry, statusRange } from "../declarations/retry.js";
import { omitUndefined } from "../omit-undefined.js";
import { type Located, member } from "../../openapi/located.js";
import type { OperationSource } from "../operations.js";
import { firstReading, type FactReader } from "../fact-readers.js";
import { type Annotated, type Annotation, readAnnotation, strayKeys } from "./annotation.js";

const retries = "x-speakeasy-retries";

/**
 * Speakeasy's retries. On an operation they declare that repeating it is safe, even for POST, or with `strategy: none`
 * that it is not. At the document's root they only declare when, and after which delay, a repeatable request is sent
 * again. https://www.speakeasy.com/docs/sdks/customize/runtime/retries
 */
export const speakeasyRetries: FactReader<OperationSource, SourceDocument, Retry> = (operation, document) => {
  const own = member(operation.at, retries);
  const shared = member({ value: document.value, pointer: "" }, retries);
  const at = own ?? shared;
  if (at === undefined) return undefined;
  const annotation = { name: retries, at, operation, document };
  const reading = readAnnotation("vendor:speakeasy", annotation, () => readRetries(annotation, own !== undefined));
  if (own !== undefined) return reading;
  // An error at the root is reported once, not for every operation.
  return reading.kind === "fact" ? { ...reading, notes: [] } : undefined;
};

function readRetries(annotation: Annotation, isOwn: boolean): Annotated<Retry> {
  const { at, operation, document } = annotation;
  const repeats = choice(["backoff", "none"])(member(at, "strategy") ?? at, document) === "backoff";
  const told = firstReading([fernIdempotent, documentedRetry], operation, document);
  const others = told.kind === "fact" ? told.fact : {};
  if (!repeats) return { fact: { idempotent: false } };
  const fact = { ...others, ...(isOwn ? { idempotent: true } : {}), ...readBackoff(at, document) };
  return { fact, notes: strayRetries(annotation) };
}

/** Reads the conditions and delays of retries. */
export function readBackoff(at: Located<Json>, document: SourceDocument): Retry {
  const pauses = member(at, "backoff");
  const of = <T>(holder: Located<Json> | undefined, key: string, read: Read<T>): T | undefined => {
    const found = holder && member(holder, key);
    return found && read(found, document);
  };
  return omitUndefined({
    statuses: of(at, "statusCodes", listField(statusRange)),
    connectionErrors: of(at, "retryConnectionErrors", flag),
    initialDelayMs: of(pauses, "initialInterval", integer(0)),
    maxDelayMs: of(pauses, "maxInterval", integer(0)),
    factor: of(pauses, "exponent", number(1)),
    elapsedMs: of(pauses, "maxElapsedTime", integer(0)),
  });
}

function strayRetries(annotation: Annotation): ReturnType<typeof strayKeys> {
  const pauses = member(annotation.at, "backoff") ?? { value: {}, pointer: "" };
  return [
    ...strayKeys(annotation, annotation.at, ["strategy", "backoff", "statusCodes", "retryConnectionErrors"]),
    ...strayKeys(annotation, pauses, ["initialInterval", "maxInterval", "exponent", "maxElapsedTime"]),
  ];
}

/** Fern's extension for a repeatable operation. */
export const fernIdempotent: FactReader<OperationSource, SourceDocument, Retry> = (operation, document) => {
  const name = "x-fern-idempotent";
  const at = member(operation.at, name);
  if (at === undefined) return undefined;
  const annotation = { name, at, operation, document };
  const told = documentedRetry(operation, document);
  const others = told?.kind === "fact" ? told.fact : {};
  return readAnnotation("vendor:fern", annotation, () => ({
    fact: flag(at, document) ? { ...others, idempotent: true } : undefined,
  }));
};
