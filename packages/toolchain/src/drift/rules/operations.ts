import { type DriftRules, onlyReceived, onlySent } from "./rule.js";

/** Rules for operations, webhooks, callbacks, links, servers and security. */
export const operationRules = {
  "operation-removed": ["was removed", "breaking"],
  "operation-sunset": ["was removed after its deprecation and sunset", "non-breaking"],
  "operation-added": ["was added", "non-breaking"],
  "operation-moved": ["moved from `{before}` to `{after}`", "breaking/non-breaking"],
  // Generated methods keep their names. The raw client's paths change.
  "operation-rebased": ["is written as `{after}`, not `{before}`, below another path of the server", "non-breaking"],
  "operation-deprecated": ["was deprecated", "non-breaking"],
  "operation-undeprecated": ["is no longer deprecated", "non-breaking"],
  "operation-id-changed": ["changed its operationId from {before} to {after}, which renames types", "none/breaking"],
  // Names in `contract.json` are kept, so a new tag renames nothing.
  "operation-tags-changed": ["changed its tags from {before} to {after}", "none/review"],
  "webhook-removed": ["is no longer sent", "breaking"],
  "webhook-added": ["was added", "non-breaking"],
  "callback-removed": ["is no longer sent", "breaking"],
  "callback-added": ["was added", "non-breaking"],
  "link-removed": ["was removed", onlyReceived, "review"],
  "link-added": ["was added", onlyReceived, "non-breaking"],
  "link-changed": ["changed its target", onlyReceived, "review"],
  "server-removed": ["{before} was removed", "review"],
  "server-added": ["{after} was added", "non-breaking"],
  "server-changed": ["changed from {before} to {after}", "review"],
  "server-order-changed": ["is now {after} by default, not {before}", "review"],
  "security-added": ["is now required", "breaking", onlySent],
  "security-removed": ["is no longer required", "non-breaking", onlySent],
  "security-alternative-removed": ["is no longer accepted", "breaking", onlySent],
  "security-alternative-added": ["is now accepted", "non-breaking", onlySent],
  "security-order-changed": ["is now {after} by default, not {before}", "review", onlySent],
  "security-restated": ["is written in another place or order, without effect", "none"],
  "security-scope-added": ["is now required", "breaking/none", onlySent],
  "security-scope-removed": ["is no longer required", "non-breaking/none", onlySent],
  "security-scheme-changed": ["changed from {before} to {after}", "breaking", onlySent],
  // Tokens are fetched elsewhere, or for other scopes.
  "security-flows-changed": ["changed {fields}", "review/none", onlySent],
  "description-changed": ["has a new description", "docs"],
  // The floor: no other rule knows the field.
  "field-changed": ["changed {fields}", "review"],
} as const satisfies DriftRules;
