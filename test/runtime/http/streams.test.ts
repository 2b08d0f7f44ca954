import type { ClientOptions, EventOptions, Operation, ServerSentEvent } from "@specloom/runtime";
import {
  decodeAny,
  jsonEvents,
  jsonLines,
  NetworkError,
  ResponseParseError,
  textEvents,
  textLines,
} from "@specloom/runtime";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cannedFetch, json } from "../../support/canned-fetch.js";
import type { Answer } from "../../support/canned-fetch.js";
import { propertyRuns } from "../../support/property.js";
import { sampleClient } from "../../support/sample-client.js";
import { flush, VirtualClock } from "../../support/virtual-clock.js";

const EVENTS = "text/event-stream";
const encoder = new TextEncoder();

/** A stream of these chunks, which then ends, or breaks off. */
function streamed(chunks: readonly (string | Uint8Array)[], type = EVENTS, breaks = false): Response {
  const rest = [...chunks];
  const body = new ReadableStream<Uint8Array>({
    pull(to) {
      const chunk = rest.shift();
      if (chunk !== undefined) return to.enqueue(typeof chunk === "string" ? encoder.encode(chunk) : chunk);
      if (breaks) to.error(new TypeError("terminated"));
      else to.close();
    },
  });
  return new Response(body, { headers: { "content-type": type } });
}

const ended =
  (...chunks: readonly string[]) =>
  () =>
    streamed(chunks);
const broken =
  (...chunks: readonly string[]) =>
  () =>
    streamed(chunks, EVENTS, true);
const over: Answer = () => new Response(null, { status: 204 });

const watch: Operation = {
  id: "watch",
  method: "GET",
  path: "/watch",
  accept: [EVENTS],
  decode: decodeAny,
  streams: { [EVENTS]: textEvents },
};

/** Reads a stream in virtual time: what came, how it ended, and what was sent. */
async function reading(
  answers: readonly Answer[],
  options: EventOptions = {},
  { operation = watch, ...own }: ClientOptions & { readonly operation?: Operation } = {},
) {
  const clock = new VirtualClock();
  const { fetch, sent } = cannedFetch(...answers);
  const times: number[] = [];
  const timed: typeof fetch = (url, init) => {
    times.push(clock.now());
    return fetch(url, init);
  };
  const data: unknown[] = [];
  const read = async () => {
    const stream = await sampleClient({ clock, fetch: timed, ...own }).call<AsyncIterable<ServerSentEvent>>(
      operation,
      [],
      {},
      options,
    );
    for await (const event of stream) data.push(event.data);
  };
  const error: unknown = await clock.until(
    read().then(
      () => undefined,
      (reason: unknown) => reason,
    ),
  );
  const ids = sent.map(({ headers }) => headers["last-event-id"]);
  return { data, error, ids, sent, times };
}

describe("a stream of events", () => {
  test.each([
    ["with ids", "id: 1\ndata: a\n\n"],
    ["with a delay", "retry: 0\n\ndata: a\n\n"],
    ["with both", "id: 1\nretry: 10\ndata: a\n\n"],
    ["without either", "data: a\n\n"],
  ])("[H21] %s that has ended is over", async (_name, text) => {
    expect(await reading([ended(text)])).toMatchObject({ data: ["a"], error: undefined, ids: [undefined] });
  });

  test("[H21] that broke off is asked for again from its last id", async () => {
    const answers = [broken("id: 1\ndata: a\n\n", "id: 2\ndata: b\n\ndata: c\n\nid: 3\n"), ended("id: 4\ndata: d\n\n")];
    const { data, error, ids } = await reading(answers);
    expect([data, error, ids]).toEqual([["a", "b", "c", "d"], undefined, [undefined, "2"]]);
  });

  test("[H21] that broke off without an id is an error, and so is one of a POST", async () => {
    expect(await reading([broken("data: a\n\n")])).toMatchObject({ data: ["a"], ids: [undefined] });
    expect((await reading([broken("retry: 10\ndata: a\n\n")])).error).toBeInstanceOf(NetworkError);
    const operation = { ...watch, method: "POST" };
    const posted = await reading([broken("id: 1\ndata: a\n\n")], {}, { operation });
    expect(posted.sent.length).toBe(1);
    expect(posted.error).toBeInstanceOf(NetworkError);
  });

  test.each([
    ["after an event", "id: 1\ndata: a\n\nid: 2\n\n", "2"],
    ["before an event", "id: 2\n\ndata: a\n\n", "2"],
    ["without a value", "id: 1\ndata: a\n\nid: 2\n\nid:\n\nid: 3\n\n", "3"],
    ["with a null character", "id: 1\ndata: a\n\nid: 2\0\n\n", "1"],
    ["in a block that is not complete", "id: 1\ndata: a\n\nid: 2\n", "1"],
  ])("[H21] is asked for again from an id that came %s, without data", async (_name, text, id) => {
    const { data, ids } = await reading([broken(text), over]);
    expect([data, ids]).toEqual([["a"], [undefined, id]]);
  });

  test("[H21] an event has the id of a block before it that has no data", async () => {
    const { fetch } = cannedFetch(ended("id: 7\n\ndata: a\n\n"));
    const read: unknown[] = [];
    for await (const { id } of await sampleClient({ fetch }).call<AsyncIterable<ServerSentEvent>>(watch, []))
      read.push(id);
    expect(read).toEqual(["7"]);
  });

  test("[H21] a stream that its request sends is sent once, so the events are not asked for again", async () => {
    const operation: Operation = {
      ...watch,
      method: "PUT",
      body: { mediaTypes: ["text/plain"], encode: () => ({ content: new ReadableStream(), mediaType: "text/plain" }) },
    };
    const { fetch, sent } = cannedFetch(broken("id: 1\ndata: a\n\n"), over);
    const stream = sampleClient({ fetch }).call<AsyncIterable<ServerSentEvent>>(operation, [], { body: "" });
    const read = (async () => {
      for await (const event of await stream) expect(event.data).toBe("a");
    })();
    await expect(read).rejects.toBeInstanceOf(NetworkError);
    expect(sent.length).toBe(1);
  });

  const faults: readonly [string, Answer][] = [
    ["breaks off again", broken()],
    ["is refused for now", json({}, { status: 503 })],
    ["is out of reach", new TypeError("fetch failed")],
    ["repeats what came before", broken("id: 1\ndata: a\n\n")],
  ];
  test.each(faults)("[H21] that %s is asked for at most maxRetries times in a row", async (_name, fault) => {
    for (const maxRetries of [0, 1, 3]) {
      const { error, sent } = await reading([broken("id: 1\ndata: a\n\n"), fault], { maxRetries });
      expect(sent.length).toBe(1 + maxRetries);
      expect(error).toBeInstanceOf(Error);
    }
  });

  test("[H21] starts to count anew with each new event", async () => {
    const answers = Array.from({ length: 10 }, (_, index) => [
      broken(`id: ${index}\ndata: ${index}\n\n`),
      broken(),
    ]).flat();
    const { data, sent } = await reading(answers, { maxRetries: 2 });
    expect(data).toEqual(Array.from({ length: 10 }, (_, index) => `${index}`));
    expect(sent.length).toBe(answers.length + 1);
  });

  test.each([
    ["an error that stays", json({}, { status: 404 }), "NotFoundError"],
    ["a page of HTML", () => new Response("<p>", { headers: { "content-type": "text/html" } }), "ResponseParseError"],
  ] as const)("[H21] ends with %s, when it is asked for again", async (_name, answer, name) => {
    const { error, sent } = await reading([broken("id: 1\ndata: a\n\n"), answer], { maxRetries: 9 });
    expect(error).toMatchObject({ name });
    expect(sent.length).toBe(2);
  });

  test("[H21] has a pause of at least 100 ms, and of what the server says, that grows while nothing new comes", async () => {
    for (const [retry, floor] of [
      ["0", 100],
      ["50", 100],
      ["700", 700],
    ] as const) {
      const { times } = await reading([broken(`retry: ${retry}\nid: 1\ndata: a\n\n`), broken()], { maxRetries: 5 });
      const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
      expect(pauses.length).toBe(5);
      expect(Math.min(...pauses)).toBeGreaterThanOrEqual(floor);
      expect(pauses.at(-1)).toBeGreaterThan(pauses[0] ?? 0);
    }
  });

  test("[H21] a server may ask for more time by Retry-After", async () => {
    const busy = json({}, { status: 503, headers: { "retry-after": "7" } });
    const { times } = await reading([broken("id: 1\ndata: a\n\n"), busy, over]);
    expect((times[2] ?? 0) - (times[1] ?? 0)).toBeGreaterThanOrEqual(7_000);
  });

  test("[H3] more time than the client waits for is an error at once", async () => {
    const busy = json({}, { status: 503, headers: { "retry-after": "61" } });
    const { error, sent } = await reading([broken("id: 1\ndata: a\n\n"), busy, over]);
    expect(error).toMatchObject({ name: "ServerError", retryAfterMs: 61_000 });
    expect(sent.length).toBe(2);
  });

  test.each(["☃", "é", "日本語", "a\u00ffb"])("[H21] an id of any script is sent back as UTF-8: %s", async (id) => {
    const { ids, data } = await reading([broken(`id: ${id}\ndata: a\n\n`), ended("data: b\n\n")]);
    expect(data).toEqual(["a", "b"]);
    const bytes = Uint8Array.from(ids[1] ?? "", (letter) => letter.charCodeAt(0));
    expect(new TextDecoder().decode(bytes)).toBe(id);
  });

  test("[H21] an abort ends it with its reason, also in a pause", async () => {
    const clock = new VirtualClock();
    const controller = new AbortController();
    const { fetch, sent } = cannedFetch(broken("id: 1\ndata: a\n\n"));
    const stream = await sampleClient({ clock, fetch }).call<AsyncIterable<ServerSentEvent>>(watch, [], {}, controller);
    const read = (async () => {
      for await (const { data } of stream) controller.abort(`stop after ${data}`);
    })();
    await expect(clock.until(read)).rejects.toBe("stop after a");
    expect(sent.length).toBe(1);
  });

  test.each([
    ["that is waited for", 0],
    ["after events", 2],
  ])("[H5] an abort ends a read %s, also where fetch does not obey the signal", async (_name, count) => {
    const events = Array.from({ length: count }, (_, index) => `data: ${index}\n\n`);
    const controller = new AbortController();
    let cancelled = 0;
    const body = new ReadableStream<Uint8Array>({
      start: (to) => events.forEach((event) => to.enqueue(encoder.encode(event))),
      cancel: () => void cancelled++,
    });
    const { fetch } = cannedFetch(() => new Response(body, { headers: { "content-type": EVENTS } }));
    const stream = await sampleClient({ fetch }).call<AsyncIterable<ServerSentEvent>>(watch, [], {}, controller);
    const read: unknown[] = [];
    const walk = (async () => {
      for await (const { data } of stream) read.push(data);
    })();
    await flush();
    controller.abort("stop");
    await expect(walk).rejects.toBe("stop");
    expect([read.length, cancelled]).toEqual([count, 1]);
  });

  test("[H5] a stream that is read after the abort gives the reason, and none of what has come", async () => {
    const controller = new AbortController();
    const { fetch } = cannedFetch(ended("data: a\n\n"));
    const stream = await sampleClient({ fetch }).call<AsyncIterable<ServerSentEvent>>(watch, [], {}, controller);
    controller.abort("stop");
    await expect(stream[Symbol.asyncIterator]().next()).rejects.toBe("stop");
  });
});

describe("a stream that its reader leaves frees its connection at once", () => {
  const LINES = "application/jsonl";
  const item = "1\n";
  const event = "id: 1\ndata: 1\n\n";
  const readers: readonly [string, Operation, string][] = [
    ["events as text", watch, event],
    ["events of JSON", { ...watch, streams: { [EVENTS]: jsonEvents } }, event],
    ["lines of JSON", { ...watch, accept: [LINES], streams: { [LINES]: jsonLines } }, item],
  ];
  describe.each(readers)("%s", (_name, operation, chunk) => {
    const [type = ""] = operation.accept ?? [];
    /** A stream of some chunks, after which the server is silent. */
    const silent = async (chunks: number) => {
      let isOpen = true;
      const body = new ReadableStream<Uint8Array>({
        start(to) {
          for (let count = 0; count < chunks; count++) to.enqueue(encoder.encode(chunk));
        },
        cancel: () => void (isOpen = false),
      });
      const { fetch } = cannedFetch(() => new Response(body, { headers: { "content-type": type } }));
      const controller = new AbortController();
      const stream = await sampleClient({ fetch }).call<AsyncGenerator>(operation, [], {}, controller);
      return { stream, controller, isOpen: () => isOpen };
    };
    const done = { done: true, value: undefined };

    test("[H21] [41] before the first read", async () => {
      const { stream, isOpen } = await silent(1);
      expect(await stream.return(undefined)).toEqual(done);
      expect(await stream.next()).toEqual(done);
      expect(isOpen()).toBe(false);
    });

    test.each([0, 1])("[H21] [41] while it waits for item %i", async (count) => {
      const { stream, isOpen } = await silent(count);
      const items = Array.from({ length: count }, () => stream.next());
      const pending = [...items, stream.next(), stream.next()];
      await Promise.all(items);
      await flush();
      expect(await stream.return(undefined)).toEqual(done);
      expect((await Promise.all(pending)).slice(count)).toEqual([done, done]);
      expect(isOpen()).toBe(false);
    });

    test("[H5] an abort gives its reason, and none of what has come", async () => {
      const { stream, controller, isOpen } = await silent(2);
      await stream.next();
      controller.abort("enough");
      await expect(stream.next()).rejects.toBe("enough");
      await stream.return(undefined);
      expect(isOpen()).toBe(false);
    });
  });

  test("[H21] [41] in the pause before it is asked for again", async () => {
    const clock = new VirtualClock();
    const { fetch, sent } = cannedFetch(broken("id: 1\ndata: 1\n\n"));
    const stream = await sampleClient({ clock, fetch }).call<AsyncGenerator>(watch, []);
    await stream.next();
    const pending = stream.next();
    await flush();
    await stream.return(undefined);
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(clock.timers).toBe(0);
    expect(sent.length).toBe(1);
  });
});

describe("events of JSON", () => {
  const operation: Operation = { ...watch, streams: { [EVENTS]: jsonEvents } };
  test.each([
    ["the mark of the end", "data: 1\n\ndata: [DONE]\n\ndata: 2\n\n", [1]],
    ["the mark of the end among spaces", "data: 1\n\ndata:  [DONE] \n\ndata: 2\n\n", [1]],
    ["the mark of the end and an empty line of data", "data: 1\n\ndata: [DONE]\ndata:\n\ndata: 2\n\n", [1]],
    ["an event with empty data", "data: 1\n\nevent: ping\ndata:\n\ndata: 2\n\n", [1, 2]],
    ["an event with blank data", "data: 1\n\ndata:  \t\n\ndata: 2\n\n", [1, 2]],
    ["an event with empty lines of data", "data: 1\n\ndata\ndata:\n\ndata: 2\n\n", [1, 2]],
    ["null", "data: null\n\ndata: 2\n\n", [null, 2]],
  ])("[H21] %s", async (_name, text, want) => {
    expect(await reading([ended(text)], {}, { operation })).toMatchObject({ data: want, error: undefined });
  });

  test("[H21] an event with empty data has an id, after which the stream goes on", async () => {
    const { data, ids } = await reading([broken("id: 7\ndata:\n\n"), ended("data: 1\n\n")], {}, { operation });
    expect([data, ids]).toEqual([[1], [undefined, "7"]]);
  });
});

describe("a stream that reconnects", () => {
  const reconnect = { reconnect: true };

  test.each([
    ["an empty id", "id:\n"],
    ["an id without a value", "id\n"],
    ["no id", ""],
  ])("[H21] goes on however many new events have %s", async (_name, id) => {
    const answers = Array.from({ length: 9 }, (_, index) => ended(`${id}data: ${index}\n\n`));
    const { data, error } = await reading([...answers, over], { ...reconnect, maxRetries: 1 });
    expect([data.length, error]).toEqual([9, undefined]);
  });

  test("[H21] is asked for again after its end, until the server says that it is over", async () => {
    const answers = [ended("id: 1\ndata: a\n\n"), ended(), ended("id: 2\ndata: b\n\n"), over];
    const { data, error, ids } = await reading(answers, reconnect);
    expect([data, error, ids]).toEqual([["a", "b"], undefined, [undefined, "1", "1", "2"]]);
  });

  test("[H21] goes on however often it ends without an event, with a pause", async () => {
    const { error, sent, times } = await reading(
      [...Array.from({ length: 50 }, () => ended("retry: 0\n\n")), over],
      reconnect,
    );
    expect([error, sent.length]).toEqual([undefined, 51]);
    for (const [index, time] of times.slice(1).entries())
      expect(time - (times[index] ?? 0)).toBeGreaterThanOrEqual(100);
  });

  test("[H21] waits for three seconds where the server names no delay", async () => {
    const { times } = await reading([ended("data: a\n\n"), over], reconnect);
    expect(times[1]).toBeGreaterThanOrEqual(3_000);
  });

  test("[H21] ends with an error where only known events come", async () => {
    const { error, sent } = await reading([ended("id: 1\ndata: a\n\nid: 2\ndata: b\n\n")], {
      ...reconnect,
      maxRetries: 3,
    });
    expect(error).toBeInstanceOf(NetworkError);
    expect(String(error)).toContain("the stream only repeats events");
    expect(sent.length).toBe(4);
  });
});

describe("lines and events arrive in any pieces", () => {
  /** The same bytes in other pieces. */
  const pieces = (text: string, cuts: readonly number[]): Uint8Array[] => {
    const bytes = encoder.encode(text);
    const places = [
      0,
      ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((one, other) => one - other),
      bytes.length,
    ];
    return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
  };
  const cuts = fc.array(fc.nat(), { maxLength: 12 });

  test("[H21] lines of JSON, whatever ends them", async () => {
    const value = fc.jsonValue({ maxDepth: 2 });
    const separator = fc.constantFrom("\n", "\r\n", "\n\n", "\u001e", "\n\u001e");
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(value, separator)), cuts, async (lines, places) => {
        const text = lines.map(([one, end]) => JSON.stringify(one) + end).join("");
        const operation = { ...watch, accept: ["application/jsonl"], streams: { "application/jsonl": jsonLines } };
        const { fetch } = cannedFetch(() => streamed(pieces(text, places), "application/jsonl"));
        const read: unknown[] = [];
        for await (const item of await sampleClient({ fetch }).call<AsyncIterable<unknown>>(operation, []))
          read.push(item);
        expect(read).toEqual(lines.map(([one]) => JSON.parse(JSON.stringify(one))));
      }),
      propertyRuns(200),
    );
  });

  test("[H21] events", async () => {
    const line = fc.stringMatching(/^[^\r\n\0]{0,20}$/u);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(line, line)),
        fc.constantFrom("\n", "\r\n", "\r"),
        cuts,
        async (items, end, places) => {
          const text = items.map((lines) => lines.map((one) => `data: ${one}${end}`).join("") + end).join("");
          const { fetch } = cannedFetch(() => streamed(pieces(text, places)));
          const read: unknown[] = [];
          for await (const { data } of await sampleClient({ fetch }).call<AsyncIterable<ServerSentEvent>>(watch, []))
            read.push(data);
          expect(read).toEqual(items.map((lines) => lines.join("\n")));
        },
      ),
      propertyRuns(200),
    );
  });

  test("[H21] records of a JSON text sequence, of one line or several", async () => {
    const value = fc.jsonValue({ maxDepth: 2 });
    const indent = fc.constantFrom(undefined, 2, "\t");
    const type = "application/json-seq";
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(value, indent)), cuts, async (records, places) => {
        const text = records.map(([one, by]) => `\u001e${JSON.stringify(one, undefined, by)}\n`).join("");
        const operation = { ...watch, accept: [type], streams: { [type]: jsonLines } };
        const { fetch } = cannedFetch(() => streamed(pieces(text, places), type));
        const read: unknown[] = [];
        for await (const item of await sampleClient({ fetch }).call<AsyncIterable<unknown>>(operation, []))
          read.push(item);
        expect(read).toEqual(records.map(([one]) => JSON.parse(JSON.stringify(one))));
      }),
      propertyRuns(200),
    );
  });

  test("[H21] a record is told as soon as it is complete", async () => {
    const type = "application/json-seq";
    const texts = ['\u001e{\n"a": ["]\\\\", "{\\""]\n}\n', "\u001e[\n1\n]\n", "\u001e2\n", "\u001e[\n"];
    const body = new ReadableStream<Uint8Array>({ start: (to) => to.enqueue(encoder.encode(texts.join(""))) });
    const { fetch } = cannedFetch(() => new Response(body, { headers: { "content-type": type } }));
    const operation = { ...watch, accept: [type], streams: { [type]: jsonLines } };
    const stream = await sampleClient({ fetch }).call<AsyncIterable<unknown>>(operation, []);
    const records = stream[Symbol.asyncIterator]();
    const read = [await records.next(), await records.next(), await records.next()];
    expect(read.map(({ value }) => value)).toEqual([{ a: ["]\\", '{"'] }, [1], 2]);
    await records.return?.();
  });

  test.each(["data: a\r\r", "data: a\r\n\r", "data: a\n\r\n", "data: a\n\r"])(
    "[H21] an event whose last line ends with a carriage return is told while the stream is open: %j",
    async (text) => {
      const body = new ReadableStream<Uint8Array>({ start: (to) => to.enqueue(encoder.encode(text)) });
      const { fetch } = cannedFetch(() => new Response(body, { headers: { "content-type": EVENTS } }));
      const stream = await sampleClient({ fetch }).call<AsyncIterable<ServerSentEvent>>(watch, []);
      const events = stream[Symbol.asyncIterator]();
      expect(await events.next()).toMatchObject({ value: { data: "a" } });
      await events.return?.();
    },
  );

  const long = "x".repeat(16_000_000);
  const chunks = (text: string): string[] => text.match(/.{1,1000}|\n/gu) ?? [];
  test.each([
    ["a line", textLines, `${long}\n`],
    ["the last line", textLines, long],
    ["an event", textEvents, `data: ${long}\n\n`],
  ] as const)("[H21] %s of 16 MB in pieces of 1 KB is searched once", async (_name, reader, text) => {
    const operation = { ...watch, streams: { [EVENTS]: reader } };
    const { fetch } = cannedFetch(() => streamed(chunks(text)));
    const read: unknown[] = [];
    for await (const item of await sampleClient({ fetch }).call<AsyncIterable<unknown>>(operation, [])) read.push(item);
    expect(read.length).toBe(1);
    expect(JSON.stringify(read[0]).length).toBeGreaterThan(long.length);
  });

  test("[H21] JSON that is broken is an error with the line", async () => {
    const operation = { ...watch, streams: { [EVENTS]: jsonEvents } };
    const { error } = await reading([ended("data: {\n\n")], {}, { operation });
    expect(error).toBeInstanceOf(ResponseParseError);
    expect(error).toMatchObject({ fault: "syntax", excerpt: "{" });
  });
});
