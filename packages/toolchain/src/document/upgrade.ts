import { upgrade } from "@scalar/openapi-upgrader";
import { ToolchainError } from "../errors.js";
import type { Location } from "../location.js";
import { isObject, type Json, type JsonObject, mapMembers, ownMember } from "../json.js";
import { isMultipart } from "../openapi/media-type.js";
import type { SourceDocument } from "../openapi/document.js";
import { mapObjects } from "../openapi/walk.js";
import { LiteralMask } from "./literal-mask.js";
import { formatValue } from "../openapi/format-value.js";
import { placeEncoding } from "./swagger/body.js";
import { withHeldValues } from "./swagger/held-values.js";
import { settleOrigins, withOrigins } from "./swagger/origins.js";
import { prepareSwagger } from "./swagger/prepare.js";

/** What each version field may say; a patch number or a release candidate changes nothing here. */
const VERSIONS = { openapi: /^3\.[012](?![0-9])/, swagger: /^2\.0$/ };

/**
 * The document as OpenAPI 3.1 or 3.2: 2.0 and 3.0 are upgraded, later ones are returned as they are.
 * Locations keep pointing into the published text. The given document is not changed.
 * @throws ToolchainError `document/version` for any other version, `document/upgrade` where the upgrade fails
 */
export function upgradeDocument(document: SourceDocument): SourceDocument {
  const { value } = document;
  const field = "openapi" in value ? "openapi" : "swagger";
  const version = value[field];
  if (typeof version !== "string" || !VERSIONS[field].test(version)) {
    const message = `Expected OpenAPI 2.0, 3.0, 3.1 or 3.2, found ${formatValue(version)}`;
    throw new ToolchainError("document/version", message, { location: document.locate(`/${field}`) });
  }
  if (/^3\.[12]/.test(version)) return document;
  const locate = (): Location => document.locate("");
  if (field === "openapi") {
    const prepared = prepare(value);
    const upgraded = upgradeValue(prepared.value, locate);
    return { value: prepared.hasBytes ? withBytes(upgraded) : upgraded, locate: document.locate };
  }
  return settleOrigins(
    document,
    placeEncodings(upgradeValue(prepareSwagger(withOrigins(withHeldValues(value))), locate)),
  );
}

function upgradeValue(value: JsonObject, locate: () => Location): JsonObject {
  const shield = new LiteralMask();
  try {
    const upgraded: unknown = upgrade(shield.cover(value), "3.1");
    if (isObject(upgraded) && typeof upgraded["openapi"] === "string") return shield.uncover(upgraded);
    throw new TypeError("the upgrade returned no document");
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `Expected a document that follows its own version, found one that cannot be upgraded: ${reason}`;
    throw new ToolchainError("document/upgrade", message, { location: locate(), cause });
  }
}

/** Form fields carry their encoding through the upgrade on their body. */
function placeEncodings(document: JsonObject): JsonObject {
  const placed = mapObjects(document, "document", ({ object, kind }) => {
    if (kind === "schema") return withoutMediaType(object);
    return kind === "requestBody" ? placeEncoding(object) : object;
  });
  return isObject(placed) ? placed : document;
}

const BYTES = "application/octet-stream";
/** A name that the upgrade does not recognise. */
const STRUCTURED_BYTES = `${BYTES};`;

/**
 * A document of 3.0 without what the upgrade would read otherwise. 3.0 ignores a style outside urlencoded forms (Encoding
 * Object, `style`), which 3.1 does not. The upgrade drops every schema of {@link BYTES}, so one that describes more than
 * bytes gets another name.
 */
function prepare(document: JsonObject): { readonly value: JsonObject; readonly hasBytes: boolean } {
  let hasBytes = false;
  const value = mapObjects(document, "document", ({ object, kind }) => {
    hasBytes ||= kind === "schema" && object["format"] === "byte";
    if (kind !== "requestBody" && kind !== "response") return object;
    const renamed = withMediaType(object, BYTES, STRUCTURED_BYTES);
    hasBytes ||= renamed !== object;
    return kind === "requestBody" ? withoutPartStyles(renamed) : renamed;
  });
  return { value: isObject(value) ? value : document, hasBytes };
}

function withBytes(document: JsonObject): JsonObject {
  const value = mapObjects(document, "document", ({ object, kind }) => {
    if (kind === "schema") return withoutMediaType(object);
    return kind === "requestBody" || kind === "response" ? withMediaType(object, STRUCTURED_BYTES, BYTES) : object;
  });
  return isObject(value) ? value : document;
}

/** A schema of bytes as text: the upgrade gives them the media type of what they stand in, which is not theirs. */
function withoutMediaType(schema: JsonObject): JsonObject {
  if (schema["contentEncoding"] !== "base64" || !("contentMediaType" in schema)) return schema;
  const { contentMediaType: _type, ...rest } = schema;
  return rest;
}

function withoutPartStyles(body: JsonObject): JsonObject {
  const { content } = body;
  if (!isObject(content)) return body;
  const unstyledContent = mapMembers(content, (media, mediaType) => {
    if (!isMultipart(mediaType) || !isObject(media) || !isObject(media["encoding"])) return media;
    return { ...media, encoding: mapMembers(media["encoding"], unstyled) };
  });
  return unstyledContent === content ? body : { ...body, content: unstyledContent };
}

/** A body or response whose media type has another name, if its schema describes more than bytes. */
function withMediaType(holder: JsonObject, from: string, to: string): JsonObject {
  const { content } = holder;
  if (!isObject(content)) return holder;
  const schema = ownMember(content[from], "schema");
  if (!isObject(schema) || schema["type"] === "string" || Object.hasOwn(content, to)) return holder;
  const named = Object.entries(content).map(([key, media]) => [key === from ? to : key, media] as const);
  return { ...holder, content: Object.fromEntries(named) };
}

function unstyled(encoding: Json): Json {
  if (!isObject(encoding)) return encoding;
  const { style: _style, explode: _explode, allowReserved: _reserved, ...rest } = encoding;
  return rest;
}
