/** What happened, for counters. */
export type Metric =
  /** A step ended. `lateMs` is how long after its due time it began. */
  | {
      readonly name: "step";
      readonly result: "pending" | "settled" | "started" | "put-back" | "failed";
      readonly lateMs: number;
    }
  /** A wait was settled. `settled` is the kind of its settlement. */
  | { readonly name: "settled"; readonly kind: string; readonly settled: string }
  /** A start became uncertain. */
  | { readonly name: "uncertain"; readonly kind: string }
  /** A wait was taken from a worker that is dead or too slow. */
  | { readonly name: "stalled" }
  /** The provider refused a request with 429; all workers pause. */
  | { readonly name: "rate-limited"; readonly pauseMs: number }
  /** The number of waits in each state, every 30 s. */
  | { readonly name: "waits"; readonly state: "asleep" | "due" | "running" | "failed"; readonly count: number };

/** The methods of an OpenTelemetry `Meter` that this package calls. */
export interface MetricMeter {
  createCounter(name: string): { add(value: number, attributes?: Readonly<Record<string, string>>): void };
  createHistogram(
    name: string,
    options?: { readonly unit: string },
  ): { record(value: number, attributes?: Readonly<Record<string, string>>): void };
  createGauge(name: string): { record(value: number, attributes?: Readonly<Record<string, string>>): void };
}

/** An `onMetric` that records into OpenTelemetry: `metrics.getMeter("…")` of `@opentelemetry/api` 1.9. */
export function openTelemetryMetrics(meter: MetricMeter): (metric: Metric) => void {
  const steps = meter.createCounter("specloom.waits.steps");
  const lateness = meter.createHistogram("specloom.waits.lateness", { unit: "ms" });
  const settled = meter.createCounter("specloom.waits.settled");
  const events = meter.createCounter("specloom.waits.events");
  const waits = meter.createGauge("specloom.waits");
  return (metric) => {
    switch (metric.name) {
      case "step":
        steps.add(1, { result: metric.result });
        lateness.record(metric.lateMs);
        return;
      case "settled":
        settled.add(1, { kind: metric.kind, settled: metric.settled });
        return;
      case "waits":
        waits.record(metric.count, { state: metric.state });
        return;
      case "uncertain":
      case "stalled":
      case "rate-limited":
        events.add(1, { event: metric.name });
    }
  };
}
