import { isMultipart } from "../../openapi/media-type.js";
import { defaultExplode, defaultStyle } from "../../openapi/parameter-styles.js";
import { type Located, member } from "../../openapi/located.js";
import type { Json } from "../../json.js";
import { jsonText } from "../json-text.js";
import { viewOf } from "../schema/view.js";
import type { ComparedDocument } from "../schema/walk.js";
import { compareEntries, firstNames } from "./entries.js";
import { compareOtherFields } from "./other-fields.js";
import { type ComparisonContext, compareSchemasIn, objectsByName, teller } from "./part-changes.js";

/** The media types of a body, a response or a parameter, with their Media Type Objects. */
export function contentOf(document: ComparedDocument, at: Located): Map<string, Located> {
  return new Map([...objectsByName(document, at, "content")].map(([type, media]) => [essence(type), media]));
}

/** Compares content, media type by media type. */
export function compareContent(context: ComparisonContext, was: Located, is: Located, where: string): void {
  const [before, after] = [contentOf(context.before, was), contentOf(context.after, is)];
  compareEntries(before, after, {
    removed: (media, type) => teller(context, where, media)("media-type-removed", type),
    added: (media, type) => teller(context, where, undefined, media)("media-type-added", undefined, type),
    kept: (media, other, type) => compareMedia(context, media, other, `${where} (${type})`, type),
  });
  const moved = firstNames(before, after);
  if (moved) teller(context, where, was, is)("media-type-order-changed", ...moved);
}

function compareMedia(context: ComparisonContext, was: Located, is: Located, where: string, type: string): void {
  compareEncodings(context, was, is, where, type);
  compareOtherFields(context, was, is, where, "schema itemSchema encoding");
  compareSchemasIn(context, was, is, where);
  compareSchemasIn(context, was, is, where, "itemSchema", "[]");
}

/**
 * Compares the encodings of the properties that both forms have. An encoding of any other name says nothing, and nobody
 * sends a new property yet (OpenAPI, Encoding Object).
 */
function compareEncodings(context: ComparisonContext, was: Located, is: Located, where: string, type: string): void {
  const [written, now] = [was, is].map((media) => jsonText(member(media, "encoding")?.value));
  if (written === now) return;
  teller(context, where, was, is)("encoding-unused");
  compareEntries(encodingsOf(context.before, was), encodingsOf(context.after, is), {
    removed: () => {},
    added: () => {},
    kept: (before, after, name) => {
      const label = `${where}, encoding of \`${name}\``;
      const [old, new_] = [serializationOf(context.before, before, type), serializationOf(context.after, after, type)];
      if (jsonText(old) !== jsonText(new_)) teller(context, label, before, after)("encoding-changed", old, new_);
      compareOtherFields(context, before, after, label, "contentType style explode allowReserved headers");
    },
  });
}

/** The encoding of each property of a form; an empty one where the document has none. */
function encodingsOf(compared: ComparedDocument, media: Located): Map<string, Located> {
  const schema = member(media, "schema");
  const encodings = objectsByName(compared, media, "encoding");
  const names = schema === undefined ? [] : [...viewOf(compared.document, [schema]).properties.keys()];
  return new Map(names.map((name) => [name, encodings.get(name) ?? { value: {}, pointer: media.pointer }]));
}

/** What an encoding says beside the defaults of its media type. Only forms without parts have a default style. */
function serializationOf({ shapeOf }: ComparedDocument, at: Located, type: string): Json {
  const { contentType, style, explode, allowReserved } = at.value;
  const headers = member(at, "headers");
  const isStyled = style !== undefined || explode !== undefined || !isMultipart(type);
  const written = typeof style === "string" ? style : defaultStyle("query");
  return {
    ...(contentType === undefined ? {} : { contentType }),
    ...(isStyled ? { style: written, explode: explode ?? defaultExplode(written) } : {}),
    ...(allowReserved === true ? { allowReserved } : {}),
    ...(headers === undefined ? {} : { headers: shapeOf(headers) }),
  };
}

/** A media type without its parameters, in lower case. */
export function essence(type: string): string {
  return (type.split(";")[0] ?? "").trim().toLowerCase();
}
