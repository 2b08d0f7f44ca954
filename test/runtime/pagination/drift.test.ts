import type { Drift, WalkOptions } from "@specloom/runtime";
import { paginate } from "@specloom/runtime";
import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { propertyRuns } from "../../support/property.js";
import { byCursor, byPage, collection, drain, listThings } from "./collection.js";

vi.setConfig({ testTimeout: 60 * propertyRuns().numRuns });

interface Row {
  readonly id?: number | null;
}

/** Walks by page number over pages of ids with the given totals. */
async function walk(pages: readonly (readonly (number | null)[])[], counts: readonly unknown[], options: WalkOptions) {
  const drifts: Drift[] = [];
  const { client } = collection((_url, index) => ({
    results: pages[index]?.map((id) => ({ id })) ?? [],
    count: counts[index],
    next: index + 1 < pages.length ? "more" : null,
  }));
  const onDrift = (drift: Drift) => drifts.push(drift);
  const { items } = await drain(paginate<Row, unknown>(client, listThings, byPage, ["b"], {}, { onDrift, ...options }));
  return { ids: items.map(({ id }) => id), drifts };
}

function fail(): never {
  throw new Error("observer");
}

describe("totals", () => {
  const rows: readonly [string, readonly unknown[], readonly Drift[]][] = [
    ["one that stays says nothing", [3, 3, 3], []],
    ["one that grows", [2, 3, 3], [{ kind: "total", before: 2, now: 3 }]],
    [
      "one that moves twice",
      [3, 1, 3],
      [
        { kind: "total", before: 3, now: 1 },
        { kind: "total", before: 1, now: 3 },
      ],
    ],
    ["one that is left out between", [2, null, 3], [{ kind: "total", before: 2, now: 3 }]],
    ["[35a] one that promises more rows", [5, 5, 5], [{ kind: "rows", total: 5, rows: 3 }]],
    ["[35a] one that promises fewer rows", [1, 1, 1], [{ kind: "rows", total: 1, rows: 3 }]],
    ["[35a] one that is negative is unknown", [-1, -1, -1], []],
    ["[35a] one that is no number is unknown", ["3", "4", {}], []],
    ["[35a] one that is a fraction is unknown", [1.5, 2.5, 3.5], []],
  ];
  test.each(rows)("[36] %s", async (_name, counts, want) => {
    expect(await walk([[1], [2], [3]], counts, {})).toEqual({ ids: [1, 2, 3], drifts: want });
  });

  test.each([
    ["throws", fail],
    ["rejects", (): unknown => Promise.reject(new Error("observer"))],
  ])("[36] [43] an observer that %s changes nothing, and leaves no rejection", async (_name, onDrift) => {
    const unhandled = vi.fn<() => void>();
    process.on("unhandledRejection", unhandled);
    expect((await walk([[1], [2]], [1, 2], { onDrift })).ids).toEqual([1, 2]);
    await new Promise(setImmediate);
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

test("[35a] a walk that stops before the end does not judge the total", async () => {
  expect((await walk([[1, 2], [3]], [9, 9], { maxItems: 2 })).drifts).toEqual([]);
});

describe("repeated rows", () => {
  const rows: readonly [string, readonly (readonly (number | null)[])[], WalkOptions, readonly unknown[]][] = [
    [
      "are kept unless asked",
      [
        [1, 2],
        [2, 3],
      ],
      {},
      [1, 2, 2, 3],
    ],
    [
      "are dropped by key",
      [
        [1, 2],
        [2, 3],
        [3, 1],
      ],
      { uniqueBy: "/id" },
      [1, 2, 3],
    ],
    [
      "are known within the window",
      [
        [1, 2],
        [2, 3],
      ],
      { uniqueBy: "/id", uniqueWindow: 1 },
      [1, 2, 3],
    ],
    [
      "are forgotten beyond it",
      [
        [1, 2],
        [3, 1],
      ],
      { uniqueBy: "/id", uniqueWindow: 2 },
      [1, 2, 3, 1],
    ],
    ["are forgotten at once in a window of none", [[1, 1], [1]], { uniqueBy: "/id", uniqueWindow: 0 }, [1, 1, 1]],
    [
      "need a key",
      [
        [1, 2],
        [2, 3],
      ],
      { uniqueBy: "/uuid" },
      [1, 2, 2, 3],
    ],
    ["are known by a key of several parts", [[1], [1]], { uniqueBy: "" }, [1]],
    ["do not count for maxItems", [[1, 2], [2, 3], [4]], { uniqueBy: "/id", maxItems: 3 }, [1, 2, 3]],
  ];
  test.each(rows)("[36] %s", async (_name, pages, options, want) => {
    expect((await walk(pages, [], options)).ids).toEqual(want);
  });

  test("[36] are those of the last keys, whatever the size of the window", async () => {
    const keys = fc.array(fc.nat({ max: 6 }), { maxLength: 40 });
    const property = fc.asyncProperty(keys, fc.nat({ max: 8 }), async (given, uniqueWindow) => {
      const known: number[] = [];
      const want = given.filter((key) => {
        if (known.includes(key)) return false;
        known.push(key);
        if (known.length > uniqueWindow) known.shift();
        return true;
      });
      expect((await walk([given], [], { uniqueBy: "/id", uniqueWindow })).ids).toEqual(want);
    });
    await fc.assert(property, propertyRuns());
  });

  test("[36] dropping one is reported", async () => {
    const { drifts } = await walk(
      [
        [1, 2],
        [2, 3],
      ],
      [],
      { uniqueBy: "/id" },
    );
    expect(drifts).toEqual([{ kind: "repeated", key: 2 }]);
  });

  test("[36] a page of nothing but repeated rows is not an empty page", async () => {
    const { client } = collection((_url, index) => ({ items: [{ id: 1 }], next: index < 5 ? `c${index}` : null }));
    const options = { uniqueBy: "/id", maxEmptyPages: 0 };
    const { items, error } = await drain(paginate(client, listThings, byCursor, ["b"], {}, options));
    expect({ items, error }).toEqual({ items: [{ id: 1 }], error: undefined });
  });
});
