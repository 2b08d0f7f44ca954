import { breaks, breaksSource, type DriftRule, review, reviewSource, safeSource, undirected } from "./rule.js";

const positions = "changed its positional parameters from ({before}) to ({after})";

/** Rules for users of a generated package; most do not depend on the wire. */
export const sourceRules = {
  "provider-added": undirected("is new", safeSource),
  "provider-removed": undirected("was removed, with its package {before}", breaksSource),
  "wrapper-added": undirected("was added", safeSource),
  "wrapper-changed": undirected("changed from `{before}` to `{after}`", reviewSource),
  "wrapper-removed": undirected("was removed", breaksSource),
  "method-renamed": undirected("was renamed from `{before}`", breaksSource),
  "method-alias-added": undirected("has the new deprecated alias `{after}`", safeSource),
  "method-alias-removed": undirected("no longer has the alias `{before}`", breaksSource),
  "positional-parameter-added": undirected(positions, breaksSource),
  "positional-parameter-removed": undirected(positions, breaksSource),
  "positional-parameters-reordered": undirected(positions, breaksSource),
  // The method returns a pager instead of one page.
  "pagination-added": undirected("now returns a pager ({after}) instead of one response", breaksSource),
  "pagination-removed": undirected("now returns one response instead of a pager ({before})", breaksSource),
  "pagination-style-changed": undirected("changed its pagination style from {before} to {after}", breaks),
  "pagination-fields-changed": undirected("changed {fields}", {
    wire: "breaking",
    source: "review",
  }),
  "job-added": undirected("was added", safeSource),
  "job-removed": undirected("can no longer be waited for", breaksSource),
  "job-moved": undirected("moved from `{before}`", breaksSource),
  // An unmapped state stops a wait, so a new state affects programs written for the earlier document.
  "job-state-added": undirected("has the new state {after}", breaks),
  "job-state-removed": undirected("no longer has the state {before}", reviewSource),
  "job-state-moved": undirected("changed the meaning of a state from {before} to {after}", breaks),
  "job-result-added": undirected("now has a result: {after}", breaksSource),
  "job-result-changed": undirected("moved its result from {before} to {after}", breaks),
  "job-result-removed": undirected("no longer has a result ({before})", breaks),
  "job-operation-added": undirected("now has `{after}`", safeSource),
  "job-operation-removed": undirected("no longer has `{before}`", breaksSource),
  "job-fields-changed": undirected("changed {fields}", review),
  "client-renamed": undirected("was renamed from {before} to {after}", breaksSource),
  "package-renamed": undirected("moved from the package {before} to {after}", breaksSource),
  "client-option-added": undirected("now has the option `{after}`", safeSource),
  "client-option-removed": undirected("no longer has the option `{before}`", breaksSource),
  "credential-added": undirected("now takes a credential for `{after}`", reviewSource),
  "credential-renamed": undirected("takes the credential for `{before}` as `{after}`", breaksSource),
  "credential-removed": undirected("no longer takes a credential for `{before}`", breaksSource),
  "environment-added": undirected("now reads the variable `{after}`", safeSource),
  "environment-removed": undirected("no longer reads the variable `{before}`", breaksSource),
  "model-added": undirected("was added", safeSource),
  "model-renamed": undirected("was renamed from {before} to {after}", breaksSource),
  "model-removed": undirected("was removed", breaksSource),
  // The floor: no other rule knows the fact.
  "contract-changed": undirected("changed {fields}", review),
} as const satisfies Record<string, DriftRule>;
