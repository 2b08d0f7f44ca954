import { expect, test } from "vitest";
import { member, moduleOf } from "./support.js";

/** A document with an operation that takes and answers content of a schema. */
const documentOf = (media: string, schema: string, others = "{}") => `paths:
  /a:
    patch:
      operationId: a
      requestBody: {content: {'${media}': {schema: ${schema}}}}
      responses: {'200': {content: {'${media}': {schema: ${schema}}}}}
components: {schemas: ${others}}`;

const bodyOf = async (...given: Parameters<typeof documentOf>): Promise<string> =>
  member(await moduleOf(documentOf(...given)), "operations", "a", "requestBody");

const answerOf = async (...given: Parameters<typeof documentOf>): Promise<string> =>
  member(await moduleOf(documentOf(...given)), "operations", "a", "responses", "200", "content");

const file = "{type: object, properties: {file: {type: string, format: binary}}}";

test("bytes in JSON are text, and bytes in a form are not", async () => {
  expect(await bodyOf("application/json", file)).toBe('{ content: { "application/json": { file?: string; }; }; }');
  expect(await bodyOf("multipart/form-data", file)).toBe(
    '{ content: { "multipart/form-data": { file?: Blob | Uint8Array; }; }; }',
  );
  expect(await answerOf("application/json", file)).toBe('{ "application/json": { file?: string; }; }');
  expect(await answerOf("application/zip", "{type: string, format: binary}")).toBe('{ "application/zip": Blob; }');
});

test.each([
  ["application/json", "{ file?: string; }"],
  ["multipart/form-data", "{ file?: Blob | Uint8Array; }"],
])("a component that %s alone holds has its bytes", async (media, want) => {
  const text = await moduleOf(documentOf(media, "{$ref: '#/components/schemas/F'}", `{F: ${file}}`));
  expect(member(text, "components", "schemas", "F")).toBe(want);
});

test("a component that JSON and a form hold has either", async () => {
  const form = documentOf("multipart/form-data", "{$ref: '#/components/schemas/F'}", `{F: ${file}, G: true}`);
  const both = form.replace(
    "paths:",
    "paths:\n  /b: {put: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/F'}}}}, responses: {}}}",
  );
  expect(member(await moduleOf(both), "components", "schemas", "F")).toBe("{ file?: Blob | Uint8Array | string; }");
});

test("any media type is JSON where its schema is neither text nor bytes", async () => {
  const T = "{T: {type: object}, U: {type: string}}";
  expect(await answerOf("*/*", "{type: integer}")).toBe('{ "application/json": number; }');
  expect(await answerOf("*/*", "{$ref: '#/components/schemas/T'}", T)).toBe('{ "application/json": models.T; }');
  expect(await answerOf("*/*", "{$ref: '#/components/schemas/U'}", T)).toBe('{ "*/*": models.U; }');
  expect(await answerOf("*/*", "{type: string, format: binary}")).toBe('{ "*/*": Blob; }');
  expect(await answerOf("*/*", "{}")).toBe('{ "*/*": unknown; }');
  expect(await answerOf("*/*", "{type: [string, object]}")).toBe(
    '{ "application/json": string | Record<string, unknown>; }',
  );
  expect(await answerOf("application/*", "{type: integer}")).toBe('{ "application/json": number; }');
  expect(await answerOf("json", "{type: integer}")).toBe('{ "application/json": number; }');
  expect(await answerOf("text", "{type: string}")).toBe('{ "*/*": string; }');
});

test.each(["3.0.3", "3.1.0"])("bytes whose schema describes more are what it describes, in %s", async (version) => {
  const printed = async (holder: string, schema: string): Promise<string> => {
    const content = `content: {application/octet-stream: {schema: ${schema}}}`;
    const text = await moduleOf(`openapi: ${version}
paths: {/a: {put: {operationId: a, requestBody: {${content}}, responses: {'200': {description: d, ${content}}}}}}
components: {schemas: {T: {type: object, properties: {a: {type: string, nullable: true}}}}}`);
    return member(text, "operations", "a", ...holder.split(" "), "content", "application/octet-stream");
  };
  expect(await printed("responses 200", "{$ref: '#/components/schemas/T'}")).toBe("models.T");
  expect(await printed("requestBody", "{type: array, items: {type: integer}}")).toBe("number[]");
  expect(await printed("responses 200", "{type: string}")).toBe(version === "3.0.3" ? "Blob" : "string");
  expect(await printed("responses 200", "{type: string, format: binary}")).toBe("Blob");
});

test("a merge patch removes members by null, where it is sent", async () => {
  const media = "application/merge-patch+json";
  const schema = "{type: object, properties: {a: {type: string}}, required: [a]}";
  expect(await bodyOf(media, schema)).toBe(`{ content: { "${media}": MergePatch<{ a: string; }>; }; }`);
  expect(await answerOf(media, schema)).toBe(`{ "${media}": { a: string; }; }`);
});
