import type { SourceKind } from "../change.js";
import { breaksSource, reviewSource, type DriftRule, safeSource } from "./rule.js";

/** Rules for users of a generated package; they do not depend on the wire. */
export const sourceRules = {
  "method-renamed": {
    message: "was renamed from `{before}`",
    judged: breaksSource,
    opposite: "method-renamed",
  },
  "method-alias-added": {
    message: "has the new deprecated alias `{after}`",
    judged: safeSource,
    opposite: "method-alias-removed",
  },
  "method-alias-removed": {
    message: "no longer has the alias `{before}`",
    judged: breaksSource,
    opposite: "method-alias-added",
  },
  "positional-parameter-added": {
    message: "changed its positional parameters from ({before}) to ({after})",
    judged: breaksSource,
    opposite: "positional-parameter-removed",
  },
  "positional-parameter-removed": {
    message: "changed its positional parameters from ({before}) to ({after})",
    judged: breaksSource,
    opposite: "positional-parameter-added",
  },
  "positional-parameters-reordered": {
    message: "changed its positional parameters from ({before}) to ({after})",
    judged: breaksSource,
    opposite: "positional-parameters-reordered",
  },
  // The method returns a pager instead of one page.
  "pagination-added": {
    message: "now returns a pager ({after}) instead of one response",
    judged: breaksSource,
    opposite: "pagination-removed",
  },
  "pagination-removed": {
    message: "now returns one response instead of a pager ({before})",
    judged: breaksSource,
    opposite: "pagination-added",
  },
  "pagination-style-changed": {
    message: "changed its pagination style from {before} to {after}",
    judged: { wire: "breaking", source: "breaking" },
    opposite: "pagination-style-changed",
  },
  "pagination-fields-changed": {
    message: "changed its pagination fields from {before} to {after}",
    judged: { wire: "breaking", source: "review" },
    opposite: "pagination-fields-changed",
  },
  "job-added": { message: "was added", judged: safeSource, opposite: "job-removed" },
  "job-removed": { message: "can no longer be waited for", judged: breaksSource, opposite: "job-added" },
  "job-moved": { message: "moved from `{before}`", judged: breaksSource, opposite: "job-moved" },
  // An unmapped state stops a wait, so a new state affects programs written for the earlier document.
  "job-state-added": {
    message: "has the new state {after}",
    judged: { wire: "breaking", source: "breaking" },
    opposite: "job-state-removed",
  },
  "job-state-removed": {
    message: "no longer has the state {before}",
    judged: reviewSource,
    opposite: "job-state-added",
  },
  "job-state-moved": {
    message: "changed the meaning of a state from {before} to {after}",
    judged: { wire: "breaking", source: "breaking" },
    opposite: "job-state-moved",
  },
  "job-result-added": { message: "now has a result: {after}", judged: breaksSource, opposite: "job-result-removed" },
  "job-result-changed": {
    message: "moved its result from {before} to {after}",
    judged: { wire: "breaking", source: "breaking" },
    opposite: "job-result-changed",
  },
  "job-result-removed": {
    message: "no longer has a result ({before})",
    judged: { wire: "breaking", source: "breaking" },
    opposite: "job-result-added",
  },
  "job-operation-added": { message: "now has `{after}`", judged: safeSource, opposite: "job-operation-removed" },
  "job-operation-removed": {
    message: "no longer has `{before}`",
    judged: breaksSource,
    opposite: "job-operation-added",
  },
  "job-fields-changed": {
    message: "changed its fields from {before} to {after}",
    judged: { wire: "review", source: "review" },
    opposite: "job-fields-changed",
  },
  "client-renamed": {
    message: "was renamed from {before} to {after}",
    judged: breaksSource,
    opposite: "client-renamed",
  },
  "package-renamed": {
    message: "moved from the package {before} to {after}",
    judged: breaksSource,
    opposite: "package-renamed",
  },
  "client-option-added": {
    message: "now has the option `{after}`",
    judged: safeSource,
    opposite: "client-option-removed",
  },
  "client-option-removed": {
    message: "no longer has the option `{before}`",
    judged: breaksSource,
    opposite: "client-option-added",
  },
  "credential-added": {
    message: "now takes a credential for `{after}`",
    judged: reviewSource,
    opposite: "credential-removed",
  },
  "credential-removed": {
    message: "no longer takes a credential for `{before}`",
    judged: breaksSource,
    opposite: "credential-added",
  },
  "environment-added": {
    message: "now reads the variable `{after}`",
    judged: safeSource,
    opposite: "environment-removed",
  },
  "environment-removed": {
    message: "no longer reads the variable `{before}`",
    judged: breaksSource,
    opposite: "environment-added",
  },
  "model-added": { message: "was added", judged: safeSource, opposite: "model-removed" },
  "model-renamed": {
    message: "was renamed from {before} to {after}",
    judged: breaksSource,
    opposite: "model-renamed",
  },
  "model-removed": { message: "was removed", judged: breaksSource, opposite: "model-added" },
} as const satisfies Readonly<Record<SourceKind, DriftRule>>;
