import type { SchemaKind } from "../change.js";
import { compositionRules } from "./compositions.js";
import { presenceRules } from "./keyword-presence.js";
import { propertyRules } from "./properties.js";
import type { DriftRule } from "./rule.js";
import { valueRules } from "./values.js";

/** The rule of every kind of schema change. A kind without a rule does not compile. */
export const schemaChangeRules = {
  ...propertyRules,
  ...valueRules,
  ...compositionRules,
  ...presenceRules,
} as const satisfies Readonly<Record<SchemaKind, DriftRule>>;
