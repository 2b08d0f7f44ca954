import type { DriftRules } from "./rule.js";

const upper = "changed its upper bound from {before} to {after}";
const lower = "changed its lower bound from {before} to {after}";
const opened = "may now have properties that no part declares";
const closed = "may no longer have properties that no part declares";

/** Rules for properties, and for types, values and bounds. What goes from an answer breaks exhaustive programs. */
export const valueRules = {
  "property-removed-required": ["was removed", "review/breaking", "breaking"],
  "property-removed-optional": ["was removed", "review/breaking", "non-breaking/breaking"],
  "property-added-required": ["was added as required", "breaking", "non-breaking"],
  "property-added-optional": ["was added", "non-breaking", "non-breaking"],
  "property-became-required": ["became required", "breaking", "non-breaking"],
  "property-became-optional": ["became optional", "non-breaking", "breaking"],
  "property-deprecated": ["was deprecated", "non-breaking", "non-breaking"],
  "property-undeprecated": ["is no longer deprecated", "non-breaking", "non-breaking"],
  // A read-only property is not in the type of what is sent, a write-only one not in the type of an answer.
  "read-only-added": ["is now read-only", "review/breaking", "review/none"],
  "read-only-removed": ["is no longer read-only", "review", "review/none"],
  "write-only-added": ["is now write-only", "review/none", "review/breaking"],
  "write-only-removed": ["is no longer write-only", "review/none", "review"],
  "additional-properties-opened": ["may now have undeclared properties", "non-breaking", "breaking/non-breaking"],
  "additional-properties-closed": ["may no longer have undeclared properties", "breaking", "non-breaking/breaking"],
  "unevaluated-properties-opened": [opened, "non-breaking/none", "breaking/none"],
  "unevaluated-properties-closed": [closed, "breaking/none", "non-breaking/none"],
  "pattern-properties-added": ["is a new schema for matching names", "review", "review"],
  "pattern-properties-removed": ["is no longer a schema for matching names", "review", "review"],
  "type-changed": ["changed its type from {before} to {after}", "breaking", "breaking"],
  "type-widened": ["is now {after}, not only {before}", "non-breaking", "breaking"],
  "type-narrowed": ["is now only {after}, not {before}", "breaking", "non-breaking/breaking"],
  "type-stated": ["is now {after}, not anything", "breaking", "non-breaking"],
  "became-nullable": ["may now be null", "non-breaking", "breaking"],
  "became-not-nullable": ["may no longer be null", "breaking", "non-breaking"],
  // A format is a comment in the types.
  "format-added": ["now has the format {after}", "review/none", "non-breaking/none"],
  "format-changed": ["changed its format from {before} to {after}", "breaking/none", "breaking/none"],
  // Bytes, and dates as parameters, have types of their own.
  "format-type-changed": [
    "changed its type with its format, from {before} to {after}",
    "breaking/review",
    "breaking/review",
  ],
  "format-widened": ["has the wider format {after}, not {before}", "non-breaking/none", "breaking/none"],
  "format-narrowed": ["has the narrower format {after}, not {before}", "breaking/none", "non-breaking/none"],
  "format-removed": ["no longer has the format {before}", "non-breaking/none", "review/none"],
  "enum-value-added": ["may now be {after}", "non-breaking", "review"],
  "enum-value-removed": ["may no longer be {before}", "breaking", "non-breaking/breaking"],
  "enum-added": ["may now only be one of {after}", "breaking", "non-breaking"],
  "enum-removed": ["may now be anything, not only one of {before}", "non-breaking", "breaking"],
  "enum-opened": ["may now have values beside those that it lists", "non-breaking", "review"],
  // An open enum that closes: its types lose `string & {}`.
  "enum-closed": ["may now only have the values that it lists", "breaking", "non-breaking/review"],
  "const-added": ["is now always {after}", "breaking", "non-breaking"],
  "const-changed": ["changed its constant from {before} to {after}", "breaking", "breaking"],
  "const-removed": ["is no longer always {before}", "non-breaking", "breaking"],
  "upper-bound-raised": [upper, "non-breaking/none", "breaking/none"],
  "upper-bound-lowered": [upper, "breaking/none", "non-breaking/none"],
  "upper-bound-added": ["now has the upper bound {after}", "review/none", "non-breaking/none"],
  "upper-bound-removed": ["no longer has the upper bound {before}", "non-breaking/none", "breaking/none"],
  "lower-bound-raised": [lower, "breaking/none", "non-breaking/none"],
  "lower-bound-lowered": [lower, "non-breaking/none", "breaking/none"],
  "lower-bound-added": ["now has the lower bound {after}", "review/none", "non-breaking/none"],
  "lower-bound-removed": ["no longer has the lower bound {before}", "non-breaking/none", "breaking/none"],
  "pattern-added": ["must now match {after}", "breaking/none", "non-breaking/none"],
  "pattern-changed": ["changed its pattern from {before} to {after}", "review/none", "non-breaking/none"],
  "pattern-removed": ["no longer has to match {before}", "non-breaking/none", "non-breaking/none"],
  "unique-items-added": ["may no longer have equal items", "breaking/none", "non-breaking/none"],
  "unique-items-removed": ["may now have equal items", "non-breaking/none", "review/none"],
  "default-added": ["now has the default {after}", "review/none", "non-breaking/none"],
  "default-changed": ["changed its default from {before} to {after}", "review/none", "non-breaking/none"],
  "default-removed": ["no longer has the default {before}", "review/none", "non-breaking/none"],
  // The floor: no other rule knows the keyword.
  "keyword-changed": ["changed {fields}", "review", "review"],
  // Schemas that combine schemas: with one union fewer, a schema accepts more.
  "union-branch-added": ["has a new variant", "non-breaking", "breaking"],
  "union-branch-removed": ["no longer has one of its variants", "breaking", "non-breaking/breaking"],
  // Another variant accepts the same values.
  "union-branch-merged": ["no longer names a variant that another one includes", "non-breaking", "non-breaking"],
  "union-branch-repeated": ["names a variant that another one included", "non-breaking", "non-breaking"],
  // From `oneOf` to `anyOf`, and back. The types are the same.
  "union-overlap-allowed": ["may now match several of its variants at once", "non-breaking/none", "review/none"],
  "union-overlap-refused": ["may no longer match several of its variants at once", "review/none", "non-breaking/none"],
  "arrays-split": ["now has items of one variant each, not of several", "breaking", "non-breaking"],
  "arrays-joined": ["may now have items of several variants in one list", "non-breaking", "breaking"],
  "union-added": ["must now also match one of several variants", "breaking", "review"],
  "union-removed": ["no longer has to match one of several variants", "non-breaking", "review"],
  // What was required meets one of the variants.
  "union-eased": ["now only has to match one of several variants", "non-breaking", "review"],
  "union-settled": ["now always has to match the same variant", "breaking", "review"],
  // The types of a list with a prefix have its bounds.
  "tuple-length-changed": ["changed how many items it has, from {before} to {after}", "none/review", "none/review"],
  "prefix-item-added": ["now has its own schema", "review", "review"],
  "prefix-item-removed": ["no longer has its own schema", "review", "review"],
  "discriminator-added": ["now has a discriminator", "none/breaking", "none/breaking"],
  "discriminator-changed": ["changed its discriminator from {before} to {after}", "none/breaking", "none/breaking"],
  "discriminator-removed": ["no longer has a discriminator", "none/breaking", "none/breaking"],
  "discriminator-mapping-changed": [
    "changed its discriminator values from {before} to {after}",
    "none/breaking",
    "none/breaking",
  ],
} as const satisfies DriftRules;
