import type { Drift, WalkOptions } from "@specloom/runtime";
import { paginate } from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import { byCursor, byPage, collection, drain, listThings } from "./collection.js";

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
    ["one that stays says nothing", [2, 2, 2], []],
    ["one that grows", [2, 3, 3], [{ kind: "total", before: 2, now: 3 }]],
    [
      "one that moves twice",
      [2, 1, 2],
      [
        { kind: "total", before: 2, now: 1 },
        { kind: "total", before: 1, now: 2 },
      ],
    ],
    ["one that is left out between", [2, null, 3], [{ kind: "total", before: 2, now: 3 }]],
  ];
  test.each(rows)("[36] %s", async (_name, counts, want) => {
    expect(await walk([[1], [2], [3]], counts, {})).toEqual({ ids: [1, 2, 3], drifts: want });
  });

  test("[36] an observer that throws changes nothing", async () => {
    expect((await walk([[1], [2]], [1, 2], { onDrift: fail })).ids).toEqual([1, 2]);
  });
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
    ["do not count for maxItems", [[1, 2], [2, 3], [4]], { uniqueBy: "/id", maxItems: 3 }, [1, 2, 3]],
  ];
  test.each(rows)("[36] %s", async (_name, pages, options, want) => {
    expect((await walk(pages, [], options)).ids).toEqual(want);
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
