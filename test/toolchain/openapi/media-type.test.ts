import { expect, test } from "vitest";
import { isForm, isJson, isMultipart, isText, streamKind } from "../../../packages/toolchain/src/openapi/media-type.js";

test.each([
  ["application/json", true],
  ["application/json; charset=utf-8", true],
  ["application/problem+json", true],
  ["text/json", true],
  ["application/jsonlines", false],
  ["application/xml;profile=json", false],
])("%s is JSON: %s", (mediaType, expected) => {
  expect(isJson(mediaType)).toBe(expected);
});

test.each([
  ["multipart/form-data; boundary=x", true, true],
  ["application/x-www-form-urlencoded;charset=UTF-8", true, false],
  ["application/x-www-form-urlencoded2", false, false],
  ["application/json", false, false],
])("%s is a form: %s, and may hold files: %s", (mediaType, form, multipart) => {
  expect([isForm(mediaType), isMultipart(mediaType)]).toEqual([form, multipart]);
});

test.each([
  ["text/event-stream; charset=utf-8", "events"],
  ["application/x-ndjson", "lines"],
  ["application/jsonl", "lines"],
  ["application/json", undefined],
])("%s is read as %s", (mediaType, kind) => {
  expect(streamKind(mediaType)).toBe(kind);
});

test.each([
  ["text/plain", true],
  ["image/svg+xml", true],
  ["application/yaml", true],
  ["application/pdf", false],
])("%s is text: %s", (mediaType, expected) => {
  expect(isText(mediaType)).toBe(expected);
});
