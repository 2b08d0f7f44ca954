import { trace, type TracerProvider } from "@opentelemetry/api";
import type { JobHooks } from "../jobs/job-hooks.js";
import { callSpans, type CallSpanHooks } from "./call-spans.js";
import { waitSpans } from "./wait-spans.js";

export interface OpenTelemetryOptions {
  /** The global one by default. */
  readonly tracerProvider?: TracerProvider;
}

/** The hooks that make spans; nothing else of a client is used. */
export interface OpenTelemetryHooks extends CallSpanHooks {
  readonly onWait: NonNullable<JobHooks["onWait"]>;
}

/**
 * Options of a client that report to OpenTelemetry: `new Roe({ ...openTelemetry() })`. Each call is a client span by the
 * semantic conventions for HTTP, its retries included. Each wait for a job is a span whose polls are events. Requests
 * carry the trace by the global propagator.
 */
export function openTelemetry({ tracerProvider = trace }: OpenTelemetryOptions = {}): OpenTelemetryHooks {
  const tracer = tracerProvider.getTracer("@specloom/runtime");
  return { ...callSpans(tracer), onWait: waitSpans(tracer) };
}
