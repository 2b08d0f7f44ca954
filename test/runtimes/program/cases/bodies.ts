import { decodeAny, encodeBody, multipart, urlencoded } from "@specloom/runtime";
import type { Operation } from "@specloom/runtime";
import { check, equal } from "../assert.js";
import type { Case } from "../case.js";

const forms = { "application/x-www-form-urlencoded": urlencoded(), "multipart/form-data": multipart() };

function sending(mediaType: string): Operation {
  return { id: "send", method: "POST", path: "/things", body: { mediaTypes: [mediaType], encode: encodeBody, forms } };
}

function getting(path: string, accept: string): Operation {
  return { id: "get", method: "GET", path, accept: [accept], decode: decodeAny };
}

function streamOf(...texts: readonly string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const text of texts) controller.enqueue(encoder.encode(text));
      controller.close();
    },
  });
}

interface Sent {
  readonly name: string;
  readonly type: string;
  readonly body: unknown;
  readonly want: { readonly type: RegExp; readonly text: RegExp };
}

const SENT: readonly Sent[] = [
  {
    name: "JSON",
    type: "application/json",
    body: { a: ["ü", 1.5, null], at: new Date(0) },
    want: { type: /^application\/json$/, text: /^\{"a":\["ü",1\.5,null\],"at":"1970-01-01T00:00:00\.000Z"\}$/ },
  },
  {
    name: "a form",
    type: "application/x-www-form-urlencoded",
    body: { a: ["x y", "&"], b: 2 },
    want: { type: /^application\/x-www-form-urlencoded/, text: /^a=x\+y&a=%26&b=2$/ },
  },
  {
    name: "a form with a file",
    type: "multipart/form-data",
    body: { title: "ü", file: new Blob(["content"], { type: "text/plain" }) },
    want: {
      type: /^multipart\/form-data; boundary=/,
      text: /name="title"\r\n\r\nü\r\n[^]*name="file"; filename="[^"]*"\r\ncontent-type: text\/plain[^]*\r\n\r\ncontent\r\n/i,
    },
  },
  {
    name: "bytes",
    type: "application/octet-stream",
    body: new TextEncoder().encode("raw"),
    want: { type: /^application\/octet-stream$/, text: /^raw$/ },
  },
];

const sent: readonly Case[] = SENT.map(({ name, type, body, want }) => ({
  name: `sends ${name}`,
  async run({ echo }) {
    const { client, server } = await echo();
    await client.call(sending(type), [], { body });
    const [request] = await server.requests();
    check(want.type.test(request?.headers["content-type"] ?? ""), `got type ${request?.headers["content-type"]}`);
    check(want.text.test(request?.body ?? ""), `got body ${request?.body}`);
  },
}));

export const bodies: readonly Case[] = [
  ...sent,
  {
    name: "sends a stream as it is read",
    // Chromium sends streams over HTTP/2 and later only.
    where: "servers",
    async run({ echo }) {
      const { client, server } = await echo();
      await client.call(sending("application/octet-stream"), [], { body: streamOf("one ", "two") });
      equal(
        (await server.requests()).map(({ body }) => body),
        ["one two"],
      );
    },
  },
  {
    name: "decodes text, bytes and nothing by content type",
    async run({ echo }) {
      const { client } = await echo();
      equal(await client.call(getting("/text", "text/plain"), []), "grüße");
      const blob = await client.call<Blob>(getting("/bytes", "application/octet-stream"), []);
      equal([blob instanceof Blob, await blob.text()], [true, "bytes"]);
      equal(await client.call({ id: "delete", method: "DELETE", path: "/nothing" }, []), undefined);
    },
  },
  {
    name: "hands server-sent events over as a stream",
    async run({ echo }) {
      const { client } = await echo();
      const { signal } = new AbortController();
      const events = await client.call<ReadableStream>(getting("/events", "text/event-stream"), [], {}, { signal });
      equal(await new Response(events).text(), "data: one\n\ndata: two\n\n");
    },
  },
];
