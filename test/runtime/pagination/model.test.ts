import type { Drift, Operation, PaginationSpec } from "@specloom/runtime";
import { positionOf } from "@specloom/runtime";
import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { propertyRuns } from "../../support/property.js";
import { CONTINUATIONS, predictWalk, type ListAnswer, type ListStyle } from "../../support/walk-model.js";
import { drain, listThings, pagerOf, quickCollection } from "./collection.js";

vi.setConfig({ testTimeout: 60 * propertyRuns().numRuns });

const operation: Operation = { ...listThings, parameters: [{ name: "at", in: "query" }] };

const styles: readonly ListStyle[] = [
  { style: "page", hasNext: true },
  { style: "page", hasNext: false },
  { style: "offset", hasNext: true },
  { style: "offset", hasNext: false },
  { style: "cursor", hasNext: true },
  { style: "next-url", hasNext: true },
];

/** A server that gives any answer to any request. */
const answers: fc.Arbitrary<ListAnswer[]> = fc.array(
  fc.record({
    rows: fc.oneof(
      { weight: 12, arbitrary: fc.array(fc.nat({ max: 5 }), { maxLength: 3 }) },
      { weight: 1, arbitrary: fc.constant("maintenance") },
    ),
    next: fc.constantFrom(...CONTINUATIONS.map(({ next }) => next)),
    total: fc.constantFrom(undefined, undefined, 0, 2, 3, 5, 9, -1, 1.5, "4", null),
    hasMore: fc.constantFrom(undefined, undefined, true, false),
  }),
  { minLength: 1, maxLength: 8 },
);

const limits = fc.record({
  maxItems: fc.oneof(fc.constant(Infinity), fc.nat({ max: 8 })),
  maxPages: fc.integer({ min: 1, max: 12 }),
  maxEmptyPages: fc.nat({ max: 4 }),
  window: fc.option(fc.nat({ max: 4 }), { nil: undefined }),
});

function specOf({ style, hasNext }: ListStyle): PaginationSpec {
  const next = hasNext ? { next: "/next" } : {};
  const response = { items: "/items", total: "/total", hasMore: "/has_more", ...next };
  return style === "next-url" ? { style, request: {}, response } : { style, request: { [style]: "at" }, response };
}

/** What a request asks for, in the terms of the model. */
function askedBy(url: URL, { style }: ListStyle): string | null {
  if (style !== "next-url") return url.searchParams.get("at");
  const asked = url.pathname.replace("/v1", "") + url.search;
  return asked === "/boxes/b/things" ? null : asked;
}

test("[32] [33] [34] [35] [35a] [36] [37] a walk over a server that gives any answers does what the model says", async () => {
  const property = fc.asyncProperty(
    fc.constantFrom(...styles),
    answers,
    limits,
    fc.nat({ max: 3 }),
    async (...given) => {
      const [style, script, { window, ...bounds }, prefetch] = given;
      const { client, sent } = quickCollection((_url, count) => {
        const { rows, next, total, hasMore } = script[Math.min(count, script.length - 1)] ?? { rows: [] };
        const items = typeof rows === "string" ? rows : rows.map((id) => ({ id }));
        return { items, next, total, has_more: hasMore };
      });
      const drifts: Drift[] = [];
      const onDrift = (drift: Drift) => drifts.push(drift);
      const unique = window === undefined ? {} : { uniqueBy: "/id", uniqueWindow: window };
      const options = { ...bounds, ...unique, prefetch, onDrift };
      const pager = pagerOf<{ readonly id: number }>(specOf(style), client, operation, ["b"], {}, options);
      const { items, error } = await drain(pager);
      expect({
        items: items.map(({ id }) => id),
        end: error instanceof Error ? error.name : "end",
        asked: sent.map((url) => askedBy(url, style)),
        drifts,
      }).toEqual(predictWalk(style, script, { window, ...bounds }));
      expect(positionOf(error) === undefined).toBe(error === undefined);
    },
  );
  await fc.assert(property, propertyRuns());
});
