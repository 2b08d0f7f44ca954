import { format, inspect } from "node:util";
import { paginate } from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import { json } from "../../support/canned-fetch.js";
import { flush } from "../../support/virtual-clock.js";
import { byCursor, byOffset, collection, listThings, offsetServer } from "./collection.js";

const ROWS = [1, 2, 3, 4, 5, 6, 7, 8];

/** A signal that counts its listeners. */
function countedSignal() {
  const controller = new AbortController();
  const { signal } = controller;
  let listeners = 0;
  let most = 0;
  const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
  signal.addEventListener = (...given: Parameters<typeof add>) => {
    most = Math.max(most, ++listeners);
    add(...given);
  };
  signal.removeEventListener = (...given: Parameters<typeof remove>) => {
    listeners--;
    remove(...given);
  };
  return { controller, signal, counts: () => ({ listeners, most }) };
}

describe("hygiene", () => {
  test("[42] walks that share a signal put one listener on it, and none once they are read", async () => {
    const { client } = collection(offsetServer(ROWS, 2));
    const { signal, counts } = countedSignal();
    const walks = Array.from({ length: 50 }, () => {
      return paginate<number, unknown>(client, listThings, byOffset, ["b"], {}, { signal }).toArray({ maxItems: 99 });
    });
    expect(await Promise.all(walks)).toEqual(walks.map(() => ROWS));
    expect(counts()).toEqual({ listeners: 0, most: 1 });
  });

  /** The points at which a reader can leave a walk of four pages with a prefetch of one, in turns of the event loop. */
  const moments = Array.from({ length: 14 }, (_, index) => index);
  test.each(moments)(
    "[41] left after %i turns, by abort or return(), it leaves no request, timer or listener",
    async (turns) => {
      for (const way of ["abort", "return"] as const) {
        const open = new Set<number>();
        const serve = offsetServer(ROWS, 2);
        const { client, clock, asked } = collection(async (url, count, init) => {
          open.add(count);
          try {
            await new Promise<void>((resolve, reject) => {
              setImmediate(resolve);
              init.signal?.addEventListener("abort", () => reject(init.signal?.reason));
            });
            return serve(url);
          } finally {
            open.delete(count);
          }
        });
        const { controller, signal, counts } = countedSignal();
        const options = { signal, prefetch: 1, timeoutMs: 1_000, deadlineMs: 9_000 };
        const iterator = paginate<number, unknown>(client, listThings, byOffset, ["b"], {}, options)[
          Symbol.asyncIterator
        ]();
        const read: number[] = [];
        const reading = (async () => {
          for (let result = await iterator.next(); result.done !== true; result = await iterator.next()) {
            read.push(result.value);
            await new Promise((resolve) => {
              setImmediate(resolve);
            });
          }
        })().catch((reason: unknown) => reason);
        for (let turn = 0; turn < turns; turn++) {
          await new Promise((resolve) => {
            setImmediate(resolve);
          });
        }
        if (way === "abort") controller.abort("left");
        else await iterator.return();
        expect([undefined, "left"]).toContain(await reading);
        await flush();
        const sent = asked().length;
        await flush();
        expect(read).toEqual(ROWS.slice(0, read.length));
        expect({ open: open.size, timers: clock.timers, listeners: counts().listeners, sent: asked().length }).toEqual({
          open: 0,
          timers: 0,
          listeners: 0,
          sent,
        });
      }
    },
  );
});

test("[32] what shows a pager says which list it reads, and no argument or key", () => {
  const { client, sent } = collection(() => ({}));
  const pager = paginate(client, listThings, byCursor, ["secret"], { cursor: "hush" }, { headers: { a: "hush" } });
  const shown = 'Pager { operation: "list_things", style: "cursor" }';
  expect([inspect(pager), inspect({ pager }), format("%o", pager)]).toEqual([shown, `{ pager: ${shown} }`, shown]);
  expect(JSON.stringify([pager])).toBe('[{"operation":"list_things","style":"cursor"}]');
  expect(sent).toEqual([]);
});

test("[32] a page has its response", async () => {
  const { client } = collection(() => json({ items: [1] }, { headers: { "x-total": "1" } }));
  const page = await paginate(client, listThings, byCursor, ["b"]).page();
  expect([page.response.status, page.response.headers.get("x-total")]).toEqual([200, "1"]);
});
