import type { SchemaKind } from "../change.js";
import { compositionRules } from "./compositions.js";
import { opaqueRules } from "./keyword-presence.js";
import { propertyRules } from "./properties.js";
import type { DriftRule } from "./rule.js";
import { valueRules } from "./values.js";

/** What is thought of every change to a schema. A kind without a row does not compile. */
export const schemaChangeRules = {
  ...propertyRules,
  ...valueRules,
  ...compositionRules,
  ...opaqueRules,
} as const satisfies Readonly<Record<SchemaKind, DriftRule>>;
