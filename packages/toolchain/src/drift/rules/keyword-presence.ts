import { type DriftRule, type DriftRules, judgementOf, type Verdict } from "./rule.js";

/**
 * Keywords that are compared as a whole, because a comparison cannot tell whether they became stricter: what each is,
 * and what it means to a request that it appears.
 */
export const presenceKeywords = {
  not: ["not", "a schema that it must not match", "breaking/none"],
  conditional: ["if", "conditions", "review"],
  contains: ["contains", "an item that it must contain", "breaking/none"],
  "dependent-required": ["dependentRequired", "properties that require others", "breaking/review"],
  "dependent-schemas": ["dependentSchemas", "properties that add a schema", "review"],
  "property-names": ["propertyNames", "a schema for its property names", "breaking/review"],
  "unevaluated-items": ["unevaluatedItems", "a schema for undeclared items", "review/none"],
  "multiple-of": ["multipleOf", "what its values are multiples of", "breaking/none"],
  "content-encoding": ["contentEncoding", "how its bytes are written", "breaking/none"],
  "content-media-type": ["contentMediaType", "what its text holds", "review/none"],
  xml: ["xml", "its form in XML", "review/none"],
} as const satisfies Record<string, readonly [keyword: string, what: string, appears: Verdict]>;

export type PresenceKeyword = keyof typeof presenceKeywords;

export const presenceRules: DriftRules = Object.fromEntries(
  Object.entries(presenceKeywords).flatMap(([name, [keyword, what, appears]]): [string, DriftRule][] => {
    const source = judgementOf(appears)?.source ?? "none";
    return [
      [`${name}-added`, [`now has \`${keyword}\` (${what})`, appears, `non-breaking/${source}`]],
      [`${name}-changed`, [`changed \`${keyword}\` (${what})`, `review/${source}`, `review/${source}`]],
      [`${name}-removed`, [`no longer has \`${keyword}\` (${what})`, `non-breaking/${source}`, `review/${source}`]],
    ];
  }),
);
