import type { HeaderValues, Operation } from "@specloom/runtime";
import { encodeBody, multipart, ParameterError, Upload, urlencoded } from "@specloom/runtime";
import { describe, expect, test } from "vitest";
import { cannedFetch, json } from "../../support/canned-fetch.js";
import { sampleClient } from "../../support/sample-client.js";

const JSON_TYPE = "application/json";
const FORM = "application/x-www-form-urlencoded";
const MULTIPART = "multipart/form-data";
const forms = { [FORM]: urlencoded(), [`${FORM};charset=UTF-8`]: urlencoded(), [MULTIPART]: multipart() };
const REFUSED = Symbol("refused");

/** The body as a server reads it: content type (without a boundary) and text. */
async function wire(mediaTypes: readonly string[], body: unknown, contentType?: string, usual?: HeaderValues) {
  const { fetch, sent } = cannedFetch(json({}));
  const operation: Operation = {
    id: "send",
    method: "POST",
    path: "/send",
    body: { mediaTypes, encode: encodeBody, forms },
  };
  const headers = contentType === undefined ? undefined : { "Content-Type": contentType };
  await sampleClient({ fetch, headers: usual }).call(operation, [], { body }, { headers });
  const request = new Request("http://localhost/", sent[0]?.init);
  const type = request.headers.get("content-type");
  return { type: type?.replace(/; boundary=.*/, "") ?? null, request };
}

describe("one body, by what it is and what the operation accepts", () => {
  const bytes = new Uint8Array([104, 105]);
  const day = new Date("2026-01-02T03:04:05.678Z");
  const rows: readonly [string, readonly string[], unknown, string | null | typeof REFUSED, string?, string?][] = [
    ["an object as JSON", [JSON_TYPE], { a: 1, at: day }, JSON_TYPE, '{"a":1,"at":"2026-01-02T03:04:05.678Z"}'],
    ["an object, where nothing is declared", [], { a: 1 }, JSON_TYPE, '{"a":1}'],
    ["a list as +json", ["application/vnd.api+json"], [1], "application/vnd.api+json", "[1]"],
    ["JSON with a parameter", ["application/json; charset=utf-8"], {}, "application/json; charset=utf-8", "{}"],
    ["a string as JSON", [JSON_TYPE], "a", JSON_TYPE, '"a"'],
    ["null as JSON", [JSON_TYPE], null, JSON_TYPE, "null"],
    ["false as JSON", [JSON_TYPE], false, JSON_TYPE, "false"],
    ["a string as text", ["text/plain"], "a", "text/plain", "a"],
    ["a string as XML", ["application/xml"], "<a/>", "application/xml", "<a/>"],
    ["a string, where anything goes", ["*/*"], "a", "text/plain", "a"],
    ["an object, where anything goes", ["*/*"], { a: 1 }, JSON_TYPE, '{"a":1}'],
    ["an object, where the first type cannot carry it", ["text/csv", JSON_TYPE], { a: 1 }, JSON_TYPE, '{"a":1}'],
    ["the type the call names", [JSON_TYPE, "text/plain"], "a", "text/plain", "a", "text/plain"],
    [
      "a urlencoded object",
      [FORM],
      { a: "b c", n: [1, 2], o: { x: 1 }, none: null },
      `${FORM};charset=UTF-8`,
      "a=b+c&n=1&n=2&o=%7B%22x%22%3A1%7D",
    ],
    ["a urlencoded text", [FORM], "a=b+c&d=%20", FORM, "a=b+c&d=%20"],
    ["a text where a form stands beside JSON", [FORM, JSON_TYPE], "a", JSON_TYPE, '"a"'],
    ["a multipart text", ["multipart/form-data"], "a", REFUSED],
    ["urlencoded with a charset", [`${FORM};charset=UTF-8`], { a: 1 }, `${FORM};charset=UTF-8`, "a=1"],
    [
      "URLSearchParams, though JSON is declared",
      [JSON_TYPE],
      new URLSearchParams({ a: "b" }),
      `${FORM};charset=UTF-8`,
      "a=b",
    ],
    ["bytes", ["application/octet-stream"], bytes, "application/octet-stream", "hi"],
    ["bytes, though JSON is declared", [JSON_TYPE], bytes, "application/octet-stream", "hi"],
    ["bytes as a declared image", [JSON_TYPE, "image/png"], bytes.buffer, "image/png", "hi"],
    ["a Blob with a type of its own", [JSON_TYPE], new Blob(["hi"], { type: "image/gif" }), "image/gif", "hi"],
    ["a Blob without", ["image/png"], new Blob(["hi"]), "image/png", "hi"],
    ["a stream", ["application/octet-stream"], () => new Blob(["hi"]).stream(), "application/octet-stream", "hi"],
    ["bytes of the type the call names", [JSON_TYPE], bytes, JSON_TYPE, "hi", JSON_TYPE],
    ["bytes of a form that the caller wrote", [MULTIPART], bytes, FORM, "hi", FORM],
    ["a stream of the type the call names", [JSON_TYPE], () => new Blob(["hi"]).stream(), "text/csv", "hi", "text/csv"],
    ["a Blob of the type the call names", [JSON_TYPE], new Blob(["hi"]), JSON_TYPE, "hi", JSON_TYPE],
    ["bytes in JSON", [JSON_TYPE], { a: bytes }, REFUSED],
    ["a list of files in JSON", [JSON_TYPE], [new Blob(["hi"])], REFUSED],
    ["a file in JSON that the call names", [JSON_TYPE, MULTIPART], { a: new Blob(["hi"]) }, REFUSED, "", JSON_TYPE],
    ["an upload in JSON", ["application/merge-patch+json"], { a: new Upload(bytes, "a.txt") }, REFUSED],
    ["a URL in a urlencoded form", [FORM], { a: new URL("https://x.example/") }, REFUSED],
    ["a Map in a urlencoded form", [FORM], { a: new Map([["b", 1]]) }, REFUSED],
    ["a list of Sets in a multipart form", [MULTIPART], { a: [new Set(["b"])] }, REFUSED],
    ["a Promise in a multipart form", [MULTIPART], { a: Promise.resolve("b") }, REFUSED],
    ["nothing", [JSON_TYPE], undefined, null, ""],
    ["a BigInt in JSON", [JSON_TYPE], { a: 1n }, REFUSED],
    ["a function as JSON", [JSON_TYPE], Math.max, REFUSED],
    ["an object as text", ["text/plain"], { a: 1 }, REFUSED],
    ["a list as a form", [FORM], [1], REFUSED],
    ["bytes in a urlencoded form", [FORM], { a: bytes }, REFUSED],
  ];
  test.each(rows)("[H7] %s", async (_name, mediaTypes, value, type, text, contentType) => {
    const body: unknown = typeof value === "function" && value !== Math.max ? value() : value;
    if (type === REFUSED) {
      await expect(wire(mediaTypes, body, contentType)).rejects.toThrow(ParameterError);
      await expect(wire(mediaTypes, body, contentType)).rejects.toMatchObject({ parameter: "body" });
      return;
    }
    const got = await wire(mediaTypes, body, contentType);
    expect(got.type).toBe(type);
    expect(await got.request.text()).toBe(text);
  });

  test.each<[string, object, string]>([
    ["a file", { a: new Blob(["hi"]) }, MULTIPART],
    ["a list of bytes", { a: [bytes] }, MULTIPART],
    ["a file with a name", { a: new Upload(bytes, "a.txt") }, MULTIPART],
    ["a stream", { a: new Blob(["hi"]).stream() }, MULTIPART],
    ["no file", { a: [1], b: null, c: { content: "d" } }, JSON_TYPE],
  ])("[H7] %s in an object, where JSON stands before the forms", async (_name, value, type) => {
    expect((await wire([JSON_TYPE, FORM, MULTIPART], value)).type).toBe(type);
  });

  test.each<[readonly string[], unknown, string, string]>([
    [[JSON_TYPE], { a: 1 }, JSON_TYPE, JSON_TYPE],
    [[JSON_TYPE, FORM], { a: 1 }, FORM, `${FORM};charset=UTF-8`],
    [[FORM], { a: 1 }, JSON_TYPE, `${FORM};charset=UTF-8`],
    [[MULTIPART], { a: new Blob(["hi"]) }, JSON_TYPE, MULTIPART],
    [["text/plain"], "hi", JSON_TYPE, "text/plain"],
    [["image/png"], bytes, JSON_TYPE, "image/png"],
    [[JSON_TYPE, "image/png"], new Blob(["hi"], { type: "image/png" }), "text/csv", "image/png"],
  ])("[H7] %j of %j, where the client sets %s for all requests, is %s", async (mediaTypes, value, usual, type) => {
    const got = await wire(mediaTypes, value, undefined, { "Content-Type": usual });
    expect(got.type).toBe(type);
  });

  test.each([undefined, MULTIPART])(
    "[H7] multipart, its boundary fetch's own (Content-Type given: %s)",
    async (given) => {
      const file = new File(["hi"], "a.txt", { type: "text/plain" });
      const form = new FormData();
      form.append("a", "1");
      for (const body of [{ a: 1, list: ["x", "y"], o: { k: 1 }, file, bytes, none: undefined }, form]) {
        const { type, request } = await wire([MULTIPART], body, given);
        expect(type).toBe(MULTIPART);
        const read = await request.formData();
        expect(read.get("a")).toBe("1");
        if (body === form) continue;
        expect(read.getAll("list")).toEqual(["x", "y"]);
        expect(read.get("o")).toBe('{"k":1}');
        expect(read.get("file")).toMatchObject({ name: "a.txt", type: "text/plain" });
        expect([...read.keys()]).not.toContain("none");
      }
    },
  );
});
