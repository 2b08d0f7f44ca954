import type { ChangeKind } from "../change.js";
import {
  breaks,
  breaksSource,
  breaksWire,
  breaksWireOnly,
  review,
  reviewSource,
  type DriftRule,
  safe,
  safeWire,
  silent,
  type Waiver,
} from "./rule.js";

const sentOnly: Waiver = { none: "Only requests have it." };
const answeredOnly: Waiver = { none: "Only responses have it." };

/** Rules for operations, webhooks, callbacks, links, servers and security. */
export const operationRules = {
  "operation-removed": { message: "was removed", judged: breaks, opposite: "operation-added" },
  "operation-sunset": {
    message: "was removed after its deprecation and sunset",
    judged: safe,
    opposite: "operation-added",
  },
  "operation-added": { message: "was added", judged: safe, opposite: "operation-removed" },
  "operation-moved": {
    message: "moved from `{before}` to `{after}`",
    judged: breaksWireOnly,
    opposite: "operation-moved",
  },
  "operation-deprecated": { message: "was deprecated", judged: safe, opposite: "operation-undeprecated" },
  "operation-undeprecated": { message: "is no longer deprecated", judged: safe, opposite: "operation-deprecated" },
  "operation-id-changed": {
    message: "changed its operationId from {before} to {after}, which renames types",
    judged: breaksSource,
    opposite: "operation-id-changed",
  },
  // Names in `contract.json` are kept, so a new tag renames nothing.
  "operation-tags-changed": {
    message: "changed its tags from {before} to {after}",
    judged: reviewSource,
    opposite: "operation-tags-changed",
  },
  "webhook-removed": { message: "is no longer sent", judged: breaks, opposite: "webhook-added" },
  "webhook-added": { message: "was added", judged: safe, opposite: "webhook-removed" },
  "callback-removed": { message: "is no longer sent", judged: breaks, opposite: "callback-added" },
  "callback-added": { message: "was added", judged: safe, opposite: "callback-removed" },
  "link-removed": {
    message: "was removed",
    judged: { request: answeredOnly, response: review },
    opposite: "link-added",
  },
  "link-added": { message: "was added", judged: { request: answeredOnly, response: safe }, opposite: "link-removed" },
  "link-changed": {
    message: "changed its target",
    judged: { request: answeredOnly, response: review },
    opposite: "link-changed",
  },
  "server-removed": { message: "{before} was removed", judged: review, opposite: "server-added" },
  "server-added": { message: "{after} was added", judged: safe, opposite: "server-removed" },
  "server-changed": { message: "changed from {before} to {after}", judged: review, opposite: "server-changed" },
  "security-added": {
    message: "is now required",
    judged: { request: breaks, response: sentOnly },
    opposite: "security-removed",
  },
  "security-removed": {
    message: "is no longer required",
    judged: { request: safe, response: sentOnly },
    opposite: "security-added",
  },
  "security-alternative-removed": {
    message: "is no longer accepted",
    judged: { request: breaks, response: sentOnly },
    opposite: "security-alternative-added",
  },
  "security-alternative-added": {
    message: "is now accepted",
    judged: { request: safe, response: sentOnly },
    opposite: "security-alternative-removed",
  },
  "security-scope-added": {
    message: "is now required",
    judged: { request: breaksWire, response: sentOnly },
    opposite: "security-scope-removed",
  },
  "security-scope-removed": {
    message: "is no longer required",
    judged: { request: safeWire, response: sentOnly },
    opposite: "security-scope-added",
  },
  "security-scheme-changed": {
    message: "changed from {before} to {after}",
    judged: { request: breaks, response: sentOnly },
    opposite: "security-scheme-changed",
  },
  "description-changed": { message: "has a new description", judged: silent, opposite: "description-changed" },
} as const satisfies Partial<Record<ChangeKind, DriftRule>>;
