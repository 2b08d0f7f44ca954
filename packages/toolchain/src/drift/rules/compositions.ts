import { bothWays, breaks, breaksSource, review, safe } from "./rule.js";

/** Schemas made of schemas. */
export const compositionRules = {
  "union-branch-added": bothWays("may be of another kind", "union-branch-removed", safe, breaks),
  "union-branch-removed": bothWays("may no longer be of one of its kinds", "union-branch-added", breaks, safe),
  "union-added": bothWays("has to be of one of several kinds besides", "union-removed", breaks, review),
  "union-removed": bothWays("no longer has to be of one of several kinds", "union-added", review, review),
  "prefix-item-added": bothWays("has a schema of its own", "prefix-item-removed", review, review),
  "prefix-item-removed": bothWays("no longer has a schema of its own", "prefix-item-added", review, review),
  "discriminator-added": bothWays("is told apart by a property", "discriminator-removed", breaksSource, breaksSource),
  "discriminator-changed": bothWays(
    "is told apart by {after}, no longer by {before}",
    "discriminator-changed",
    breaksSource,
    breaksSource,
  ),
  "discriminator-removed": bothWays(
    "is no longer told apart by a property",
    "discriminator-added",
    breaksSource,
    breaksSource,
  ),
  "discriminator-mapping-changed": bothWays(
    "is told apart by the values {after}, no longer {before}",
    "discriminator-mapping-changed",
    breaksSource,
    breaksSource,
  ),
} as const;
