import { bothWays, breaks, breaksTyped, review, reviewTyped, safe, type Waiver } from "./rule.js";

const isTold: Waiver = { none: "It was required or not: the property that comes back says which." };

/** Properties of objects. */
export const propertyRules = {
  "property-removed-required": bothWays("was removed", "property-added-required", reviewTyped, breaks),
  "property-removed-optional": bothWays("was removed", "property-added-optional", reviewTyped, breaksTyped),
  "property-added-required": bothWays("was added, and is required", "property-removed-required", breaks, safe),
  "property-added-optional": bothWays("was added", "property-removed-optional", safe, safe),
  "property-became-required": bothWays("became required", "property-became-optional", breaks, safe),
  "property-became-optional": bothWays("became optional", "property-became-required", safe, breaks),
  "property-deprecated": bothWays("was deprecated", isTold, safe, safe),
  "read-only-changed": bothWays("is set by the API alone now, or no longer", "read-only-changed", review, review),
  "write-only-changed": bothWays("is never shown by the API now, or no longer", "write-only-changed", review, review),
  "additional-properties-opened": bothWays(
    "may have properties that nothing declares",
    "additional-properties-closed",
    safe,
    breaks,
  ),
  "additional-properties-closed": bothWays(
    "may have no properties but those declared",
    "additional-properties-opened",
    breaks,
    safe,
  ),
  "unevaluated-properties-opened": bothWays(
    "may have properties that no part declares",
    "unevaluated-properties-closed",
    safe,
    breaks,
  ),
  "unevaluated-properties-closed": bothWays(
    "may have no properties but those that its parts declare",
    "unevaluated-properties-opened",
    breaks,
    safe,
  ),
  "pattern-properties-added": bothWays("is a schema for names like it", "pattern-properties-removed", review, review),
  "pattern-properties-removed": bothWays(
    "is no longer a schema for names like it",
    "pattern-properties-added",
    review,
    review,
  ),
} as const;
