import type { Report } from "../../drift/report.js";
import type { ToolchainError } from "../../errors.js";

/** What has become of a provider's documents since they were vendored. */
export type UpstreamChange =
  | { readonly kind: "unchanged" }
  | { readonly kind: "changed"; readonly report: Report }
  /** The documents came, and cannot be generated from: people have to change the overlay first. */
  | { readonly kind: "stuck"; readonly error: ToolchainError };

/** A provider and its news. */
export interface ProviderChange {
  readonly name: string;
  /** The API's name in prose. */
  readonly title: string;
  readonly news: UpstreamChange;
}
