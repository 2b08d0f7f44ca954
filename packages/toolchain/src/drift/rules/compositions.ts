import { bothWays, breaks, breaksSource, breaksTyped, type DriftRule, review, reviewSource, safe } from "./rule.js";

const mapping = "changed its discriminator values from {before} to {after}";

/** Rules for schemas that combine schemas. A schema with one union fewer accepts more. */
export const compositionRules = {
  "union-branch-added": bothWays("has a new variant", safe, breaks),
  "union-branch-removed": bothWays("no longer has one of its variants", breaks, breaksTyped),
  "union-added": bothWays("must now also match one of several variants", breaks, review),
  "union-removed": bothWays("no longer has to match one of several variants", safe, review),
  // What was required meets one of the variants.
  "union-eased": bothWays("now only has to match one of several variants", safe, review),
  "union-settled": bothWays("now always has to match the same variant", breaks, review),
  "prefix-item-added": bothWays("now has its own schema", review, review),
  "prefix-item-removed": bothWays("no longer has its own schema", review, review),
  "discriminator-added": bothWays("now has a discriminator", reviewSource, reviewSource),
  "discriminator-changed": bothWays("changed its discriminator from {before} to {after}", reviewSource, reviewSource),
  "discriminator-removed": bothWays("no longer has a discriminator", reviewSource, reviewSource),
  "discriminator-mapping-changed": bothWays(mapping, breaksSource, breaksSource),
} as const satisfies Record<string, DriftRule>;
