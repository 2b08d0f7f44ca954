import type { WalkOptions } from "@specloom/runtime";
import { DeadlineError, paginate, positionOf } from "@specloom/runtime";
import { describe, expect, onTestFinished, test } from "vitest";
import { flush } from "../../support/virtual-clock.js";
import { byOffset, collection, drain, listThings, offsetServer } from "./collection.js";

const ROWS = [1, 2, 3, 4, 5, 6, 7, 8];

/** A server of pages of two. It holds its answers to some requests, counted from 0, until the test releases them. */
function keeping(...kept: readonly number[]) {
  const serve = offsetServer(ROWS, 2);
  const letGo: (() => void)[] = [];
  const aborted: number[] = [];
  const server = collection((url, count, init) => {
    init.signal?.addEventListener("abort", () => aborted.push(count));
    if (!kept.includes(count)) return serve(url);
    return new Promise((resolve) => {
      letGo.push(() => resolve(serve(url)));
    });
  });
  const pager = (options: WalkOptions = {}) =>
    paginate<number, unknown>(server.client, listThings, byOffset, ["b"], {}, options);
  return { ...server, pager, letGo, aborted };
}

describe("return()", () => {
  test("[39] aborts the request in flight, and a pending next() is done", async () => {
    const { pager, asked, aborted } = keeping(1);
    const iterator = pager()[Symbol.asyncIterator]();
    await iterator.next();
    await iterator.next();
    const pending = [iterator.next(), iterator.next()];
    await flush();
    expect(await iterator.return()).toEqual({ done: true, value: undefined });
    expect(await Promise.all(pending)).toEqual([
      { done: true, value: undefined },
      { done: true, value: undefined },
    ]);
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    await flush();
    expect({ asked: asked(), aborted }).toEqual({ asked: ["/things", "/things?offset=2"], aborted: [1] });
  });

  test("[39] `break` aborts what was prefetched, and nothing more is sent", async () => {
    const { pager, asked, aborted } = keeping(1);
    for await (const item of pager({ prefetch: 3 })) {
      await flush();
      expect(item).toBe(1);
      break;
    }
    await flush();
    expect({ asked: asked().length, aborted }).toEqual({ asked: 2, aborted: [1] });
  });

  test("[39] before the first next() sends nothing", async () => {
    const { pager, asked } = keeping();
    const iterator = pager()[Symbol.asyncIterator]();
    await iterator.return();
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    expect(asked()).toEqual([]);
  });

  test("[39] ends the iterator alone, not another of the same pager", async () => {
    const { pager } = keeping();
    const shared = pager();
    const one = shared[Symbol.asyncIterator]();
    const two = shared[Symbol.asyncIterator]();
    await Promise.all([one.next(), two.next()]);
    await one.return();
    expect((await drain(two)).items).toEqual(ROWS.slice(1));
  });
});

describe("abort", () => {
  test("[39] of the caller's signal rejects with its reason, also between two items of a page", async () => {
    const { pager, asked } = keeping();
    const controller = new AbortController();
    const iterator = pager({ signal: controller.signal, prefetch: 2 })[Symbol.asyncIterator]();
    await iterator.next();
    controller.abort("enough");
    await expect(iterator.next()).rejects.toBe("enough");
    await flush();
    const sent = asked().length;
    await expect(iterator.next()).rejects.toBe("enough");
    expect(asked()).toHaveLength(sent);
    expect(iterator.position).toMatchObject({ at: null, skip: 1 });
  });

  test("[39] before the first request sends nothing", async () => {
    const { pager, asked } = keeping();
    const options = { signal: AbortSignal.abort("no"), maxItems: 9 };
    await expect(pager(options).page()).rejects.toBe("no");
    await expect(pager().toArray(options)).rejects.toBe("no");
    expect(asked()).toEqual([]);
  });
});

describe("prefetch", () => {
  test.each([0, 1, 2, 3, 9])("[39] %i holds at most so many pages beyond the one being read", async (prefetch) => {
    const { pager, asked } = keeping();
    const counts: number[] = [];
    for await (const page of pager({ prefetch }).pages()) {
      await flush();
      expect(page.items).toHaveLength(2);
      counts.push(asked().length);
    }
    expect(counts).toEqual([1, 2, 3, 4].map((read) => Math.min(4, read + prefetch)));
  });

  test("[39] begins with the first item, one request at a time", async () => {
    const { pager, asked, letGo } = keeping(1);
    const iterator = pager({ prefetch: 2 })[Symbol.asyncIterator]();
    await flush();
    expect(asked()).toHaveLength(0);
    await iterator.next();
    await flush();
    expect(asked()).toHaveLength(2);
    letGo[0]?.();
    await flush();
    expect(asked()).toHaveLength(3);
    expect((await drain(iterator)).items).toEqual(ROWS.slice(1));
    expect(asked()).toHaveLength(4);
  });

  test("[39] an error surfaces after the items before it, once, and is not sent again", async () => {
    const serve = offsetServer(ROWS, 2);
    const { client, asked } = collection((url, count) =>
      count === 2 ? new Response(null, { status: 500 }) : serve(url),
    );
    const pager = paginate<number, unknown>(client, listThings, byOffset, ["b"], {}, { prefetch: 5 });
    const iterator = pager[Symbol.asyncIterator]();
    await iterator.next();
    await flush();
    expect(asked()).toHaveLength(3);
    const { items, error } = await drain(iterator);
    expect(items).toEqual([2, 3, 4]);
    expect(error).toMatchObject({ status: 500 });
    expect(positionOf(error)).toMatchObject({ at: 4, skip: 0 });
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    expect(asked()).toHaveLength(3);
  });

  test("[43] an error that nobody reads is no unhandled rejection", async () => {
    const unhandled: unknown[] = [];
    const listener = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", listener);
    onTestFinished(() => {
      process.off("unhandledRejection", listener);
    });
    const serve = offsetServer(ROWS, 2);
    const { client, asked } = collection((url, count) =>
      count === 1 ? new Response(null, { status: 500 }) : serve(url),
    );
    const iterator = paginate(client, listThings, byOffset, ["b"], {}, { prefetch: 1 })[Symbol.asyncIterator]();
    await iterator.next();
    await flush();
    await iterator.return();
    await flush();
    expect(asked()).toHaveLength(2);
    expect(unhandled).toEqual([]);
  });
});

describe("the deadline", () => {
  test("[32] is one for the whole walk, from its first request", async () => {
    const { client, clock, asked } = collection(offsetServer(ROWS, 2));
    const pager = paginate(client, listThings, byOffset, ["b"], {}, { deadlineMs: 1_000 });
    await clock.advance(5_000);
    const iterator = pager.pages()[Symbol.asyncIterator]();
    await iterator.next();
    await clock.advance(600);
    await iterator.next();
    await clock.advance(400);
    const error: unknown = await iterator.next().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DeadlineError);
    expect(positionOf(error)).toMatchObject({ at: 4 });
    expect(asked()).toHaveLength(2);
    expect(clock.timers).toBe(0);
  });

  test("[32] bounds a request by what is left of it", async () => {
    const { pager, clock } = keeping(1);
    const iterator = pager({ deadlineMs: 1_000 }).pages()[Symbol.asyncIterator]();
    await iterator.next();
    await clock.advance(700);
    const start = clock.now();
    await expect(clock.until(iterator.next())).rejects.toBeInstanceOf(DeadlineError);
    expect(clock.now() - start).toBe(300);
  });
});
