import {
  bothWays,
  breaks,
  breaksTyped,
  breaksWire,
  breaksWireOnly,
  type DriftRule,
  review,
  reviewTyped,
  reviewWire,
  safe,
  safeWire,
} from "./rule.js";

const opened = "may now have properties that no part declares";
const closed = "may no longer have properties that no part declares";

/** Rules for properties of objects. */
export const propertyRules = {
  "property-removed-required": bothWays("was removed", reviewTyped, breaks),
  "property-removed-optional": bothWays("was removed", reviewTyped, breaksTyped),
  "property-added-required": bothWays("was added as required", breaks, safe),
  "property-added-optional": bothWays("was added", safe, safe),
  "property-became-required": bothWays("became required", breaks, safe),
  "property-became-optional": bothWays("became optional", safe, breaks),
  "property-deprecated": bothWays("was deprecated", safe, safe),
  "property-undeprecated": bothWays("is no longer deprecated", safe, safe),
  // A read-only property is not in the type of what is sent, a write-only one not in the type of an answer.
  "read-only-added": bothWays("is now read-only", reviewTyped, reviewWire),
  "read-only-removed": bothWays("is no longer read-only", review, reviewWire),
  "write-only-added": bothWays("is now write-only", reviewWire, reviewTyped),
  "write-only-removed": bothWays("is no longer write-only", reviewWire, review),
  "additional-properties-opened": bothWays("may now have undeclared properties", safe, breaksWireOnly),
  "additional-properties-closed": bothWays("may no longer have undeclared properties", breaks, breaksTyped),
  "unevaluated-properties-opened": bothWays(opened, safeWire, breaksWire),
  "unevaluated-properties-closed": bothWays(closed, breaksWire, safeWire),
  "pattern-properties-added": bothWays("is a new schema for matching names", review, review),
  "pattern-properties-removed": bothWays("is no longer a schema for matching names", review, review),
} as const satisfies Record<string, DriftRule>;
