import type { SourceDocument } from "../../openapi/document.js";
import { isObject } from "../../json.js";
import { failure, member } from "../../openapi/located.js";
import type { StreamChoice } from "../contract.js";
import { flag, type Read } from "../declarations/fields.js";
import { checkAnswers, streamField } from "../declarations/stream.js";
import type { FactReader } from "../fact-readers.js";
import { streamFlag } from "../inference/stream.js";
import type { OperationSource } from "../operations.js";
import { type Annotated, type Annotation, readAnnotation, strayKeys } from "./annotation.js";
import { after, parameterAt } from "./expressions.js";
import { FERN_STREAMING } from "./fern-answers.js";

/**
 * Fern's streams by a field; the schemas beside it were read into the successes by `withFernAnswers`.
 * https://buildwithfern.com/learn/api-definitions/openapi/endpoints/sse
 */
export const fernStreaming: FactReader<OperationSource, SourceDocument, StreamChoice> = (operation, document) => {
  const at = member(operation.at, FERN_STREAMING);
  // Without a condition every answer is a stream, which the media types of the successes say.
  if (at === undefined || (isObject(at.value) && !Object.hasOwn(at.value, "stream-condition"))) return undefined;
  if (at.value === true) return undefined;
  const annotation = { name: FERN_STREAMING, at, operation, document };
  return readAnnotation("vendor:fern", annotation, () =>
    at.value === false ? { fact: undefined } : readCondition(annotation),
  );
};

function readCondition(annotation: Annotation): Annotated<StreamChoice> {
  const { at, operation, document } = annotation;
  const condition = member(at, "stream-condition") ?? at;
  const fact = fieldOf(operation)(condition, document);
  checkAnswers(operation, document, at.pointer);
  return { fact, notes: strayKeys(annotation, at, ["stream-condition", "format", "response", "response-stream"]) };
}

/** A field after `$request`, as Fern writes it. */
function fieldOf(operation: OperationSource): Read<StreamChoice> {
  return (at, document) => {
    const when = parameterAt(operation, after("$request")(at, document))(at, document);
    return streamField(operation)({ value: when, pointer: at.pointer }, document);
  };
}

/**
 * Speakeasy's overloads: by the boolean `stream` of the body, else of the query.
 * https://www.speakeasy.com/docs/sdks/customize/runtime/server-sent-events
 */
export const speakeasyOverload: FactReader<OperationSource, SourceDocument, StreamChoice> = (operation, document) => {
  const name = "x-speakeasy-sse-overload";
  const at = member(operation.at, name);
  if (at === undefined) return undefined;
  return readAnnotation("vendor:speakeasy", { name, at, operation, document }, () => {
    if (!flag(at, document)) return { fact: undefined };
    const fact = streamFlag(operation, document);
    if (fact === undefined)
      throw failure(document, at.pointer, "contract/field", "the request has no boolean 'stream'.");
    checkAnswers(operation, document, at.pointer);
    return { fact };
  });
};
