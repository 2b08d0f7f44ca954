import type { SourceDocument } from "../openapi/document.js";
import type { Json } from "../json.js";
import type { Encoding, Form } from "./contract.js";
import { choice } from "./declarations/fields.js";
import { inWholeForm } from "./declarations/whole-form.js";
import { omitUndefined } from "./omit-undefined.js";
import { flagOf, type Located, member, membersAt, textOf } from "../openapi/located.js";
import { isForm, isMultipart } from "../openapi/media-type.js";
import { COLLECTION_STYLE, keptStyle, styleOfPlace } from "../openapi/parameter-styles.js";
import { follow } from "../openapi/references.js";
import { type SchemaField, schemaFieldAt, schemaFieldOf, propertiesOf, typesOf } from "../openapi/schema-fields.js";

/** What a body says of the parts of its forms, by media type; undefined where it says nothing. */
export function readForms(document: SourceDocument, body: Located): Readonly<Record<string, Form>> | undefined {
  const forms = membersAt(body, "content")
    .filter(([mediaType]) => isForm(mediaType))
    .map(([mediaType, at]) => [mediaType, readForm(document, mediaType, follow(document, at))] as const)
    .filter(([, form]) => Object.keys(form).length > 0);
  return forms.length === 0 ? undefined : Object.fromEntries(forms);
}

function readForm(document: SourceDocument, mediaType: string, at: Located<Json>): Form {
  const schema = member(at, "schema");
  const properties = schema === undefined ? [] : [...propertiesOf(document, schemaFieldOf(document, schema))];
  const encodings = member(at, "encoding");
  const contentTypeOf = (name: string): string | undefined => {
    const encoding = encodings && member(encodings, name);
    return encoding && textOf(encoding, "contentType");
  };
  const files = isMultipart(mediaType)
    ? properties.filter(([name, field]) => isFile(document, field, contentTypeOf(name))).map(([name]) => name)
    : [];
  return omitUndefined({
    encoding: readEncodings(document, mediaType, at, files),
    files: files.length === 0 ? undefined : files,
  });
}

/** The encoding of each property of a form; undefined where the document says nothing that reaches the wire. */
export function readEncodings(
  document: SourceDocument,
  mediaType: string,
  at: Located<Json>,
  files: readonly string[] = [],
): Form["encoding"] {
  const encodings = membersAt(at, "encoding")
    .map(([name, item]) => [name, readEncoding(document, mediaType, item, files.includes(name))] as const)
    .filter(([, facts]) => Object.keys(facts).length > 0);
  return encodings.length === 0 ? undefined : Object.fromEntries(encodings);
}

/**
 * A style takes the place of a content type (OpenAPI 3.1, "Encoding Object"). It counts in `multipart/form-data` too, but
 * not for files: they have no text, and generators write `style: form` at every property.
 */
function readEncoding(document: SourceDocument, mediaType: string, at: Located<Json>, isOfFile: boolean): Encoding {
  const isStyled = !isMultipart(mediaType) || (/^multipart\/form-data\b/iu.test(mediaType) && !isOfFile);
  const styles = omitUndefined({
    style: keptStyle(textOf(at, COLLECTION_STYLE)) ?? styleOfPlace("query", textOf(at, "style") ?? ""),
    explode: flagOf(at, "explode"),
    allowReserved: flagOf(at, "allowReserved") === true ? (true as const) : undefined,
  });
  if (isStyled && Object.keys(styles).length > 0) return styles;
  const parts = isMultipart(mediaType) ? member(at, PARTS) : undefined;
  return omitUndefined({
    contentType: textOf(at, "contentType"),
    parts: parts && inWholeForm(PARTS, () => choice(["one"])(parts, document)),
  });
}

/** Says that a list is one part, JSON, and not a part for each of its items. */
const PARTS = "x-specloom-parts";

/**
 * Whether a part is bytes: `format: binary`, `contentMediaType` without `contentEncoding`, or no type at all beside a
 * content type that is neither text nor JSON (OpenAPI 3.1.1, "Working with Binary Data").
 */
function isFile(document: SourceDocument, field: SchemaField, contentType = "text/plain"): boolean {
  const items = typesOf(field).has("array") ? (schemaFieldAt(document, field, "/0") ?? []) : [];
  return [...field, ...items].some(
    (schema) =>
      textOf(schema, "format") === "binary" ||
      (textOf(schema, "contentMediaType") !== undefined && textOf(schema, "contentEncoding") === undefined) ||
      (Object.keys(schema.value).length === 0 && !/^text\/|json/i.test(contentType)),
  );
}
