import type { Report } from "../../drift/report.js";
import type { ToolchainError } from "../../errors.js";

/** How a provider's documents changed since they were vendored. */
export type UpstreamChange =
  | { readonly kind: "unchanged" }
  | { readonly kind: "changed"; readonly report: Report }
  /** The new documents cannot be generated: a person has to change the overlay first. */
  | { readonly kind: "stuck"; readonly error: ToolchainError };

/** A provider and its change. */
export interface ProviderChange {
  readonly name: string;
  /** The API's name in prose. */
  readonly title: string;
  readonly change: UpstreamChange;
}
