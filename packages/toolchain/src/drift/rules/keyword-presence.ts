import { bothWays, breaksWire, type DriftRule, type Judgement, reviewWire, safeWire } from "./rule.js";

/**
 * Keywords that are compared as a whole, because a comparison cannot tell whether they became stricter. `presenceRules`
 * has three rules for each.
 */
export const presenceKeywords = {
  not: "not",
  conditional: "if",
  contains: "contains",
  "dependent-required": "dependentRequired",
  "dependent-schemas": "dependentSchemas",
  "property-names": "propertyNames",
  "unevaluated-items": "unevaluatedItems",
  "multiple-of": "multipleOf",
  "content-encoding": "contentEncoding",
  "content-media-type": "contentMediaType",
  xml: "xml",
} as const;

export type PresenceKeyword = keyof typeof presenceKeywords;

/** A keyword appears, which narrows what a schema accepts. */
function gained(what: string, request: Judgement = reviewWire): DriftRule {
  return bothWays(`now has ${what}`, request, safeWire);
}

function changed(what: string): DriftRule {
  return bothWays(`changed ${what}`, reviewWire, reviewWire);
}

function lost(what: string): DriftRule {
  return bothWays(`no longer has ${what}`, safeWire, reviewWire);
}

/** Rules for keywords that are compared as a whole. */
export const presenceRules = {
  "not-added": gained("a schema that it must not match (`not`)", breaksWire),
  "not-changed": changed("the schema that it must not match (`not`)"),
  "not-removed": lost("a schema that it must not match (`not`)"),
  "conditional-added": gained("conditions (`if`)"),
  "conditional-changed": changed("its conditions (`if`)"),
  "conditional-removed": lost("conditions (`if`)"),
  "contains-added": gained("an item that it must contain (`contains`)", breaksWire),
  "contains-changed": changed("the item that it must contain (`contains`)"),
  "contains-removed": lost("an item that it must contain (`contains`)"),
  "dependent-required-added": gained("properties that require others", breaksWire),
  "dependent-required-changed": changed("which properties require others"),
  "dependent-required-removed": lost("properties that require others"),
  "dependent-schemas-added": gained("properties that add a schema"),
  "dependent-schemas-changed": changed("the schemas that properties add"),
  "dependent-schemas-removed": lost("properties that add a schema"),
  "property-names-added": gained("a schema for its property names", breaksWire),
  "property-names-changed": changed("the schema of its property names"),
  "property-names-removed": lost("a schema for its property names"),
  "unevaluated-items-added": gained("a schema for undeclared items"),
  "unevaluated-items-changed": changed("the schema of undeclared items"),
  "unevaluated-items-removed": lost("a schema for undeclared items"),
  "multiple-of-added": gained("a `multipleOf`", breaksWire),
  "multiple-of-changed": changed("its `multipleOf`"),
  "multiple-of-removed": lost("a `multipleOf`"),
  "content-encoding-added": gained("a content encoding", breaksWire),
  "content-encoding-changed": changed("its content encoding"),
  "content-encoding-removed": lost("a content encoding"),
  "content-media-type-added": gained("a content media type"),
  "content-media-type-changed": changed("its content media type"),
  "content-media-type-removed": lost("a content media type"),
  "xml-added": gained("an XML form"),
  "xml-changed": changed("its XML form"),
  "xml-removed": lost("an XML form"),
} as const satisfies Record<`${PresenceKeyword}-${"added" | "changed" | "removed"}`, DriftRule>;
