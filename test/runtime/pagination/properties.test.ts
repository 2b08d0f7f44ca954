import type { PaginationSpec, Position } from "@specloom/runtime";
import { paginate, PaginationError, PaginationLoopError, positionOf, SpecloomError } from "@specloom/runtime";
import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { json } from "../../support/canned-fetch.js";
import { propertyRuns } from "../../support/property.js";
import type { Page } from "./collection.js";
import {
  byCursor,
  byLinkHeader,
  byNextUrl,
  byPage,
  cursorServer,
  drain,
  listThings,
  pagerOf,
  quickCollection,
} from "./collection.js";

vi.setConfig({ testTimeout: 60 * propertyRuns().numRuns });

const bounds = fc.record({ prefetch: fc.nat({ max: 4 }), maxItems: fc.nat({ max: 40 }) });

/** The page sizes of a collection, some of them 0. */
const sizes = fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 12 });

/** Pages of consecutive numbers. */
function pagesOf(all: readonly number[]): number[][] {
  let next = 0;
  return all.map((size) => Array.from({ length: size }, () => next++));
}

const OFFSETS: PaginationSpec = {
  style: "offset",
  request: { offset: "offset" },
  response: { items: "/items", total: "/total", hasMore: "/has_more" },
};

/** One server for each style, all with the same pages. An offset cannot identify an empty page. */
const servers: Readonly<Record<string, { spec: PaginationSpec; serve: (pages: number[][]) => (url: URL) => unknown }>> =
  {
    page: {
      spec: byPage,
      serve: (pages) => (url) => {
        const index = Number(url.searchParams.get("page") ?? 1) - 1;
        return { results: pages[index], next: index + 1 < pages.length ? "there is one" : null, count: 3 };
      },
    },
    offset: {
      spec: OFFSETS,
      serve: (pages) => (url) => {
        const offset = Number(url.searchParams.get("offset") ?? 0);
        const full = pages.filter((page) => page.length > 0);
        return { items: full.find((page) => page[0] === offset) ?? [], total: pages.flat().length };
      },
    },
    cursor: {
      spec: byCursor,
      serve: (pages) =>
        cursorServer(
          Object.fromEntries(
            pages.map((items, index) => [
              index === 0 ? "" : `c${index}`,
              { items, next: index + 1 < pages.length ? `https://proxy.internal/?cursor=c${index + 1}` : "" },
            ]),
          ),
        ),
    },
    "next-url": {
      spec: byNextUrl,
      serve: (pages) => (url) => {
        const index = Number(url.searchParams.get("i") ?? 0);
        return { items: pages[index], links: { next: index + 1 < pages.length ? `?i=${index + 1}` : null } };
      },
    },
    "link-header": {
      spec: byLinkHeader,
      serve: (pages) => (url) => {
        const index = Number(url.searchParams.get("i") ?? 0);
        const link = `</v1/boxes/b/things?i=${index + 1}>; rel="next"`;
        return json(pages[index], index + 1 < pages.length ? { headers: { link } } : {});
      },
    },
  };

describe.each(Object.entries(servers))("%s", (_style, { spec, serve }) => {
  test("[35] any page sizes, empty pages among them, give the collection once and in order", async () => {
    const property = fc.asyncProperty(sizes, bounds, async (given, options) => {
      const pages = pagesOf(given);
      const { client, sent } = quickCollection(serve(pages));
      const { items, error } = await drain(pagerOf(spec, client, listThings, ["b"], {}, options));
      expect(error).toBeUndefined();
      expect(items).toEqual(pages.flat().slice(0, options.maxItems));
      expect(sent.length).toBeLessThanOrEqual(pages.length);
    });
    await fc.assert(property, propertyRuns());
  });

  test("[38] a walk that is left anywhere and taken up elsewhere, again and again, gives exactly the rest", async () => {
    const property = fc.asyncProperty(sizes, fc.array(fc.nat({ max: 6 }), { maxLength: 12 }), async (given, stops) => {
      const pages = pagesOf(given);
      const { client } = quickCollection(serve(pages));
      const items: unknown[] = [];
      let from: Position | undefined;
      for (const stop of stops) {
        const iterator = pagerOf(spec, client, listThings, ["b"], {}, { from })[Symbol.asyncIterator]();
        for (let read = 0; read < stop; read++) {
          const { done, value } = await iterator.next();
          if (done !== true) items.push(value);
        }
        from = JSON.parse(JSON.stringify(iterator.position));
        await iterator.return();
      }
      items.push(...(await drain(pagerOf(spec, client, listThings, ["b"], {}, { from }))).items);
      expect(items).toEqual(pages.flat());
    });
    await fc.assert(property, propertyRuns());
  });

  test("[38] a walk cut by maxItems goes on from its page's position", async () => {
    const property = fc.asyncProperty(sizes, fc.integer({ min: 1, max: 4 }), async (given, maxItems) => {
      const pages = pagesOf(given);
      const { client } = quickCollection(serve(pages));
      const items: unknown[] = [];
      let from: Position | undefined;
      for (let more = true; more;) {
        const before = items.length;
        for await (const page of pagerOf(spec, client, listThings, ["b"], {}, { from, maxItems }).pages()) {
          items.push(...page.items);
          from = JSON.parse(JSON.stringify(page.position));
        }
        more = items.length > before;
      }
      expect(items).toEqual(pages.flat());
    });
    await fc.assert(property, propertyRuns());
  });
});

/** Any graph of pages: each links to some page, itself and earlier ones included, or to none. */
const graphs = fc
  .integer({ min: 1, max: 10 })
  .chain((count) => fc.array(fc.option(fc.nat({ max: count - 1 })), { minLength: count, maxLength: count }));

function graphPages(graph: readonly (number | null)[]): Record<string, Page> {
  return Object.fromEntries(
    graph.map((next, index) => [`${index}`, { items: [index], next: next === null ? null : `${next}` }]),
  );
}

test("[34] any graph of cursors ends: at its end, or with PaginationLoopError before a page is given twice", async () => {
  const property = fc.asyncProperty(graphs, fc.nat({ max: 3 }), async (graph, prefetch) => {
    const { client, sent } = quickCollection(cursorServer(graphPages(graph)));
    const walk = paginate<number, unknown>(client, listThings, byCursor, ["b"], { cursor: "0" }, { prefetch });
    const { items, error } = await drain(walk);
    const path: number[] = [];
    let at: number | null | undefined = 0;
    for (; typeof at === "number" && !path.includes(at); at = graph[at]) path.push(at);
    expect(items).toEqual(path);
    expect(error instanceof PaginationLoopError).toBe(at !== null);
    expect(sent).toHaveLength(path.length);
  });
  await fc.assert(property, propertyRuns());
});

test("[38] a walk that any fault ends, taken up from the error's position, gives exactly the rest", async () => {
  const faults = fc.array(fc.option(fc.constantFrom("status", "list", "loop", "url"), { freq: 2 }), { maxLength: 20 });
  const property = fc.asyncProperty(sizes, faults, fc.nat({ max: 3 }), async (given, plan, prefetch) => {
    const pages = pagesOf(given);
    const server = servers["cursor"]?.serve(pages);
    const { client } = quickCollection((url, count) => {
      const fault = plan[count];
      const page: unknown = server?.(url);
      if (fault === "status") throw new SpecloomError("the server is out of order");
      if (fault === "list") return { error: "maintenance" };
      if (typeof page !== "object" || page === null) return page;
      if (fault === "url") return { ...page, next: "https://user@evil.example/?cursor=c1" };
      return fault === "loop" ? { ...page, next: url.searchParams.get("cursor") ?? "https://[" } : page;
    });
    const items: unknown[] = [];
    let from: Position | undefined;
    for (let rounds = 0; rounds <= plan.length; rounds++) {
      const result = await drain(paginate(client, listThings, byCursor, ["b"], {}, { from, prefetch }));
      items.push(...result.items);
      from = positionOf(result.error);
      expect(result.error instanceof PaginationError && result.error.position).toEqual(
        result.error instanceof PaginationError && from,
      );
      if (result.error === undefined) break;
    }
    expect(items).toEqual(pages.flat());
  });
  await fc.assert(property, propertyRuns());
});
