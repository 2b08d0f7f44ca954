import {
  bothWays,
  breaks,
  breaksSource,
  breaksTyped,
  breaksWire,
  breaksWireOnly,
  received,
  review,
  reviewWire,
  type DriftRule,
  safe,
  sent,
  undirected,
} from "./rule.js";

/** Nobody notices; the change explains a difference of the contracts. */
const same = { wire: "none", source: "none" } as const;

/** Rules for parameters, bodies, responses and their headers. */
export const messageRules = {
  "path-parameter-renamed": undirected("was renamed from `{before}`, in the same position of the path", same),
  "parameter-added-required": sent("was added as required", breaks),
  // The client sends a constant by itself.
  "parameter-added-constant": sent("was added as required, with the constant {after}", breaksWireOnly),
  "parameter-added-optional": sent("was added", safe),
  "parameter-removed": sent("was removed", { wire: "review", source: "breaking" }),
  "parameter-became-required": sent("became required", breaks),
  "parameter-became-required-constant": sent("became required, with the constant {after}", breaksWireOnly),
  "parameter-became-optional": sent("became optional", safe),
  // Names of headers are compared without case (RFC 9110, 5.1); the name in TypeScript has it.
  "parameter-respelled": sent("is now spelled `{after}`, not `{before}`", breaksSource),
  "parameter-style-changed": sent("changed its serialization from {before} to {after}", breaksWire),
  // A single value has nothing to explode.
  "parameter-style-unused": undirected("changed `explode`, without effect", same),
  "parameter-location-changed": sent("moved from {before} to {after}", breaks),
  "parameter-content-changed": sent("changed its media type from {before} to {after}", breaksWire),
  "parameter-deprecated": sent("was deprecated", safe),
  "parameter-undeprecated": sent("is no longer deprecated", safe),
  "body-added-required": bothWays("was added as required", breaks, breaksTyped),
  "body-added-optional": bothWays("was added", safe, safe),
  "body-removed": bothWays("was removed", breaks, breaks),
  "body-became-required": bothWays("became required", breaks, safe),
  "body-became-optional": bothWays("became optional", safe, breaks),
  "media-type-removed": bothWays("no longer has the media type {before}", breaks, breaks),
  "media-type-added": bothWays("has the new media type {after}", safe, safe),
  // The first media type is the default of a call, and the first that `Accept` names.
  "media-type-order-changed": bothWays("names {after} first, not {before}", review, reviewWire),
  "encoding-changed": bothWays("changed its encoding from {before} to {after}", breaksWire, reviewWire),
  "encoding-unused": undirected("changed its encoding, without effect", same),
  "success-status-removed": received("was removed", breaks),
  "success-status-added": received("was added", safe),
  "error-status-removed": received("was removed", safe),
  "error-status-added": received("was added", safe),
  "header-removed-required": received("was removed", breaks),
  "header-removed-optional": received("was removed", review),
  "header-added": received("was added", safe),
  "header-became-required": received("is now always sent", safe),
  "header-became-optional": received("may now be missing", breaks),
} as const satisfies Record<string, DriftRule>;
