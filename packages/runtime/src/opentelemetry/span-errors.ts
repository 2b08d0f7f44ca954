import { type Span, SpanStatusCode } from "@opentelemetry/api";
import { ApiError } from "../errors/api-error.js";

/** What kind of error it is, by the conventions: the status of a response, else the name. */
export function errorType(error: unknown): string {
  if (error instanceof ApiError) return `${error.status}`;
  return error instanceof Error ? error.name : "_OTHER";
}

/** Marks a span as failed. Errors of the runtime show no secret; a reason of an abort is the caller's own. */
export function failSpan(span: Span, error: unknown): void {
  span.setAttribute("error.type", errorType(error));
  span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.message : String(error) });
}
