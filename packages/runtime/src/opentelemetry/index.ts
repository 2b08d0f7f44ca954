export { type OpenTelemetryHooks, type OpenTelemetryOptions, openTelemetry } from "./open-telemetry.js";
