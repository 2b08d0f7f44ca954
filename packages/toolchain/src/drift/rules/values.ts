import {
  bothWays,
  breaks,
  breaksTyped,
  breaksWire,
  type DriftRule,
  type Judgement,
  review,
  reviewWire,
  safe,
  safeWire,
} from "./rule.js";

const upper = "changed its upper bound from {before} to {after}";
const lower = "changed its lower bound from {before} to {after}";

/** An open enum that closes: its types lose `string & {}`. */
const closes: Judgement = { wire: "non-breaking", source: "review" };

/** Rules for types, values and bounds. A value or a kind of value that goes from an answer breaks exhaustive programs. */
export const valueRules = {
  "type-changed": bothWays("changed its type from {before} to {after}", breaks, breaks),
  "type-widened": bothWays("is now {after}, not only {before}", safe, breaks),
  "type-narrowed": bothWays("is now only {after}, not {before}", breaks, breaksTyped),
  "type-stated": bothWays("is now {after}, not anything", breaks, safe),
  "became-nullable": bothWays("may now be null", safe, breaks),
  "became-not-nullable": bothWays("may no longer be null", breaks, safe),
  // A format is a comment in the types.
  "format-added": bothWays("now has the format {after}", reviewWire, safeWire),
  "format-changed": bothWays("changed its format from {before} to {after}", breaksWire, breaksWire),
  // Bytes, and dates as parameters, have types of their own.
  "format-type-changed": bothWays(
    "changed its type with its format, from {before} to {after}",
    { wire: "breaking", source: "review" },
    { wire: "breaking", source: "review" },
  ),
  "format-widened": bothWays("has the wider format {after}, not {before}", safeWire, breaksWire),
  "format-narrowed": bothWays("has the narrower format {after}, not {before}", breaksWire, safeWire),
  "format-removed": bothWays("no longer has the format {before}", safeWire, reviewWire),
  "enum-value-added": bothWays("may now be {after}", safe, review),
  "enum-value-removed": bothWays("may no longer be {before}", breaks, breaksTyped),
  "enum-added": bothWays("may now only be one of {after}", breaks, safe),
  "enum-removed": bothWays("may now be anything, not only one of {before}", safe, breaks),
  "enum-opened": bothWays("may now have values beside those that it lists", safe, review),
  "enum-closed": bothWays("may now only have the values that it lists", breaks, closes),
  "const-added": bothWays("is now always {after}", breaks, safe),
  "const-changed": bothWays("changed its constant from {before} to {after}", breaks, breaks),
  "const-removed": bothWays("is no longer always {before}", safe, breaks),
  "upper-bound-raised": bothWays(upper, safeWire, breaksWire),
  "upper-bound-lowered": bothWays(upper, breaksWire, safeWire),
  "upper-bound-added": bothWays("now has the upper bound {after}", reviewWire, safeWire),
  "upper-bound-removed": bothWays("no longer has the upper bound {before}", safeWire, breaksWire),
  "lower-bound-raised": bothWays(lower, breaksWire, safeWire),
  "lower-bound-lowered": bothWays(lower, safeWire, breaksWire),
  "lower-bound-added": bothWays("now has the lower bound {after}", reviewWire, safeWire),
  "lower-bound-removed": bothWays("no longer has the lower bound {before}", safeWire, breaksWire),
  "pattern-added": bothWays("must now match {after}", breaksWire, safeWire),
  "pattern-changed": bothWays("changed its pattern from {before} to {after}", reviewWire, safeWire),
  "pattern-removed": bothWays("no longer has to match {before}", safeWire, safeWire),
  "unique-items-added": bothWays("may no longer have equal items", breaksWire, safeWire),
  "unique-items-removed": bothWays("may now have equal items", safeWire, reviewWire),
  "default-added": bothWays("now has the default {after}", reviewWire, safeWire),
  "default-changed": bothWays("changed its default from {before} to {after}", reviewWire, safeWire),
  "default-removed": bothWays("no longer has the default {before}", reviewWire, safeWire),
  // The floor: no other rule knows the keyword.
  "keyword-changed": bothWays("changed {fields}", review, review),
} as const satisfies Record<string, DriftRule>;
