import { eventSchema } from "../../openapi/event-data.js";
import { isMultipart, streamKind } from "../../openapi/media-type.js";
import {
  COLLECTION_STYLE,
  defaultExplode,
  defaultStyle,
  isParameterPlace,
  styleInEffect,
} from "../../openapi/parameter-styles.js";
import { type Located, member, textOf } from "../../openapi/located.js";
import type { SourceDocument } from "../../openapi/document.js";
import type { Json } from "../../json.js";
import { jsonText } from "../json-text.js";
import { first, keyword, type View, viewOf } from "../schema/view.js";
import type { ComparedDocument } from "../schema/walk.js";
import { compareEntries, firstNames } from "./entries.js";
import { compareOtherFields } from "./other-fields.js";
import { compareSchemas } from "../schema/compare-schemas.js";
import { type ComparisonContext, compareSchemasIn, objectsByName, qualifiedName, teller } from "./part-changes.js";

/** The media types of a body, a response or a parameter, with their Media Type Objects. */
export function contentOf(document: ComparedDocument, at: Located): Map<string, Located> {
  return new Map([...objectsByName(document, at, "content")].map(([type, media]) => [spelled(type), media]));
}

type Content = ReadonlyMap<string, Located>;

/** Both contents by the same names: parameters of a media type count only where they tell two of them apart. */
function paired(before: Content, after: Content): [before: Content, after: Content] {
  const free = [...before.keys()].filter((type) => !after.has(type));
  const earlier = new Map(
    [...after.keys()].map((type) => {
      const index = before.has(type) ? -1 : free.findIndex((other) => essence(other) === essence(type));
      return [type, index < 0 ? type : (free.splice(index, 1)[0] ?? type)];
    }),
  );
  const all = [...new Set([...before.keys(), ...earlier.values()])];
  const isAlone = (type: string): boolean => all.filter((other) => essence(other) === essence(type)).length === 1;
  const named = (content: Content): Content =>
    new Map(
      [...content].map(([type, media]) => {
        const name = earlier.get(type) ?? type;
        return [isAlone(name) ? essence(name) : name, media];
      }),
    );
  return [named(before), named(after)];
}

/** Compares content, media type by media type. */
export function compareContent(context: ComparisonContext, was: Located, is: Located, where: string): void {
  const [before, after] = paired(contentOf(context.before, was), contentOf(context.after, is));
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
  const [before, after] = [itemsOf(context.before, was, type), itemsOf(context.after, is, type)];
  if (before && after && before.form !== after.form) {
    if ([before, after].some(({ form }) => form === "schema")) teller(context, where, was, is)("items-restated");
    return compareSchemas({ ...context, where: qualifiedName(context, where), path: "[]" }, [before.at], [after.at]);
  }
  compareSchemasIn(context, was, is, where);
  compareSchemasIn(context, was, is, where, "itemSchema", "[]");
}

/**
 * The schema of the items of a sequence, and where it stands: in `itemSchema`, in the items of `schema`, or as `schema`, which
 * describes one item in documents before OpenAPI 3.2. Undefined for what is no sequence.
 */
function itemsOf({ document }: ComparedDocument, media: Located, type: string) {
  const at = streamKind(type) === undefined ? undefined : eventSchema(document.value, media);
  const key = ["itemSchema", "schema"].find((name) => member(media, name)?.pointer === at?.pointer);
  return at && { at, form: key ?? "items" };
}

/**
 * Compares the encodings of the properties that both forms have. An encoding of any other name says nothing, and nobody
 * sends a new property yet (OpenAPI, Encoding Object).
 */
function compareEncodings(context: ComparisonContext, was: Located, is: Located, where: string, type: string): void {
  if (jsonText(was.value["encoding"]) === jsonText(is.value["encoding"])) return;
  teller(context, where, was, is)("encoding-unused");
  compareEntries(encodingsOf(context.before, was), encodingsOf(context.after, is), {
    removed: () => {},
    added: () => {},
    kept: (before, after, name) => {
      const label = `${where}, encoding of \`${name}\``;
      const views = [before.view, after.view];
      const old = serializationOf(context.before, before, views, type);
      const now = serializationOf(context.after, after, views, type);
      if (jsonText(old) !== jsonText(now)) teller(context, label, before.at, after.at)("encoding-changed", old, now);
      compareOtherFields(context, before.at, after.at, label, "contentType style explode allowReserved headers");
    },
  });
}

/** A property of a form, and its Encoding Object; an empty one where the document has none. */
interface EncodedProperty {
  readonly at: Located;
  readonly view: View;
}

function encodingsOf(compared: ComparedDocument, media: Located): Map<string, EncodedProperty> {
  const schema = member(media, "schema");
  const encodings = objectsByName(compared, media, "encoding");
  const properties = schema === undefined ? [] : [...viewOf(compared.document, [schema]).properties];
  return new Map(
    properties.map(([name, property]) => [
      name,
      {
        at: encodings.get(name) ?? { value: {}, pointer: media.pointer },
        view: viewOf(compared.document, property),
      },
    ]),
  );
}

/** What an encoding means, with the defaults of its media type. Only forms without parts have a default style. */
function serializationOf(
  { document, shapeOf }: ComparedDocument,
  { at, view }: EncodedProperty,
  views: readonly View[],
  type: string,
): Json {
  const headers = member(at, "headers");
  const isStyled = ["style", "explode", "allowReserved"].some((name) => member(at, name)) || !isMultipart(type);
  return {
    ...(isMultipart(type) ? { contentType: textOf(at, "contentType") ?? defaultContentType(document, view) } : {}),
    ...(isStyled ? { style: styleText(at, "query", views) } : {}),
    ...(headers === undefined ? {} : { headers: shapeOf(headers) }),
  };
}

/** The content type of a part that names none (OpenAPI 3.1, Encoding Object, `contentType`). */
function defaultContentType(document: SourceDocument, view: View): string {
  const items = keyword(view, "items");
  if (view.types?.has("array") === true && items.length > 0)
    return defaultContentType(document, viewOf(document, items));
  if (view.types?.has("object") === true) return "application/json";
  return first(view, "format")?.value === "binary" ? "application/octet-stream" : "text/plain";
}

/**
 * A description of style, explode and allowReserved, with the defaults of the specification (Parameter Object, `style`).
 * Settings without an effect on the value are left out.
 *
 * @param views Of the value in both documents. Kinds of value that only one of them has are changes of the type.
 */
export function styleText(at: Located, place: string | undefined, views: readonly View[]): string {
  const written =
    textOf(at, COLLECTION_STYLE) ?? textOf(at, "style") ?? (isParameterPlace(place) ? defaultStyle(place) : "");
  const mayBe = (...types: readonly string[]): boolean =>
    types.some((type) => views.every((view) => view.types?.has(type) !== false));
  const asked = (member(at, "explode")?.value ?? defaultExplode(written)) === true;
  const { style, explode } = styleInEffect(written, asked, mayBe);
  const isText = mayBe("string", "array", "object");
  const isReserved = member(at, "allowReserved")?.value === true && place === "query" && isText;
  return `${style}${explode ? ", exploded" : ""}${isReserved ? ", reserved characters as they are" : ""}`;
}

/** A media type with its parameters, without the spaces that may stand between them (RFC 9110, 8.3.1). */
function spelled(type: string): string {
  return type.toLowerCase().replaceAll(/\s+/gu, "");
}

/** A media type without its parameters, in lower case. */
export function essence(type: string): string {
  return (type.split(";")[0] ?? "").trim().toLowerCase();
}
