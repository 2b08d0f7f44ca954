import type { Report } from "../../drift/report.js";
import type { ToolchainError } from "../../errors.js";

/** The change of a provider's documents since they were vendored. */
export type UpstreamChange =
  | { readonly kind: "unchanged" }
  | { readonly kind: "changed"; readonly report: Report }
  /** The new documents cannot be generated until a person changes the overlay. */
  | { readonly kind: "stuck"; readonly error: ToolchainError };

/** A provider and its change. */
export interface ProviderChange {
  readonly name: string;
  /** The API's name in prose. */
  readonly title: string;
  readonly change: UpstreamChange;
}
