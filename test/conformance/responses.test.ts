import { empty, json, typed } from "./answers.js";
import type { Answer } from "./recording-server.js";
import { conformance, type Row } from "./harness.js";

const JSON_TYPE = "application/json";
const string = { type: "string" };
const integer = { type: "integer" };
const pet = { type: "object", required: ["name"], properties: { name: string } };
const asked = ["GET ", `accept: ${JSON_TYPE}`];

function response(content: object): object {
  return { description: "", content };
}

function declares(responses: Readonly<Record<string, unknown>>): Pick<Row, "operation"> {
  return { operation: { responses } };
}

/** One media type with its schema, one answer of it, and what the caller gets. */
function one(subject: string, mediaType: string, schema: object, answers: Answer, gives: unknown, type: string): Row {
  return {
    subject,
    ...declares({ 200: response({ [mediaType]: { schema } }) }),
    answers,
    sends: ["GET ", ...(mediaType === "*/*" ? [] : [`accept: ${mediaType}`])],
    gives,
    type,
  };
}

/** A body that is a Blob: its text and its type. */
function blob(subject: string, mediaType: string, sent = mediaType): Row {
  return {
    ...one(subject, mediaType, { type: "string", format: "binary" }, typed(sent, "hi"), ["hi", sent], "string[]"),
    call: "call().then(async (blob) => [await blob.text(), blob.type])",
  };
}

const several = {
  200: response({ [JSON_TYPE]: { schema: pet } }),
  201: response({ [JSON_TYPE]: { schema: integer } }),
  204: { description: "" },
};
const headers = {
  200: {
    ...response({ [JSON_TYPE]: { schema: integer } }),
    headers: {
      "X-Total": { required: true, schema: integer },
      "X-Tier": { schema: { type: "string", enum: ["free", "paid"] } },
    },
  },
};

conformance(
  {
    subject: "responses by media type",
    rows: [
      one("JSON: an object", JSON_TYPE, pet, json({ name: "a" }), { name: "a" }, "{ name: string }"),
      one(
        "JSON: a list",
        JSON_TYPE,
        { type: "array", items: pet },
        json([{ name: "a" }]),
        [{ name: "a" }],
        "{ name: string }[]",
      ),
      one("JSON: null", JSON_TYPE, { type: ["string", "null"] }, json("null"), null, "string | null"),
      one("JSON: false", JSON_TYPE, { type: "boolean" }, json(false), false, "boolean"),
      one("JSON: zero", JSON_TYPE, integer, json(0), 0, "number"),
      one("JSON: a string", JSON_TYPE, string, json('"a"'), "a", "string"),
      one("JSON: text of any script", JSON_TYPE, string, json('"é😀"'), "é😀", "string"),
      one(
        "JSON with a charset",
        JSON_TYPE,
        pet,
        typed("application/json; charset=utf-8", '{"name":"a"}'),
        { name: "a" },
        "{ name: string }",
      ),
      one("JSON: what does not fit the schema passes through", JSON_TYPE, integer, json(1.5), 1.5, "number"),
      one(
        "+json",
        "application/hal+json",
        pet,
        typed("application/hal+json", '{"name":"a"}'),
        { name: "a" },
        "{ name: string }",
      ),
      one(
        "JSON and +json are one family",
        JSON_TYPE,
        pet,
        typed("application/vnd.x+json", '{"name":"a"}'),
        { name: "a" },
        "{ name: string }",
      ),
      one("text", "text/plain", string, typed("text/plain", "a é"), "a é", "string"),
      one("text that is empty", "text/plain", string, typed("text/plain", ""), "", "string"),
      one("HTML", "text/html", string, typed("text/html", "<p>"), "<p>", "string"),
      one("CSV", "text/csv", string, typed("text/csv; charset=utf-8", "a,b"), "a,b", "string"),
      one("XML as text", "application/xml", pet, typed("application/xml", "<a/>"), "<a/>", "string"),
      one("+xml as text", "image/svg+xml", string, typed("image/svg+xml", "<svg/>"), "<svg/>", "string"),
      one("YAML as text", "application/yaml", string, typed("application/yaml", "a: 1"), "a: 1", "string"),
      blob("bytes", "application/octet-stream"),
      blob("an image", "image/png"),
      blob("a range of images", "image/*", "image/gif"),
      one("text of any type", "*/*", string, typed("text/plain;charset=UTF-8", "a"), "a", "string"),
      one("text of any type that comes as JSON", "*/*", string, json('"a"'), "a", "string"),
      one("text of any type that is called JSON", "*/*", string, json("{a"), "{a", "string"),
      one("text of any type that looks like a number", "*/*", string, json("1.50"), "1.50", "string"),
      one("text of any type without a type", "*/*", string, typed("application/octet-stream", "a"), "a", "string"),
      one("a value of any type", "*/*", { enum: ["a", "b"], type: "string" }, json('"b"'), "b", '"a" | "b"'),
      one("text of any type, or null", "*/*", { type: ["string", "null"] }, json("null"), null, "string | null"),
      one("text of a range", "application/*", string, typed("application/x-tar", "a"), "a", "string"),
      {
        ...one("an object of a range", "application/*", pet, json({ name: "a" }), { name: "a" }, "{ name: string }"),
        sends: asked,
      },
      {
        ...one("an object of no media type", "json", pet, json({ name: "a" }), { name: "a" }, "{ name: string }"),
        sends: asked,
      },
      { ...one("text of no media type", "text", string, typed("text/plain", "a"), "a", "string"), sends: ["GET "] },
      blob("JSON where only bytes of any type are declared", "*/*", "application/json"),
      blob("text where only bytes of a range are declared", "application/*", "application/x-ndjson"),
      blob("PDF", "application/pdf"),
      blob("a ZIP", "application/zip"),
      {
        ...one(
          "bytes that are no text",
          "application/octet-stream",
          {},
          typed("application/octet-stream", new Uint8Array([0, 255])),
          [0, 255],
          "number[]",
        ),
        call: "call().then(async (blob) => [...new Uint8Array(await blob.arrayBuffer())])",
      },
      {
        ...one(
          "bytes as a stream",
          "application/octet-stream",
          {},
          typed("application/octet-stream", "hi"),
          "hi",
          "string",
        ),
        call: "call().then((blob) => new Response(blob.stream()).text())",
      },
      {
        ...blob("bytes handed over as they arrive", "application/octet-stream"),
        call: 'call({}, { as: "stream" }).then((stream) => new Response(stream).text())',
        gives: "hi",
        type: "string",
      },
      {
        ...blob("bytes by their chunks", "image/*", "image/gif"),
        call: 'call({}, { as: "stream" }).then(async (stream) => (await stream.getReader().read()).value?.[0])',
        gives: 104,
        type: "number | undefined",
      },
      {
        ...blob("no bytes at all, as a stream", "application/octet-stream"),
        call: 'call({}, { as: "stream" }).then((stream) => new Response(stream).text())',
        answers: typed("application/octet-stream", ""),
        gives: "",
        type: "string",
      },
      {
        subject: "JSON beside bytes is parsed, whatever is asked for",
        ...declares({ 200: response({ [JSON_TYPE]: { schema: pet }, "image/png": { schema: string } }) }),
        call: 'call({}, { as: "stream" })',
        answers: json({ name: "a" }),
        sends: ["GET ", `accept: ${JSON_TYPE}, image/png`],
        gives: { name: "a" },
        type: "{ name: string } | ReadableStream<Uint8Array<ArrayBuffer>>",
      },
      {
        ...blob("an error of a call for a stream", "application/pdf"),
        call: 'call({}, { as: "stream" })',
        answers: { status: 404, body: "gone" },
        gives: undefined,
        type: "ReadableStream<Uint8Array<ArrayBuffer>>",
        throws: { name: "NotFoundError", body: "gone" },
      },
      {
        ...blob("a signal stops a stream of bytes", "application/octet-stream"),
        call: `(() => {
          const stop = new AbortController();
          return call({}, { as: "stream", signal: stop.signal }).then((stream) => {
            stop.abort(new Error("enough"));
            return stream.getReader().read();
          });
        })()`,
        gives: undefined,
        type: "ReadableStreamReadResult<Uint8Array<ArrayBuffer>>",
        throws: { message: "enough" },
      },
      {
        subject: "JSON cannot be asked for as a stream",
        ...declares({ 200: response({ [JSON_TYPE]: { schema: pet } }) }),
        call: 'call({}, { as: "stream" })',
        misuse: true,
        answers: json({ name: "a" }),
        sends: asked,
        gives: { name: "a" },
      },
      {
        subject: "JSON is asked for first",
        ...declares({ 200: response({ "text/csv": { schema: string }, [JSON_TYPE]: { schema: pet } }) }),
        answers: typed("text/csv", "a,b"),
        sends: ["GET ", `accept: ${JSON_TYPE}, text/csv`],
        gives: "a,b",
        type: "{ name: string } | string",
      },
      {
        subject: "the call's own Accept wins",
        ...declares({ 200: response({ "text/csv": { schema: string }, [JSON_TYPE]: { schema: pet } }) }),
        call: 'call({}, { headers: { Accept: "text/csv" } })',
        answers: typed("text/csv", "a,b"),
        sends: ["GET ", "accept: text/csv"],
        gives: "a,b",
      },
      {
        subject: "a $ref'd response",
        ...declares({ 200: { $ref: "#/components/responses/Pet" } }),
        answers: json({ name: "a" }),
        sends: asked,
        gives: { name: "a" },
        type: "{ name: string }",
      },
    ],
    document: { components: { responses: { Pet: response({ [JSON_TYPE]: { schema: pet } }) } } },
  },
  {
    subject: "responses by status",
    rows: [
      {
        subject: "204 is undefined",
        ...declares({ 204: { description: "" } }),
        answers: empty,
        sends: "GET ",
        gives: undefined,
        type: "undefined",
      },
      {
        subject: "200 without content is undefined",
        ...declares({ 200: { description: "" } }),
        answers: { status: 200 },
        sends: "GET ",
        gives: undefined,
      },
      {
        subject: "205 is undefined",
        ...declares({ 205: { description: "" } }),
        answers: { status: 205 },
        sends: "GET ",
        gives: undefined,
      },
      {
        subject: "HEAD has no body",
        ...declares({ 200: response({ [JSON_TYPE]: { schema: pet } }) }),
        method: "head",
        answers: { status: 200, headers: { "content-type": JSON_TYPE } },
        sends: ["HEAD ", `accept: ${JSON_TYPE}`],
        gives: undefined,
      },
      {
        subject: "2XX",
        ...declares({ "2XX": response({ [JSON_TYPE]: { schema: pet } }) }),
        answers: json({ name: "a" }, 203),
        sends: asked,
        gives: { name: "a" },
        type: "{ name: string }",
      },
      {
        subject: "default, where no success is declared",
        ...declares({ default: response({ [JSON_TYPE]: { schema: pet } }) }),
        answers: json({ name: "a" }),
        sends: asked,
        gives: { name: "a" },
        type: "{ name: string }",
      },
      {
        subject: "default beside a success is an error's",
        ...declares({
          200: response({ [JSON_TYPE]: { schema: pet } }),
          default: response({ [JSON_TYPE]: { schema: integer } }),
        }),
        answers: json({ name: "a" }),
        sends: asked,
        gives: { name: "a" },
        type: "{ name: string }",
      },
      {
        subject: "several: the first",
        ...declares(several),
        answers: json({ name: "a" }),
        sends: asked,
        gives: { name: "a" },
        type: "{ name: string } | number | undefined",
      },
      { subject: "several: another", ...declares(several), answers: json(7, 201), sends: asked, gives: 7 },
      { subject: "several: none", ...declares(several), answers: empty, sends: asked, gives: undefined },
      {
        subject: "several: one without content, and without a type",
        ...declares({ 200: { description: "" }, 201: response({ [JSON_TYPE]: { schema: pet } }) }),
        answers: { status: 200 },
        sends: asked,
        gives: undefined,
        type: "{ name: string } | undefined",
      },
      {
        subject: "several: one with content, beside a range without",
        ...declares({ "2XX": { description: "" }, 201: response({ [JSON_TYPE]: { schema: pet } }) }),
        answers: { status: 201 },
        sends: asked,
        throws: { name: "ResponseParseError", fault: "empty" },
      },
      {
        subject: "several: a range without content",
        ...declares({ "2XX": { description: "" }, 201: response({ [JSON_TYPE]: { schema: pet } }) }),
        answers: { status: 202 },
        sends: asked,
        gives: undefined,
      },
      {
        subject: "several: testing the status narrows the data",
        ...declares(several),
        call: "call().withResponse().then((reply) => { if (reply.status === 200) return reply.data.name; return reply.status === 201 ? reply.data + 1 : reply.data; })",
        answers: json(7, 201),
        sends: asked,
        gives: 8,
        type: "string | number | undefined",
      },
      {
        subject: "withResponse gives status, headers and data",
        ...declares({ 200: response({ [JSON_TYPE]: { schema: integer } }) }),
        call: 'call().withResponse().then(({ data, response }) => [data, response.status, response.headers.get("x-any")])',
        answers: json(7, 200, { "x-any": "b" }),
        sends: asked,
        gives: [7, 200, "b"],
      },
      {
        subject: "headers: a required one is text",
        ...declares(headers),
        call: 'call().withResponse().then(({ response }) => response.headers.get("X-Total"))',
        answers: json(7, 200, { "x-total": "12" }),
        sends: asked,
        gives: "12",
        type: "string",
      },
      {
        subject: "headers: an optional one of listed values",
        ...declares(headers),
        call: 'call().withResponse().then(({ response }) => response.headers.get("X-Tier"))',
        answers: json(7, 200, { "x-tier": "free" }),
        sends: asked,
        gives: "free",
        type: '"free" | "paid" | null',
      },
      {
        subject: "headers: one that is not declared",
        ...declares(headers),
        call: 'call().withResponse().then(({ response }) => response.headers.get("X-Other"))',
        answers: json(7),
        sends: asked,
        gives: null,
        type: "string | null",
      },
      {
        subject: "a redirect is followed",
        ...declares({ 200: response({ [JSON_TYPE]: { schema: integer } }) }),
        answers: [{ status: 307, headers: { location: "/elsewhere" } }, json(7)],
        sends: [...asked, "GET /elsewhere", `accept: ${JSON_TYPE}`],
        gives: 7,
      },
      {
        subject: "304, which nobody asked for, is an error",
        ...declares({ 200: response({ [JSON_TYPE]: { schema: integer } }), 304: { description: "" } }),
        answers: { status: 304 },
        sends: asked,
        throws: { status: 304 },
      },
    ],
  },
  {
    subject: "responses that are not what is declared",
    rows: [
      {
        subject: "broken JSON",
        ...declares({ 200: response({ [JSON_TYPE]: { schema: pet } }) }),
        answers: json("{"),
        sends: asked,
        throws: { name: "ResponseParseError", fault: "syntax", status: 200, excerpt: "{" },
      },
      {
        subject: "another media type",
        ...declares({ 200: response({ [JSON_TYPE]: { schema: pet } }) }),
        answers: typed("text/html", "<h1>Login</h1>"),
        sends: asked,
        throws: { fault: "media-type", excerpt: "<h1>Login</h1>" },
      },
      {
        subject: "no body where one is declared",
        ...declares({ 200: response({ [JSON_TYPE]: { schema: pet } }) }),
        answers: json(""),
        sends: asked,
        throws: { fault: "empty" },
      },
      {
        subject: "JSON without a content type",
        ...declares({ 200: response({ [JSON_TYPE]: { schema: pet } }) }),
        answers: { status: 200, body: '{"name":"a"}' },
        sends: asked,
        gives: { name: "a" },
      },
      {
        subject: "JSON where nothing is declared",
        ...declares({ 200: { description: "" } }),
        answers: json({ a: 1 }),
        sends: "GET ",
        gives: { a: 1 },
      },
      {
        subject: "text where nothing is declared",
        ...declares({ 200: { description: "" } }),
        answers: typed("text/plain", "a"),
        sends: "GET ",
        gives: "a",
      },
    ],
  },
);
