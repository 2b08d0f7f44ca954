import type { DriftRules } from "./rule.js";

const positions = "changed its positional parameters from ({before}) to ({after})";

/** Rules for users of a generated package; most do not depend on the wire. */
export const sourceRules = {
  "provider-added": ["is new", "none/non-breaking"],
  "provider-removed": ["was removed, with its package {before}", "none/breaking"],
  "wrapper-added": ["was added", "none/non-breaking"],
  "wrapper-changed": ["changed from `{before}` to `{after}`", "none/review"],
  "wrapper-removed": ["was removed", "none/breaking"],
  "method-renamed": ["was renamed from `{before}`", "none/breaking"],
  "method-alias-added": ["has the new deprecated alias `{after}`", "none/non-breaking"],
  "method-alias-removed": ["no longer has the alias `{before}`", "none/breaking"],
  "positional-parameter-added": [positions, "none/breaking"],
  "positional-parameter-removed": [positions, "none/breaking"],
  "positional-parameters-reordered": [positions, "none/breaking"],
  // The type of the method is the union of its answers.
  "answer-added": ["may now also return what the answer {after} has", "none/breaking"],
  // The method returns a pager instead of one page.
  "pagination-added": ["now returns a pager ({after}) instead of one response", "none/breaking"],
  "pagination-removed": ["now returns one response instead of a pager ({before})", "none/breaking"],
  "pagination-style-changed": ["changed its pagination style from {before} to {after}", "breaking"],
  "pagination-fields-changed": ["changed {fields}", "breaking/review"],
  "job-added": ["was added", "none/non-breaking"],
  "job-removed": ["can no longer be waited for", "none/breaking"],
  "job-moved": ["moved from `{before}`", "none/breaking"],
  // An unmapped state stops a wait, so a new state affects programs written for the earlier document.
  "job-state-added": ["has the new state {after}", "breaking"],
  "job-state-removed": ["no longer has the state {before}", "none/review"],
  "job-state-moved": ["changed the meaning of a state from {before} to {after}", "breaking"],
  "job-result-added": ["now has a result: {after}", "none/breaking"],
  "job-result-changed": ["moved its result from {before} to {after}", "breaking"],
  "job-result-removed": ["no longer has a result ({before})", "breaking"],
  "job-operation-added": ["now has `{after}`", "none/non-breaking"],
  "job-operation-removed": ["no longer has `{before}`", "none/breaking"],
  "job-fields-changed": ["changed {fields}", "review"],
  "client-renamed": ["was renamed from {before} to {after}", "none/breaking"],
  "package-renamed": ["moved from the package {before} to {after}", "none/breaking"],
  "client-option-added": ["now has the option `{after}`", "none/non-breaking"],
  "client-option-removed": ["no longer has the option `{before}`", "none/breaking"],
  "credential-added": ["now takes a credential for `{after}`", "none/review"],
  "credential-renamed": ["takes the credential for `{before}` as `{after}`", "none/breaking"],
  "credential-removed": ["no longer takes a credential for `{before}`", "none/breaking"],
  "environment-added": ["now reads the variable `{after}`", "none/non-breaking"],
  "environment-removed": ["no longer reads the variable `{before}`", "none/breaking"],
  "model-added": ["was added", "none/non-breaking"],
  "model-replaces-export": ["was added, and its type takes the place of an export of the runtime", "none/review"],
  "model-renamed": ["was renamed from {before} to {after}", "none/breaking"],
  "model-removed": ["was removed", "none/breaking"],
  // The values of an enum are exported as constants, too.
  "enum-constants-removed": ["no longer lists its values, which are exported as constants", "none/breaking"],
  "enum-constant-renamed": ["renamed the constant `{before}` to `{after}`", "none/breaking"],
  "enum-constant-removed": ["no longer has the constant `{before}`", "none/breaking"],
  // The floor: no other rule knows the fact.
  "contract-changed": ["changed {fields}", "review"],
} as const satisfies DriftRules;
