import type { Span, Tracer } from "@opentelemetry/api";
import type { WaitEvent } from "../jobs/job-hooks.js";
import { errorType, failSpan } from "./span-errors.js";

/** A hook that makes a span of each wait, with its polls as events. */
export function waitSpans(tracer: Tracer): (event: WaitEvent) => void {
  const spans = new WeakMap<object, Span>();
  return (event) => {
    if (event.kind === "started") {
      const attributes = { "specloom.job.resource": event.resource, "specloom.job.id": event.id };
      spans.set(event.wait, tracer.startSpan(`wait ${event.resource}`, { attributes }));
      return;
    }
    const span = spans.get(event.wait);
    if (span === undefined) return;
    if (event.kind === "polled") {
      const { attempt, state, error } = event;
      span.addEvent("poll", {
        "specloom.job.attempt": attempt,
        ...(state !== undefined && { "specloom.job.state": state }),
        ...(error !== undefined && { "error.type": errorType(error) }),
      });
      return;
    }
    if (event.kind === "failed") failSpan(span, event.error);
    else span.setAttribute("specloom.job.outcome", event.kind === "ended" ? event.outcome.kind : "pending");
    span.end();
  };
}
