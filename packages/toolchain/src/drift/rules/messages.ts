import type { ChangeKind } from "../change.js";
import {
  breaks,
  breaksTyped,
  breaksWire,
  breaksWireOnly,
  review,
  reviewWire,
  type DriftRule,
  safe,
  type Waiver,
} from "./rule.js";

const sentOnly: Waiver = { none: "Only requests have it." };
const chosen: Waiver = { none: "The receiver of a webhook chooses its response." };
const asParameter: Waiver = { none: "Request headers are parameters." };

/** Rules for parameters, bodies, responses and their headers. */
export const messageRules = {
  "path-parameter-renamed": {
    message: "was renamed from `{before}`, in the same position of the path",
    judged: { wire: "none", source: "none" },
    opposite: "path-parameter-renamed",
  },
  "parameter-added-required": {
    message: "was added as required",
    judged: { request: breaks, response: sentOnly },
    opposite: "parameter-removed",
  },
  // The client sends a constant by itself.
  "parameter-added-constant": {
    message: "was added as required, with the constant {after}",
    judged: { request: breaksWireOnly, response: sentOnly },
    opposite: "parameter-removed",
  },
  "parameter-added-optional": {
    message: "was added",
    judged: { request: safe, response: sentOnly },
    opposite: "parameter-removed",
  },
  "parameter-removed": {
    message: "was removed",
    judged: { request: { wire: "review", source: "breaking" }, response: sentOnly },
    opposite: { none: "The opposite is an added parameter, required or optional." },
  },
  "parameter-became-required": {
    message: "became required",
    judged: { request: breaks, response: sentOnly },
    opposite: "parameter-became-optional",
  },
  "parameter-became-required-constant": {
    message: "became required, with the constant {after}",
    judged: { request: breaksWireOnly, response: sentOnly },
    opposite: "parameter-became-optional",
  },
  "parameter-became-optional": {
    message: "became optional",
    judged: { request: safe, response: sentOnly },
    opposite: "parameter-became-required",
  },
  "parameter-style-changed": {
    message: "changed its serialization from {before} to {after}",
    judged: { request: breaksWire, response: sentOnly },
    opposite: "parameter-style-changed",
  },
  "parameter-location-changed": {
    message: "moved from {before} to {after}",
    judged: { request: breaks, response: sentOnly },
    opposite: "parameter-location-changed",
  },
  "parameter-content-changed": {
    message: "changed its media type from {before} to {after}",
    judged: { request: breaksWire, response: sentOnly },
    opposite: "parameter-content-changed",
  },
  "parameter-deprecated": {
    message: "was deprecated",
    judged: { request: safe, response: sentOnly },
    opposite: { none: "Removing a deprecation needs no action." },
  },
  "body-added-required": {
    message: "was added as required",
    judged: { request: breaks, response: breaksTyped },
    opposite: "body-removed",
  },
  "body-added-optional": { message: "was added", judged: { request: safe, response: safe }, opposite: "body-removed" },
  "body-removed": {
    message: "was removed",
    judged: { request: breaks, response: breaks },
    opposite: { none: "The opposite is an added body, required or optional." },
  },
  "body-became-required": {
    message: "became required",
    judged: { request: breaks, response: safe },
    opposite: "body-became-optional",
  },
  "body-became-optional": {
    message: "became optional",
    judged: { request: safe, response: breaks },
    opposite: "body-became-required",
  },
  "media-type-removed": {
    message: "no longer has the media type {before}",
    judged: { request: breaks, response: breaks },
    opposite: "media-type-added",
  },
  "media-type-added": {
    message: "has the new media type {after}",
    judged: { request: safe, response: safe },
    opposite: "media-type-removed",
  },
  "encoding-changed": {
    message: "changed its encoding",
    judged: { request: breaksWire, response: reviewWire },
    opposite: "encoding-changed",
  },
  "success-status-removed": {
    message: "was removed",
    judged: { request: chosen, response: breaks },
    opposite: "success-status-added",
  },
  "success-status-added": {
    message: "was added",
    judged: { request: chosen, response: safe },
    opposite: "success-status-removed",
  },
  "error-status-removed": {
    message: "was removed",
    judged: { request: chosen, response: safe },
    opposite: "error-status-added",
  },
  "error-status-added": {
    message: "was added",
    judged: { request: chosen, response: safe },
    opposite: "error-status-removed",
  },
  "header-removed-required": {
    message: "was removed",
    judged: { request: asParameter, response: breaks },
    opposite: "header-added",
  },
  "header-removed-optional": {
    message: "was removed",
    judged: { request: asParameter, response: review },
    opposite: "header-added",
  },
  "header-added": {
    message: "was added",
    judged: { request: asParameter, response: safe },
    opposite: { none: "The opposite is a removed header, required or optional." },
  },
  "header-became-required": {
    message: "is now always sent",
    judged: { request: asParameter, response: safe },
    opposite: "header-became-optional",
  },
  "header-became-optional": {
    message: "may now be missing",
    judged: { request: asParameter, response: breaks },
    opposite: "header-became-required",
  },
} as const satisfies Partial<Record<ChangeKind, DriftRule>>;
