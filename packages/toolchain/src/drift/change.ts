import type { Json } from "../json.js";

/** The direction of a message: a request goes from the client to the API, a response from the API to the client. */
export type Direction = "request" | "response";

/** A changed part in one of the two documents. */
export interface ChangeSide {
  /** JSON pointer into the document. */
  readonly pointer: string;
  /** Undefined where only the position matters. */
  readonly value?: Json | undefined;
}

/** An operation that a change affects. */
export interface AffectedOperation {
  /** The operation's id in the contract: the operationId, else `METHOD path`. */
  readonly id: string;
  /** `METHOD path` in the later document, else in the earlier. */
  readonly route: string;
}

/** A difference between two documents or contracts, without judgement: the rules decide which users it breaks. */
export interface Change {
  readonly kind: ChangeKind;
  /** Undefined where the change has no direction, such as a removed operation. */
  readonly direction: Direction | undefined;
  /** The part that contains the change, such as ``response 200 (application/json)`` or ``schema `User` ``. */
  readonly where: string;
  /** The path from that part to the changed value, such as `items[].name`; empty for the part itself. */
  readonly path: string;
  readonly before?: ChangeSide;
  readonly after?: ChangeSide;
  /** In document order; empty where the change affects the whole document. */
  readonly operations: readonly AffectedOperation[];
}

/** Changes of parts that are not schemas. */
export type PartKind =
  | "operation-removed"
  | "operation-sunset"
  | "operation-added"
  | "operation-moved"
  | "operation-deprecated"
  | "operation-undeprecated"
  | "operation-id-changed"
  | "operation-tags-changed"
  | "webhook-removed"
  | "webhook-added"
  | "callback-removed"
  | "callback-added"
  | "link-removed"
  | "link-added"
  | "link-changed"
  | "server-removed"
  | "server-added"
  | "server-changed"
  | "security-added"
  | "security-removed"
  | "security-alternative-removed"
  | "security-alternative-added"
  | "security-scope-added"
  | "security-scope-removed"
  | "security-scheme-changed"
  | "path-parameter-renamed"
  | "parameter-added-required"
  | "parameter-added-constant"
  | "parameter-added-optional"
  | "parameter-removed"
  | "parameter-became-required"
  | "parameter-became-required-constant"
  | "parameter-became-optional"
  | "parameter-style-changed"
  | "parameter-location-changed"
  | "parameter-content-changed"
  | "parameter-deprecated"
  | "body-added-required"
  | "body-added-optional"
  | "body-removed"
  | "body-became-required"
  | "body-became-optional"
  | "media-type-removed"
  | "media-type-added"
  | "encoding-changed"
  | "success-status-removed"
  | "success-status-added"
  | "error-status-removed"
  | "error-status-added"
  | "header-removed-required"
  | "header-removed-optional"
  | "header-added"
  | "header-became-required"
  | "header-became-optional"
  | "description-changed";

/** Keywords that are compared as a whole, because a comparison cannot tell whether they became stricter. */
export const presenceKeywords = {
  not: "not",
  conditional: "if",
  contains: "contains",
  "dependent-required": "dependentRequired",
  "dependent-schemas": "dependentSchemas",
  "property-names": "propertyNames",
  "unevaluated-items": "unevaluatedItems",
  "multiple-of": "multipleOf",
  "content-encoding": "contentEncoding",
  "content-media-type": "contentMediaType",
  xml: "xml",
} as const;

export type PresenceKeyword = keyof typeof presenceKeywords;

export type SchemaKind =
  | "property-removed-required"
  | "property-removed-optional"
  | "property-added-required"
  | "property-added-optional"
  | "property-became-required"
  | "property-became-optional"
  | "property-deprecated"
  | "read-only-changed"
  | "write-only-changed"
  | "type-changed"
  | "type-widened"
  | "type-narrowed"
  | "became-nullable"
  | "became-not-nullable"
  | "format-added"
  | "format-changed"
  | "format-removed"
  | "enum-value-added"
  | "enum-value-removed"
  | "enum-added"
  | "enum-removed"
  | "const-added"
  | "const-changed"
  | "const-removed"
  | "upper-bound-raised"
  | "upper-bound-lowered"
  | "upper-bound-added"
  | "upper-bound-removed"
  | "lower-bound-raised"
  | "lower-bound-lowered"
  | "lower-bound-added"
  | "lower-bound-removed"
  | "pattern-added"
  | "pattern-changed"
  | "pattern-removed"
  | "unique-items-added"
  | "unique-items-removed"
  | "union-branch-added"
  | "union-branch-removed"
  | "union-added"
  | "union-removed"
  | "additional-properties-opened"
  | "additional-properties-closed"
  | "unevaluated-properties-opened"
  | "unevaluated-properties-closed"
  | "pattern-properties-added"
  | "pattern-properties-removed"
  | "prefix-item-added"
  | "prefix-item-removed"
  | "discriminator-added"
  | "discriminator-changed"
  | "discriminator-removed"
  | "discriminator-mapping-changed"
  | "default-added"
  | "default-changed"
  | "default-removed"
  | `${PresenceKeyword}-${"added" | "changed" | "removed"}`;

/** Changes for TypeScript users of the generated package. */
export type SourceKind =
  | "method-renamed"
  | "method-alias-added"
  | "method-alias-removed"
  | "positional-parameter-added"
  | "positional-parameter-removed"
  | "positional-parameters-reordered"
  | "pagination-added"
  | "pagination-removed"
  | "pagination-style-changed"
  | "pagination-fields-changed"
  | "job-added"
  | "job-removed"
  | "job-moved"
  | "job-state-added"
  | "job-state-removed"
  | "job-state-moved"
  | "job-result-added"
  | "job-result-changed"
  | "job-result-removed"
  | "job-operation-added"
  | "job-operation-removed"
  | "job-fields-changed"
  | "client-renamed"
  | "package-renamed"
  | "client-option-added"
  | "client-option-removed"
  | "credential-added"
  | "credential-removed"
  | "environment-added"
  | "environment-removed"
  | "model-added"
  | "model-renamed"
  | "model-removed";

export type ChangeKind = PartKind | SchemaKind | SourceKind;
