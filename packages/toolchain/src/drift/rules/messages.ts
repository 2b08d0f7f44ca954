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

const sentOnly: Waiver = { none: "Only requests carry it." };
const chosen: Waiver = { none: "How a webhook is answered is for its receiver to choose." };
const asParameter: Waiver = { none: "Request headers are parameters." };

/** Parameters, bodies, responses and their headers. */
export const messageRules = {
  "path-parameter-renamed": {
    message: "was called `{before}`; its place in the path is the same",
    judged: { wire: "none", source: "none" },
    opposite: "path-parameter-renamed",
  },
  "parameter-added-required": {
    message: "was added, and is required",
    judged: { request: breaks, response: sentOnly },
    opposite: "parameter-removed",
  },
  // The client sends by itself what it has no choice about.
  "parameter-added-constant": {
    message: "was added, and is required: always {after}",
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
    opposite: { none: "It was required or not: the parameter that comes back says which." },
  },
  "parameter-became-required": {
    message: "became required",
    judged: { request: breaks, response: sentOnly },
    opposite: "parameter-became-optional",
  },
  "parameter-became-required-constant": {
    message: "became required: always {after}",
    judged: { request: breaksWireOnly, response: sentOnly },
    opposite: "parameter-became-optional",
  },
  "parameter-became-optional": {
    message: "became optional",
    judged: { request: safe, response: sentOnly },
    opposite: "parameter-became-required",
  },
  "parameter-style-changed": {
    message: "is written as {after}, no longer as {before}",
    judged: { request: breaksWire, response: sentOnly },
    opposite: "parameter-style-changed",
  },
  "parameter-location-changed": {
    message: "moved from {before} to {after}",
    judged: { request: breaks, response: sentOnly },
    opposite: "parameter-location-changed",
  },
  "parameter-content-changed": {
    message: "is written as {after}, no longer as {before}",
    judged: { request: breaksWire, response: sentOnly },
    opposite: "parameter-content-changed",
  },
  "parameter-deprecated": {
    message: "was deprecated",
    judged: { request: safe, response: sentOnly },
    opposite: { none: "Taking a deprecation back asks nothing of anybody." },
  },
  "body-added-required": {
    message: "was added, and is required",
    judged: { request: breaks, response: breaksTyped },
    opposite: "body-removed",
  },
  "body-added-optional": { message: "was added", judged: { request: safe, response: safe }, opposite: "body-removed" },
  "body-removed": {
    message: "was removed",
    judged: { request: breaks, response: breaks },
    opposite: { none: "It was required or not: the body that comes back says which." },
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
    message: "no longer travels as {before}",
    judged: { request: breaks, response: breaks },
    opposite: "media-type-added",
  },
  "media-type-added": {
    message: "may travel as {after}",
    judged: { request: safe, response: safe },
    opposite: "media-type-removed",
  },
  "encoding-changed": {
    message: "has another encoding",
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
    opposite: { none: "It was required or not: the header that goes says which." },
  },
  "header-became-required": {
    message: "is always sent",
    judged: { request: asParameter, response: safe },
    opposite: "header-became-optional",
  },
  "header-became-optional": {
    message: "may be left out",
    judged: { request: asParameter, response: breaks },
    opposite: "header-became-required",
  },
} as const satisfies Partial<Record<ChangeKind, DriftRule>>;
