import { bothWays, breaks, breaksSource, review, safe } from "./rule.js";

/** Rules for schemas that combine schemas. */
export const compositionRules = {
  "union-branch-added": bothWays("has a new variant", "union-branch-removed", safe, breaks),
  "union-branch-removed": bothWays("no longer has one of its variants", "union-branch-added", breaks, safe),
  "union-added": bothWays("must now also match one of several variants", "union-removed", breaks, review),
  "union-removed": bothWays("no longer has to match one of several variants", "union-added", review, review),
  "prefix-item-added": bothWays("now has its own schema", "prefix-item-removed", review, review),
  "prefix-item-removed": bothWays("no longer has its own schema", "prefix-item-added", review, review),
  "discriminator-added": bothWays("now has a discriminator", "discriminator-removed", breaksSource, breaksSource),
  "discriminator-changed": bothWays(
    "changed its discriminator from {before} to {after}",
    "discriminator-changed",
    breaksSource,
    breaksSource,
  ),
  "discriminator-removed": bothWays("no longer has a discriminator", "discriminator-added", breaksSource, breaksSource),
  "discriminator-mapping-changed": bothWays(
    "changed its discriminator values from {before} to {after}",
    "discriminator-mapping-changed",
    breaksSource,
    breaksSource,
  ),
} as const;
