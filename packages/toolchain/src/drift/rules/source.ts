import type { SourceKind } from "../change.js";
import { breaksSource, reviewSource, type DriftRule, safeSource } from "./rule.js";

/** What users of a generated package meet, whatever travels. */
export const sourceRules = {
  "method-renamed": {
    message: "was called `{before}`",
    judged: breaksSource,
    opposite: "method-renamed",
  },
  "method-alias-added": {
    message: "can be called `{after}` too, deprecated",
    judged: safeSource,
    opposite: "method-alias-removed",
  },
  "method-alias-removed": {
    message: "can no longer be called `{before}`",
    judged: breaksSource,
    opposite: "method-alias-added",
  },
  "positional-parameter-added": {
    message: "takes ({after}), no longer ({before})",
    judged: breaksSource,
    opposite: "positional-parameter-removed",
  },
  "positional-parameter-removed": {
    message: "takes ({after}), no longer ({before})",
    judged: breaksSource,
    opposite: "positional-parameter-added",
  },
  "positional-parameters-reordered": {
    message: "takes ({after}), no longer ({before})",
    judged: breaksSource,
    opposite: "positional-parameters-reordered",
  },
  // A method that gives one page becomes one that gives a pager.
  "pagination-added": {
    message: "gives a pager ({after}), no longer one response",
    judged: breaksSource,
    opposite: "pagination-removed",
  },
  "pagination-removed": {
    message: "gives one response, no longer a pager ({before})",
    judged: breaksSource,
    opposite: "pagination-added",
  },
  "pagination-style-changed": {
    message: "pages by {after}, no longer by {before}",
    judged: { wire: "breaking", source: "breaking" },
    opposite: "pagination-style-changed",
  },
  "pagination-fields-changed": {
    message: "pages by other fields: {after}, no longer {before}",
    judged: { wire: "breaking", source: "review" },
    opposite: "pagination-fields-changed",
  },
  "job-added": { message: "was added", judged: safeSource, opposite: "job-removed" },
  "job-removed": { message: "can no longer be waited for", judged: breaksSource, opposite: "job-added" },
  "job-moved": { message: "was at `{before}`", judged: breaksSource, opposite: "job-moved" },
  // Waiting is strict about states: one that nothing maps stops a wait that was written against the earlier document.
  "job-state-added": {
    message: "has the state {after}",
    judged: { wire: "breaking", source: "breaking" },
    opposite: "job-state-removed",
  },
  "job-state-removed": {
    message: "no longer has the state {before}",
    judged: reviewSource,
    opposite: "job-state-added",
  },
  "job-state-moved": {
    message: "counts the state {after}, no longer {before}",
    judged: { wire: "breaking", source: "breaking" },
    opposite: "job-state-moved",
  },
  "job-result-added": { message: "has a result: {after}", judged: breaksSource, opposite: "job-result-removed" },
  "job-result-changed": {
    message: "has its result at {after}, no longer at {before}",
    judged: { wire: "breaking", source: "breaking" },
    opposite: "job-result-changed",
  },
  "job-result-removed": {
    message: "no longer has a result ({before})",
    judged: { wire: "breaking", source: "breaking" },
    opposite: "job-result-added",
  },
  "job-operation-added": { message: "has `{after}`", judged: safeSource, opposite: "job-operation-removed" },
  "job-operation-removed": {
    message: "no longer has `{before}`",
    judged: breaksSource,
    opposite: "job-operation-added",
  },
  "job-fields-changed": {
    message: "is read from other fields: {after}, no longer {before}",
    judged: { wire: "review", source: "review" },
    opposite: "job-fields-changed",
  },
  "client-renamed": {
    message: "is called {after}, no longer {before}",
    judged: breaksSource,
    opposite: "client-renamed",
  },
  "package-renamed": {
    message: "is in {after}, no longer in {before}",
    judged: breaksSource,
    opposite: "package-renamed",
  },
  "client-option-added": { message: "takes `{after}`", judged: safeSource, opposite: "client-option-removed" },
  "client-option-removed": {
    message: "no longer takes `{before}`",
    judged: breaksSource,
    opposite: "client-option-added",
  },
  "credential-added": {
    message: "takes a credential for `{after}`",
    judged: reviewSource,
    opposite: "credential-removed",
  },
  "credential-removed": {
    message: "no longer takes a credential for `{before}`",
    judged: breaksSource,
    opposite: "credential-added",
  },
  "environment-added": { message: "reads the variable `{after}`", judged: safeSource, opposite: "environment-removed" },
  "environment-removed": {
    message: "no longer reads the variable `{before}`",
    judged: breaksSource,
    opposite: "environment-added",
  },
  "model-added": { message: "was added", judged: safeSource, opposite: "model-removed" },
  "model-renamed": {
    message: "is called {after}, no longer {before}",
    judged: breaksSource,
    opposite: "model-renamed",
  },
  "model-removed": { message: "was removed", judged: breaksSource, opposite: "model-added" },
} as const satisfies Readonly<Record<SourceKind, DriftRule>>;
