import { type DriftRules, onlyReceived, onlySent } from "./rule.js";

/** Rules for parameters, bodies, responses and their headers. */
export const messageRules = {
  "path-parameter-renamed": ["was renamed from `{before}`, in the same position of the path", "none"],
  "parameter-added-required": ["was added as required", "breaking", onlySent],
  // The client sends a constant by itself.
  "parameter-added-constant": ["was added as required, with the constant {after}", "breaking/non-breaking", onlySent],
  "parameter-added-optional": ["was added", "non-breaking", onlySent],
  "parameter-removed": ["was removed", "review/breaking", onlySent],
  "parameter-became-required": ["became required", "breaking", onlySent],
  "parameter-became-required-constant": [
    "became required, with the constant {after}",
    "breaking/non-breaking",
    onlySent,
  ],
  "parameter-became-optional": ["became optional", "non-breaking", onlySent],
  // Names of headers are compared without case (RFC 9110, 5.1); the name in TypeScript has it.
  "parameter-respelled": ["is now spelled `{after}`, not `{before}`", "none/breaking", onlySent],
  "parameter-style-changed": ["changed its serialization from {before} to {after}", "breaking/none", onlySent],
  // A single value has nothing to explode.
  "parameter-style-unused": ["changed `style`, `explode` or `allowReserved`, without effect", "none"],
  "parameter-location-changed": ["moved from {before} to {after}", "breaking", onlySent],
  "parameter-content-changed": ["changed its media type from {before} to {after}", "breaking/none", onlySent],
  "parameter-deprecated": ["was deprecated", "non-breaking", onlySent],
  "parameter-undeprecated": ["is no longer deprecated", "non-breaking", onlySent],
  "body-added-required": ["was added as required", "breaking", "non-breaking/breaking"],
  "body-added-optional": ["was added", "non-breaking", "non-breaking"],
  "body-removed": ["was removed", "breaking", "breaking"],
  "body-became-required": ["became required", "breaking", "non-breaking"],
  "body-became-optional": ["became optional", "non-breaking", "breaking"],
  "media-type-removed": ["no longer has the media type {before}", "breaking", "breaking"],
  "media-type-added": ["has the new media type {after}", "non-breaking", "non-breaking"],
  // The first media type is the default of a call, and the first that `Accept` names.
  "media-type-order-changed": ["names {after} first, not {before}", "review", "review/none"],
  // The items do not change. The types of raw responses change between one item and the list.
  "items-restated": ["describes its items by another keyword", "none/review", "none/review"],
  "encoding-changed": ["changed its encoding from {before} to {after}", "breaking/none", "review/none"],
  "encoding-unused": ["changed its encoding, without effect", "none"],
  "success-status-removed": ["was removed", onlyReceived, "breaking"],
  "success-status-added": ["was added", onlyReceived, "non-breaking"],
  "error-status-removed": ["was removed", onlyReceived, "non-breaking"],
  "error-status-added": ["was added", onlyReceived, "non-breaking"],
  // The first judgement is for responses to webhooks and callbacks, which the user's server sends.
  "header-removed-required": ["was removed", "review", "breaking"],
  "header-removed-optional": ["was removed", "review", "review"],
  "header-added": ["was added", "non-breaking", "non-breaking"],
  "header-added-required": ["was added as required", "breaking", { none: "A header more harms no reader." }],
  "header-became-required": ["is now always sent", "breaking", "non-breaking"],
  "header-became-optional": ["may now be missing", "non-breaking", "breaking"],
  "header-deprecated": ["was deprecated", "non-breaking", "non-breaking"],
  "header-undeprecated": ["is no longer deprecated", "non-breaking", "non-breaking"],
} as const satisfies DriftRules;
