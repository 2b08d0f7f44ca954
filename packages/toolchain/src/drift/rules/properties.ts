import { bothWays, breaks, breaksTyped, review, reviewTyped, safe, type Waiver } from "./rule.js";

const notNeeded: Waiver = { none: "Removing a deprecation needs no action." };

/** Rules for properties of objects. */
export const propertyRules = {
  "property-removed-required": bothWays("was removed", "property-added-required", reviewTyped, breaks),
  "property-removed-optional": bothWays("was removed", "property-added-optional", reviewTyped, breaksTyped),
  "property-added-required": bothWays("was added as required", "property-removed-required", breaks, safe),
  "property-added-optional": bothWays("was added", "property-removed-optional", safe, safe),
  "property-became-required": bothWays("became required", "property-became-optional", breaks, safe),
  "property-became-optional": bothWays("became optional", "property-became-required", safe, breaks),
  "property-deprecated": bothWays("was deprecated", notNeeded, safe, safe),
  "read-only-changed": bothWays("changed `readOnly`", "read-only-changed", review, review),
  "write-only-changed": bothWays("changed `writeOnly`", "write-only-changed", review, review),
  "additional-properties-opened": bothWays(
    "may now have undeclared properties",
    "additional-properties-closed",
    safe,
    breaks,
  ),
  "additional-properties-closed": bothWays(
    "may no longer have undeclared properties",
    "additional-properties-opened",
    breaks,
    safe,
  ),
  "unevaluated-properties-opened": bothWays(
    "may now have properties that no part declares",
    "unevaluated-properties-closed",
    safe,
    breaks,
  ),
  "unevaluated-properties-closed": bothWays(
    "may no longer have properties that no part declares",
    "unevaluated-properties-opened",
    breaks,
    safe,
  ),
  "pattern-properties-added": bothWays(
    "is a new schema for matching names",
    "pattern-properties-removed",
    review,
    review,
  ),
  "pattern-properties-removed": bothWays(
    "is no longer a schema for matching names",
    "pattern-properties-added",
    review,
    review,
  ),
} as const;
