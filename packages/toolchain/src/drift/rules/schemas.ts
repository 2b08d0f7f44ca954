import type { SchemaKind } from "../change.js";
import { compositionRules } from "./compositions.js";
import { opaqueRules } from "./opaque.js";
import { propertyRules } from "./properties.js";
import type { Rule } from "./rule.js";
import { valueRules } from "./values.js";

/** What is thought of every change to a schema. A kind without a row does not compile. */
export const schemaRules = {
  ...propertyRules,
  ...valueRules,
  ...compositionRules,
  ...opaqueRules,
} as const satisfies Readonly<Record<SchemaKind, Rule>>;
