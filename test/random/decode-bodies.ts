import type { Content, Encoding } from "./bodies.js";
import { MULTIPART, URLENCODED } from "./bodies.js";
import {
  formed,
  isArray,
  isObject,
  isSchema,
  itemsOf,
  leaf,
  type Pair,
  pairsOf,
  propertiesOf,
} from "./decode-parameters.js";
import type { Schema } from "./schemas.js";

/** A body as its media type is read; its own `content-type` must be the one declared. */
export function decodeBody({ mediaType, schema, encoding }: Content, sentType: string, body: Buffer): unknown {
  const essence = mediaType.split(";", 1)[0] ?? "";
  if ((sentType.split(";", 1)[0] ?? "") !== essence) throw new Error(`expected ${mediaType}, found ${sentType}`);
  if (essence === MULTIPART) return multipart(schema ?? {}, encoding, sentType, body);
  if (essence === URLENCODED) return urlencoded(schema ?? {}, encoding, body.toString("utf8"));
  if (essence.endsWith("json")) return JSON.parse(body.toString("utf8"));
  if (/^text\/|xml/u.test(essence)) return body.toString("utf8");
  return { bytes: body.toString("base64") };
}

/** Each property by its encoding; without one, lists are their name again and objects are JSON. */
function urlencoded(schema: Schema, encoding: Readonly<Record<string, Encoding>>, text: string): object {
  // In this media type, and only here, a plus sign is a space (URL Standard, "application/x-www-form-urlencoded").
  const pairs = pairsOf(text.replaceAll("+", "%20"), "&").map(([name, value]): Pair => [
    decodeURIComponent(name),
    value,
  ]);
  return collected(schema, (name, property) => {
    const { style, explode = false, contentType } = own(encoding, name);
    if (style !== undefined) return formed(name, { style, explode }, property, pairs);
    const texts = pairs.filter(([key]) => key === name).map(([, value]) => decodeURIComponent(value));
    return valueOf(property, contentType, texts);
  });
}

function valueOf(schema: Schema, contentType: string | undefined, texts: readonly string[]): unknown {
  const [first] = texts;
  if (first === undefined) return undefined;
  if (contentType === "application/json") return JSON.parse(first);
  if (isArray(schema)) return texts.map((text) => valueOf(itemsOf(schema), undefined, [text]));
  return isObject(schema) ? JSON.parse(first) : leaf(schema, first);
}

interface Part {
  readonly name: string;
  readonly filename: string | undefined;
  readonly type: string | undefined;
  readonly content: Buffer;
}

function multipart(
  schema: Schema,
  encoding: Readonly<Record<string, Encoding>>,
  sentType: string,
  body: Buffer,
): object {
  const parts = partsOf(/boundary=(.*)$/u.exec(sentType)?.[1] ?? "", body);
  return collected(schema, (name, property) => {
    const found = parts.filter((part) => part.name === name);
    const { contentType, style, explode = false } = own(encoding, name);
    if (style !== undefined) return formed(name, { style, explode }, property, parts.map(pairOfPart));
    const [first] = found;
    if (first === undefined) return undefined;
    if (contentType === "application/json") {
      const values = found.map(({ content }): unknown => JSON.parse(content.toString("utf8")));
      return isArray(property) ? values : values[0];
    }
    return isArray(property) ? found.map((part) => partValue(itemsOf(property), part)) : partValue(property, first);
  });
}

/** A part as a query would have it: nothing is percent-encoded in a multipart body. */
function pairOfPart({ name, content }: Part): Pair {
  return [name, encodeURIComponent(content.toString("utf8")).replaceAll("%2C", ",")];
}

function partValue(schema: Schema, { content, type, filename }: Part): unknown {
  if (schema["format"] === "binary" || schema["type"] === "file") {
    if (filename === undefined) throw new Error("a file has a name");
    return { bytes: content.toString("base64") };
  }
  if (isObject(schema)) {
    if (type !== "application/json") throw new Error(`expected a part of JSON, found ${type}`);
    return JSON.parse(content.toString("utf8"));
  }
  return leaf(schema, content.toString("utf8"));
}

/** The parts between the boundaries (RFC 2046, section 5.1.1; names as HTML escapes them). */
function partsOf(boundary: string, body: Buffer): Part[] {
  const parts = body.toString("latin1").split(`--${boundary}`);
  if (parts.at(-1)?.trim() !== "--") throw new Error("the body does not end with its boundary");
  return parts.slice(1, -1).map((part) => {
    const end = part.indexOf("\r\n\r\n");
    const head = Buffer.from(part.slice(0, end), "latin1").toString("utf8");
    const field = (pattern: RegExp): string | undefined => pattern.exec(head)?.[1];
    return {
      name: unescaped(field(/[ ;]name="([^"]*)"/u) ?? ""),
      filename: field(/filename="([^"]*)"/u),
      type: field(/^Content-Type: (.*)$/imu),
      content: Buffer.from(part.slice(end + 4, -2), "latin1"),
    };
  });
}

function unescaped(name: string): string {
  return name.replaceAll(/%(?:22|0D|0A)/gu, decodeURIComponent);
}

function collected(schema: Schema, read: (name: string, property: Schema) => unknown): object {
  const found = Object.entries(propertiesOf(schema)).map(([name, property]) => [name, read(name, property)] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

function own(encoding: Readonly<Record<string, Encoding>>, name: string): Encoding {
  return isSchema(encoding) && Object.hasOwn(encoding, name) ? (encoding[name] ?? {}) : {};
}
