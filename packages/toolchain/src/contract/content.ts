import type { SourceDocument } from "../openapi/document.js";
import type { Json } from "../json.js";
import type { Body, Response } from "./contract.js";
import { omitUndefined } from "./omit-undefined.js";
import { readForms } from "./forms.js";
import { type Located, member, membersAt } from "../openapi/located.js";
import { contentType, isJson, isTextOfAnyType, streamKind } from "../openapi/media-type.js";
import { eventData, eventSchema } from "../openapi/event-data.js";
import { follow, objectAt } from "../openapi/references.js";
import { schemaFieldOf, typesOf } from "../openapi/schema-fields.js";

/** A response and where it is described. */
export interface ResponseSource extends Response {
  readonly at: Located;
}

/** A request body and where it is described. */
export interface BodySource extends Body {
  readonly at: Located;
}

export function readBody(document: SourceDocument, operation: Located): BodySource | undefined {
  const body = member(operation, "requestBody");
  if (body === undefined) return undefined;
  const at = objectAt(document, body);
  return omitUndefined({
    required: member(at, "required")?.value === true,
    mediaTypes: mediaTypesOf(document, at),
    forms: readForms(document, at),
    at,
  });
}

/** The responses in document order, extensions left out. */
export function readResponses(document: SourceDocument, operation: Located): ResponseSource[] {
  return membersAt(operation, "responses")
    .filter(([status]) => !status.startsWith("x-"))
    .map(([status, response]) => {
      const at = objectAt(document, response);
      // A `Content-Type` header is ignored (OpenAPI, "Response Object", `headers`).
      const headers = membersAt(at, "headers").flatMap(([name]) => (/^content-type$/iu.test(name) ? [] : [name]));
      return omitUndefined({
        status,
        mediaTypes: mediaTypesOf(document, at),
        headers: headers.length === 0 ? undefined : headers,
        textEvents: hasText(document, at, "events") || undefined,
        textLines: hasText(document, at, "lines") || undefined,
        textOfAnyType: hasTextOfAnyType(document, at) || undefined,
        at,
      });
    });
}

/**
 * Whether a stream is declared whose items are text: events whose data are by their schema, or that have none; lines of
 * which the whole is described as text, which says nothing of each.
 */
function hasText(document: SourceDocument, response: Located, kind: "events" | "lines"): boolean {
  return membersAt(response, "content").some(([mediaType, at]) => {
    if (streamKind(mediaType) !== kind) return false;
    const content = follow(document, at);
    const isOfLines = kind === "lines";
    const schema = isOfLines ? member(content, "schema") : eventSchema(document.value, content);
    if (schema === undefined) return !isOfLines;
    const data = kind === "events" ? eventData(document.value, schema.value) : undefined;
    return data?.isText ?? typesOf(schemaFieldOf(document, schema)).has("string");
  });
}

/** The schema of what a success answers: of the first success status that has JSON, else of `2XX`, else of `default`. */
export function answerSchema(
  document: SourceDocument,
  responses: readonly ResponseSource[],
): Located<Json> | undefined {
  const candidates = [/^2\d\d$/, /^2XX$/i, /^default$/].flatMap((pattern) =>
    responses.filter(({ status }) => pattern.test(status)),
  );
  for (const { at } of candidates) {
    const schema = jsonSchema(document, at);
    if (schema !== undefined) return schema;
  }
  return undefined;
}

/** The schema of the first JSON media type of a body or a response, undefined where there is none. */
export function jsonSchema(document: SourceDocument, holder: Located): Located<Json> | undefined {
  const json = membersAt(holder, "content").find(([key, at]) => isJson(contentType(document.value, key, at.value)));
  return json && member(follow(document, json[1]), "schema");
}

function hasTextOfAnyType({ value: root }: SourceDocument, at: Located): boolean {
  return membersAt(at, "content").some(([key, media]) => isTextOfAnyType(root, key, media.value));
}

function mediaTypesOf({ value: root }: SourceDocument, at: Located): string[] {
  return [...new Set(membersAt(at, "content").map(([key, media]) => contentType(root, key, media.value)))];
}
