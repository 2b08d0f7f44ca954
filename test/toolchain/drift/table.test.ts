import { describe, expect, test } from "vitest";
import { driftRules, rowsOf } from "../../../packages/toolchain/src/drift/rules/rules.js";

const levelOf = new Map(rowsOf().map(({ id, judgement }) => [id, judgement]));

/** Rules, and the level that each of them has to have. */
type Table = readonly (readonly [change: string, rules: Readonly<Record<string, string>>])[];

const onTheWire: Table = [
  [
    "An operation, a webhook or a callback goes",
    {
      "operation-removed": "breaking",
      "operation-sunset": "non-breaking",
      "webhook-removed": "breaking",
      "callback-removed": "breaking",
    },
  ],
  [
    "An operation comes or is deprecated",
    { "operation-added": "non-breaking", "operation-deprecated": "non-breaking" },
  ],
  ["The server", { "server-changed": "review", "server-removed": "review" }],
  ["Security", { "request-security-added": "breaking", "request-security-removed": "non-breaking" }],
  [
    "A parameter comes",
    { "request-parameter-added-required": "breaking", "request-parameter-added-optional": "non-breaking" },
  ],
  [
    "A parameter goes, or its default changes",
    {
      "request-parameter-removed": "review",
      "request-default-added": "review",
      "request-default-changed": "review",
      "request-default-removed": "review",
    },
  ],
  [
    "A parameter has to be sent, or need not",
    { "request-parameter-became-required": "breaking", "request-parameter-became-optional": "non-breaking" },
  ],
  [
    "How a parameter is written",
    {
      "request-parameter-style-changed": "breaking",
      "request-parameter-location-changed": "breaking",
      "path-parameter-renamed": "none",
    },
  ],
  [
    "A body",
    {
      "request-body-added-required": "breaking",
      "request-body-added-optional": "non-breaking",
      "request-body-removed": "breaking",
    },
  ],
  [
    "Media types",
    {
      "request-media-type-removed": "breaking",
      "request-media-type-added": "non-breaking",
      "response-media-type-removed": "breaking",
      "response-media-type-added": "non-breaking",
    },
  ],
  [
    "A property goes",
    {
      "request-property-removed-required": "review",
      "request-property-removed-optional": "review",
      "response-property-removed-required": "breaking",
      "response-property-removed-optional": "non-breaking",
    },
  ],
  [
    "A property comes",
    {
      "request-property-added-required": "breaking",
      "request-property-added-optional": "non-breaking",
      "response-property-added-required": "non-breaking",
      "response-property-added-optional": "non-breaking",
    },
  ],
  [
    "A property has to be there, or need not",
    {
      "request-property-became-required": "breaking",
      "request-property-became-optional": "non-breaking",
      "response-property-became-required": "non-breaking",
      "response-property-became-optional": "breaking",
    },
  ],
  [
    "Type and format",
    {
      "request-type-changed": "breaking",
      "response-type-changed": "breaking",
      "request-format-changed": "breaking",
      "response-format-changed": "breaking",
      "request-type-widened": "non-breaking",
      "request-type-narrowed": "breaking",
      "response-type-widened": "breaking",
      "response-type-narrowed": "non-breaking",
    },
  ],
  [
    "Null",
    {
      "request-became-nullable": "non-breaking",
      "request-became-not-nullable": "breaking",
      "response-became-nullable": "breaking",
      "response-became-not-nullable": "non-breaking",
    },
  ],
  [
    "Listed values",
    {
      "request-enum-value-added": "non-breaking",
      "request-enum-value-removed": "breaking",
      "response-enum-value-added": "review",
      "response-enum-value-removed": "non-breaking",
      "request-enum-added": "breaking",
      "response-enum-added": "non-breaking",
    },
  ],
  [
    "A constant",
    {
      "request-const-added": "breaking",
      "request-const-changed": "breaking",
      "request-const-removed": "non-breaking",
      "response-const-added": "non-breaking",
      "response-const-changed": "breaking",
      "response-const-removed": "breaking",
    },
  ],
  [
    "An upper bound",
    {
      "request-upper-bound-raised": "non-breaking",
      "request-upper-bound-lowered": "breaking",
      "request-upper-bound-added": "review",
      "response-upper-bound-raised": "breaking",
      "response-upper-bound-lowered": "non-breaking",
      "response-upper-bound-added": "non-breaking",
    },
  ],
  [
    "A lower bound",
    {
      "request-lower-bound-raised": "breaking",
      "request-lower-bound-lowered": "non-breaking",
      "request-lower-bound-added": "review",
      "response-lower-bound-raised": "non-breaking",
      "response-lower-bound-lowered": "breaking",
      "response-lower-bound-added": "non-breaking",
    },
  ],
  [
    "A pattern",
    {
      "request-pattern-added": "breaking",
      "request-pattern-changed": "review",
      "request-pattern-removed": "non-breaking",
      "response-pattern-added": "non-breaking",
      "response-pattern-changed": "non-breaking",
      "response-pattern-removed": "non-breaking",
    },
  ],
  [
    "The branches of a union",
    {
      "request-union-branch-added": "non-breaking",
      "request-union-branch-removed": "breaking",
      "response-union-branch-added": "breaking",
      "response-union-branch-removed": "non-breaking",
    },
  ],
  [
    "Undeclared properties",
    {
      "request-additional-properties-opened": "non-breaking",
      "request-additional-properties-closed": "breaking",
      "response-additional-properties-opened": "breaking",
      "response-additional-properties-closed": "non-breaking",
    },
  ],
  [
    "Who sets a property, and who sees it",
    {
      "request-read-only-added": "review",
      "request-write-only-added": "review",
      "response-read-only-added": "review",
      "response-write-only-added": "review",
    },
  ],
  [
    "Statuses",
    {
      "response-success-status-removed": "breaking",
      "response-success-status-added": "non-breaking",
      "response-error-status-removed": "non-breaking",
      "response-error-status-added": "non-breaking",
    },
  ],
  [
    "Headers",
    {
      "response-header-removed-required": "breaking",
      "response-header-removed-optional": "review",
      "response-header-became-optional": "breaking",
    },
  ],
  [
    "Pages and jobs",
    { "pagination-style-changed": "breaking", "job-state-added": "breaking", "job-result-removed": "breaking" },
  ],
];

const inTypeScript: Table = [
  // Names that stand are kept when a tag changes, so that a person has to look and nothing need break.
  ["Names", { "operation-id-changed": "breaking", "method-renamed": "breaking", "operation-tags-changed": "review" }],
  ["A property that typed programs read", { "response-property-removed-optional": "breaking" }],
  [
    "A discriminator",
    {
      "request-discriminator-changed": "breaking",
      "response-discriminator-changed": "breaking",
      "request-discriminator-mapping-changed": "breaking",
      "response-discriminator-mapping-changed": "breaking",
    },
  ],
  [
    "What leaves a type that programs read or write",
    {
      "response-enum-value-removed": "breaking",
      "response-union-branch-removed": "breaking",
      "response-type-narrowed": "breaking",
      "request-read-only-added": "breaking",
      "response-write-only-added": "breaking",
    },
  ],
  ["A comment in the types", { "request-format-changed": "none", "response-format-widened": "none" }],
  ["A component schema", { "model-removed": "breaking" }],
  ["A path parameter, which is given by its position", { "path-parameter-renamed": "none" }],
];

describe.each([
  ["wire", onTheWire],
  ["source", inTypeScript],
] as const)("the levels of the table, on the axis %s", (axis, table) => {
  test.each(table)("%s", (_change, want) => {
    const found = Object.keys(want).map((id) => [id, levelOf.get(id)?.[axis]]);
    expect(Object.fromEntries(found)).toEqual(want);
  });
});

test("every rule judges requests and responses, or says in a sentence why one of them cannot be", () => {
  const verdicts = Object.values(driftRules).flatMap(([, ...judged]) => judged);
  const waivers = verdicts.flatMap((verdict) => (typeof verdict === "object" ? [verdict.none] : []));
  expect(waivers.length).toBeGreaterThan(0);
  for (const reason of waivers) expect(reason).toMatch(/^[A-Z]\w* .+ .+\.$/u);
});
