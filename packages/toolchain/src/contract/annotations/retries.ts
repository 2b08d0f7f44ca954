import type { SourceDocument } from "../../document/document.js";
import type { Retry } from "../contract.js";
import { choice, flag } from "../declarations/fields.js";
import { member, members } from "../located.js";
import type { OperationSource } from "../operations.js";
import type { Reader } from "../readings.js";
import { type Annotated, type Annotation, readAnnotation, unused } from "./annotation.js";

const retries = "x-speakeasy-retries";

/**
 * Speakeasy's retries on an operation: whoever has its clients repeat a request says that repeating does no harm, and
 * `strategy: none` that it does. When to repeat, and after what pause, is the client's own rule.
 * https://www.speakeasy.com/docs/sdks/customize/runtime/retries
 */
export const speakeasyRetries: Reader<OperationSource, SourceDocument, Retry> = (operation, document) => {
  const at = member(operation.at, retries);
  if (at === undefined) return undefined;
  const annotation = { name: retries, at, operation, document };
  return readAnnotation("vendor:speakeasy", annotation, () => readRetries(annotation));
};

function readRetries(annotation: Annotation): Annotated<Retry> {
  const { at, document } = annotation;
  const strategy = choice(["backoff", "none"])(member(at, "strategy") ?? at, document);
  const settings = members(at)
    .map(([key]) => key)
    .filter((key) => key !== "strategy");
  const why = `${settings.join(", ")}: the client's own pauses and statuses hold for every operation.`;
  const notes =
    settings.length === 0
      ? []
      : [{ ...unused(annotation, ""), message: `${retries} says that repeating is safe; not carried over are ${why}` }];
  return { fact: { idempotent: strategy === "backoff" }, notes: strategy === "none" ? [] : notes };
}

/** Fern's word for an operation that may be repeated. */
export const fernIdempotent: Reader<OperationSource, SourceDocument, Retry> = (operation, document) => {
  const name = "x-fern-idempotent";
  const at = member(operation.at, name);
  if (at === undefined) return undefined;
  const annotation = { name, at, operation, document };
  return readAnnotation("vendor:fern", annotation, () => ({
    fact: flag(at, document) ? { idempotent: true } : undefined,
  }));
};
