import type { SourceDocument } from "../openapi/document.js";
import type { Json } from "../json.js";
import type { Encoding, Form } from "./contract.js";
import { omitUndefined } from "./omit-undefined.js";
import { type Located, member, members, textOf } from "../openapi/located.js";
import { isForm, isMultipart } from "../openapi/media-type.js";
import { styleOfPlace } from "../openapi/parameter-styles.js";
import { follow } from "../openapi/references.js";
import { type SchemaField, schemaFieldAt, schemaFieldOf, propertiesOf, typesOf } from "./schema-fields.js";

/** What a body says of the parts of its forms, by media type; undefined where it says nothing. */
export function readForms(document: SourceDocument, body: Located): Readonly<Record<string, Form>> | undefined {
  const forms = members(member(body, "content") ?? nothing)
    .filter(([mediaType]) => isForm(mediaType))
    .map(([mediaType, at]) => [mediaType, readForm(document, mediaType, follow(document, at))] as const)
    .filter(([, form]) => Object.keys(form).length > 0);
  return forms.length === 0 ? undefined : Object.fromEntries(forms);
}

function readForm(document: SourceDocument, mediaType: string, at: Located<Json>): Form {
  const encoding = Object.fromEntries(
    members(member(at, "encoding") ?? nothing)
      .map(([name, item]) => [name, readEncoding(mediaType, item)] as const)
      .filter(([, facts]) => Object.keys(facts).length > 0),
  );
  const schema = member(at, "schema");
  const properties = schema === undefined ? [] : [...propertiesOf(document, schemaFieldOf(document, schema))];
  const files = isMultipart(mediaType)
    ? properties.filter(([name, field]) => isFile(document, field, encoding[name])).map(([name]) => name)
    : [];
  return omitUndefined({
    encoding: Object.keys(encoding).length === 0 ? undefined : encoding,
    files: files.length === 0 ? undefined : files,
  });
}

/** `style`, `explode` and `allowReserved` are ignored in `multipart/form-data` by 3.0, and have no use in it. */
function readEncoding(mediaType: string, at: Located<Json>): Encoding {
  const flag = (key: string): boolean | undefined => {
    const value = member(at, key)?.value;
    return typeof value === "boolean" ? value : undefined;
  };
  const contentType = textOf(at, "contentType");
  if (isMultipart(mediaType)) return omitUndefined({ contentType });
  const style = styleOfPlace("query", textOf(at, "style") ?? "");
  const allowReserved = flag("allowReserved") === true ? (true as const) : undefined;
  return omitUndefined({ contentType, style, explode: flag("explode"), allowReserved });
}

/**
 * Whether a part is bytes: `format: binary`, `contentMediaType` without `contentEncoding`, or no type at all beside a
 * content type that is neither text nor JSON (OpenAPI 3.1.1, "Working with Binary Data").
 */
function isFile(document: SourceDocument, field: SchemaField, encoding: Encoding | undefined): boolean {
  const items = typesOf(field).has("array") ? (schemaFieldAt(document, field, "/0") ?? []) : field;
  return items.some(
    (schema) =>
      textOf(schema, "format") === "binary" ||
      (textOf(schema, "contentMediaType") !== undefined && textOf(schema, "contentEncoding") === undefined) ||
      (Object.keys(schema.value).length === 0 && !/^text\/|json/i.test(encoding?.contentType ?? "text/plain")),
  );
}

const nothing: Located<Json> = { value: {}, pointer: "" };
