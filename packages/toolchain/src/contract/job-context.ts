import type { SourceDocument } from "../openapi/document.js";
import type { State } from "./contract.js";
import { member } from "../openapi/located.js";
import type { LockedJob } from "./names/lock.js";
import type { OperationSource } from "./operations.js";
import type { ParameterSource } from "./parameters.js";
import type { SchemaField } from "../openapi/schema-fields.js";

/** What reading a job needs to know beside its status operation. */
export interface JobContext {
  readonly document: SourceDocument;
  readonly operations: ReadonlyMap<string, OperationSource>;
  /** Dotted paths of all resources. */
  readonly resources: ReadonlySet<string>;
  /** The resource that an operation's name lies below; `""` is the client itself. */
  readonly resourceOf: (operation: OperationSource) => string;
  /** The dotted name of an operation by its id. */
  readonly nameOf: (id: string) => string;
  /** The jobs of an earlier generation, by the id of the operation that reports their state. */
  readonly locked: ReadonlyMap<string, LockedJob>;
  /** Whether a parameter is set once on the client. */
  readonly isClientWide: (parameter: ParameterSource) => boolean;
}

/** The state that an absent field means: its schema's default. */
export function absentState(field: SchemaField): State | undefined {
  const defaults = field.map((schema) => member(schema, "default")?.value);
  return defaults.find((value) => typeof value === "string" || typeof value === "number");
}
