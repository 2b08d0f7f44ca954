import type { Parameter } from "./parameters.js";
import type { Schema } from "./schemas.js";

/** What of a request a parameter can be read from; nothing in it is decoded yet. */
export interface Wire {
  /** The text in the path that stands for each parameter, by name. */
  readonly path: ReadonlyMap<string, string>;
  readonly query: readonly Pair[];
  readonly header: ReadonlyMap<string, string>;
  readonly cookie: readonly Pair[];
}

export type Pair = readonly [name: string, value: string];

const DELIMITERS: Readonly<Record<string, RegExp>> = {
  spaceDelimited: /%20/u,
  pipeDelimited: /%7C|\|/u,
  tabDelimited: /%09/u,
};

/** `a=1&b` as pairs, nothing decoded. */
export function pairsOf(text: string, separator: string): Pair[] {
  return text === "" ? [] : text.split(separator).map(pairOf);
}

function pairOf(text: string): Pair {
  const at = text.indexOf("=");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/**
 * The value of a parameter as its style is read (OpenAPI 3.1.1, "Style Values", and RFC 6570), undefined where the
 * request has none. Written from the specification alone: it shares nothing with what is tested.
 */
export function decodeParameter(parameter: Parameter, wire: Wire): unknown {
  const { name, in: place, content, schema } = parameter;
  if (place === "path") return inPath(parameter, wire.path.get(name) ?? "");
  if (place === "header") {
    const text = wire.header.get(name.toLowerCase());
    if (text === undefined) return undefined;
    if (content !== undefined) return ofMedia(content, text);
    return simple(parameter, text, (raw) => raw);
  }
  const pairs = named(wire[place]);
  if (content !== undefined) {
    const text = pairs.find(([key]) => key === name)?.[1];
    return text === undefined ? undefined : ofMedia(content, decodeURIComponent(text));
  }
  return formed(name, parameter, schema, pairs);
}

/** `form` and its kin: a query's parameters, a cookie's, and the fields of a urlencoded body. */
export function formed(
  name: string,
  { style, explode }: Pick<Parameter, "style" | "explode">,
  schema: Schema,
  pairs: readonly Pair[],
): unknown {
  if (style === "deepObject") return deep(schema, name, pairs);
  const own = pairs.filter(([key]) => key === name).map(([, value]) => value);
  const isSpread = explode && isObject(schema);
  if (isSpread)
    return some(
      objectOf(
        schema,
        pairs.filter(([key]) => Object.hasOwn(propertiesOf(schema), key)),
      ),
    );
  const [first] = own;
  if (first === undefined) return undefined;
  if (isArray(schema)) {
    const parts = explode ? own : first.split(DELIMITERS[style] ?? ",");
    return parts.map((part) => leaf(itemsOf(schema), decodeURIComponent(part)));
  }
  if (isObject(schema)) return objectOf(schema, alternating(first.split(DELIMITERS[style] ?? ",")));
  return leaf(schema, decodeURIComponent(first));
}

function inPath(parameter: Parameter, text: string): unknown {
  const { name, style, explode, schema, content } = parameter;
  if (content !== undefined) return ofMedia(content, decodeURIComponent(text));
  if (style === "simple") return simple(parameter, text, decodeURIComponent);
  if (style === "label") {
    const rest = prefixed(text, ".");
    if (isArray(schema))
      return rest.split(explode ? "." : ",").map((part) => leaf(itemsOf(schema), decodeURIComponent(part)));
    if (isObject(schema)) return objectOf(schema, explode ? named(pairsOf(rest, ".")) : alternating(rest.split(",")));
    return leaf(schema, decodeURIComponent(rest));
  }
  const pairs = named(pairsOf(prefixed(text, ";"), ";"));
  return formed(name, { style: "form", explode }, schema, pairs);
}

function simple({ schema, explode }: Parameter, text: string, decode: (raw: string) => string): unknown {
  if (isArray(schema)) return text.split(",").map((part) => leaf(itemsOf(schema), decode(part)));
  if (isObject(schema))
    return objectOf(schema, explode ? named(pairsOf(text, ","), decode) : alternating(text.split(","), decode), decode);
  return leaf(schema, decode(text));
}

/** `name[property]=…` and `name[outer][inner]=…`. A list has `[]` after its name. */
function deep(schema: Schema, path: string, pairs: readonly Pair[]): unknown {
  const found = Object.entries(propertiesOf(schema)).map(([property, inner]) => {
    const key = `${path}[${property}]`;
    const written = isArray(inner) ? `${key}[]` : key;
    const own = pairs.filter(([name]) => name === written).map(([, value]) => decodeURIComponent(value));
    if (isObject(inner)) return [property, deep(inner, key, pairs)] as const;
    if (isArray(inner) && isObject(itemsOf(inner)))
      return [property, some(indexed(itemsOf(inner), key, pairs))] as const;
    if (isArray(inner)) return [property, some(own.map((text) => leaf(itemsOf(inner), text)))] as const;
    return [property, own[0] === undefined ? undefined : leaf(inner, own[0])] as const;
  });
  return some(Object.fromEntries(found.filter(([, value]) => value !== undefined)));
}

/** `name[0][property]=…`: objects of a list, by index. */
function indexed(schema: Schema, path: string, pairs: readonly Pair[]): unknown[] {
  const indices = pairs.flatMap(([name]) =>
    name.startsWith(`${path}[`) ? [Number.parseInt(name.slice(path.length + 1), 10)] : [],
  );
  return [...new Set(indices)].map((index) => deep(schema, `${path}[${index}]`, pairs));
}

function objectOf(
  schema: Schema,
  pairs: readonly Pair[],
  decode: (raw: string) => string = decodeURIComponent,
): object {
  const properties = propertiesOf(schema);
  return Object.fromEntries(
    pairs.map(([key, value]) => {
      const schemaOf = Object.hasOwn(properties, key) ? properties[key] : undefined;
      return [key, leaf(schemaOf ?? {}, decode(value))];
    }),
  );
}

function alternating(parts: readonly string[], decode: (raw: string) => string = decodeURIComponent): Pair[] {
  return parts.flatMap((name, index) => (index % 2 === 0 ? [[decode(name), parts[index + 1] ?? ""] as const] : []));
}

function named(pairs: readonly Pair[], decode: (raw: string) => string = decodeURIComponent): Pair[] {
  return pairs.map(([key, value]) => [decode(key), value]);
}

/** A primitive of a schema's type from its text. */
export function leaf({ type }: Schema, text: string): unknown {
  if (type === "integer" || type === "number") return Number(text);
  if (type === "boolean") return text === "true" ? true : text === "false" ? false : text;
  return text;
}

function ofMedia(mediaType: string, text: string): unknown {
  return mediaType === "application/json" ? JSON.parse(text) : text;
}

function prefixed(text: string, prefix: string): string {
  if (!text.startsWith(prefix)) throw new Error(`expected ${prefix} before ${text}`);
  return text.slice(1);
}

function some<T extends object>(value: T): T | undefined {
  return Object.keys(value).length === 0 ? undefined : value;
}

export function isArray({ type }: Schema): boolean {
  return type === "array";
}

export function isObject({ type }: Schema): boolean {
  return type === "object";
}

export function itemsOf({ items }: Schema): Schema {
  return isSchema(items) ? items : {};
}

export function propertiesOf({ properties }: Schema): Readonly<Record<string, Schema>> {
  if (!isSchema(properties)) return {};
  return Object.fromEntries(
    Object.entries(properties).filter((entry): entry is [string, Schema] => isSchema(entry[1])),
  );
}

export function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
