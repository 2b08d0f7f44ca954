import fc from "fast-check";
import {
  isInherited,
  jsonShapes,
  leaves,
  list,
  maps,
  type Schema,
  objects,
  type Shape,
  type Version,
} from "./schemas.js";
import { cookieNames, headerNames, pathNames, queryNames } from "./texts.js";

export type Place = "path" | "query" | "header" | "cookie";

/** A parameter as the document describes it. */
export interface Parameter {
  readonly name: string;
  readonly in: Place;
  readonly required: boolean;
  readonly style: string;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  /** Media type, where the value is described by `content`. */
  readonly content: string | undefined;
  readonly schema: Schema;
  /** What the call gives; undefined where it gives nothing. */
  readonly value: unknown;
}

interface Facts extends Pick<Parameter, "in" | "style" | "explode" | "allowReserved" | "content"> {
  readonly kind: "leaf" | "list" | "object" | "deep" | "json";
}

const NAMES = { path: pathNames, query: queryNames, header: headerNames, cookie: cookieNames };
const STYLES = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form"],
};

/** Styles of 2.0 that put something else than a comma between values. */
export const DELIMITED: readonly string[] = ["spaceDelimited", "pipeDelimited", "tabDelimited"];

/** Parameters of one operation: names are unique, and objects that become several parameters stand alone in a place. */
export function parametersOf(version: Version): fc.Arbitrary<readonly Parameter[]> {
  const places =
    version === "2.0" ? (["path", "query", "header"] as const) : (["path", "query", "header", "cookie"] as const);
  return fc
    .uniqueArray(
      fc
        .constantFrom(...places)
        .chain((place) => fc.constantFrom(...NAMES[place]).chain((name) => parameterOf(version, place, name))),
      { selector: ({ in: place, name }) => `${place} ${name.toLowerCase()}`, maxLength: 5 },
    )
    .map((parameters) =>
      parameters.filter(
        (parameter, index) =>
          !isSpread(parameter) ||
          parameters.findIndex((other) => other.in === parameter.in && isSpread(other)) === index,
      ),
    );
}

/** An object whose properties travel under their own names. */
function isSpread({ in: place, style, explode, schema, content }: Parameter): boolean {
  return (
    (place === "query" || place === "cookie") &&
    content === undefined &&
    style === "form" &&
    explode &&
    schema["type"] === "object"
  );
}

function parameterOf(version: Version, place: Place, name: string): fc.Arbitrary<Parameter> {
  return factsOf(version, place).chain((facts) =>
    valueShapes(version, facts).chain((shape) =>
      fc
        .record({
          required: place === "path" || isInherited(name) ? fc.constant(true) : fc.boolean(),
          value: shape.values("request"),
          given: fc.boolean(),
        })
        .map(({ required, value, given }) => {
          const { kind: _kind, ...rest } = facts;
          const isGiven = required || given;
          return {
            name,
            ...rest,
            required,
            schema: shape.schema,
            value: isGiven ? asCalled(shape.schema, value) : undefined,
          };
        }),
    ),
  );
}

/** A date-time is given as a Date where it is a whole parameter. */
function asCalled(schema: Schema, value: unknown): unknown {
  return schema["format"] === "date-time" && typeof value === "string" ? new Date(value) : value;
}

function factsOf(version: Version, place: Place): fc.Arbitrary<Facts> {
  const styled = fc.record({
    style: fc.constantFrom(...STYLES[place]),
    explode: fc.boolean(),
    allowReserved: place === "query" && version !== "2.0" ? fc.boolean() : fc.constant(false),
    kind: fc.constantFrom<Facts["kind"]>("leaf", "list", "object"),
  });
  if (version === "2.0") {
    // `collectionFormat` has no objects; only queries have more than `csv` here.
    return fc.tuple(styled, fc.constantFrom("form", ...DELIMITED)).map(([{ kind, explode }, written]) => {
      const style = place === "query" ? written : "simple";
      const isDelimited = DELIMITED.includes(style);
      return {
        in: place,
        style,
        explode: style === "form" && explode,
        allowReserved: false,
        content: undefined,
        kind: kind === "object" || isDelimited ? "list" : kind,
      };
    });
  }
  const contents = fc.constantFrom("application/json", "text/plain").map((content): Facts => {
    const style = place === "path" || place === "header" ? "simple" : "form";
    return {
      in: place,
      style,
      explode: false,
      allowReserved: false,
      content,
      kind: content === "text/plain" ? "leaf" : "json",
    };
  });
  const byStyle = styled.map(({ style, explode, allowReserved, kind }): Facts => {
    const facts = { in: place, style, explode, allowReserved, content: undefined };
    if (style === "deepObject") return { ...facts, explode: true, kind: "deep" };
    if (style === "spaceDelimited" || style === "pipeDelimited") {
      return { ...facts, explode: false, kind: kind === "leaf" ? "list" : kind };
    }
    return { ...facts, kind };
  });
  return fc.oneof({ weight: 5, arbitrary: byStyle }, { weight: 1, arbitrary: contents });
}

/** Schemas and values that the style can carry: what it has no escape for is left out. */
function valueShapes(version: Version, facts: Facts): fc.Arbitrary<Shape> {
  const fits = (text: string): boolean => carries(facts, text);
  const named = (shape: Shape): boolean =>
    Object.keys(propertiesOf(shape.schema)).every((name) => name !== "" && fits(name) && !/[[\]]/u.test(name));
  const leaf = leaves(version, fits).filter(({ schema }) => isApart(facts, schema));
  switch (facts.kind) {
    case "leaf":
      return alwaysThere(facts, facts.content === "text/plain" ? leaf.filter(isText) : leaf);
    case "list":
      return filled(leaf.map(list));
    case "object":
      return filled(plain(leaf).filter(named));
    case "deep":
      return filled(
        plain(fc.oneof(leaf, leaf.map(list), plain(leaf).filter(named), plain(leaf).filter(named).map(list))).filter(
          named,
        ),
      );
    case "json":
      return facts.in === "header" ? leaf : fc.oneof(jsonShapes(version, 1), maps(leaf));
  }
}

/** Objects of which nothing is read-only. */
function plain(inner: fc.Arbitrary<Shape>): fc.Arbitrary<Shape> {
  return objects(inner, { least: 1, marks: [undefined] });
}

function isText({ schema }: Shape): boolean {
  return schema["type"] === "string" && !("format" in schema);
}

/** A path has no way to leave its value out. */
function alwaysThere({ in: place }: Facts, shapes: fc.Arbitrary<Shape>): fc.Arbitrary<Shape> {
  if (place !== "path") return shapes;
  return shapes.map(({ schema, values }) => ({
    schema,
    values: (direction) => values(direction).filter((value) => value !== null),
  }));
}

/** Dots are unreserved, so never encoded (RFC 6570, section 3.2.5). */
function isApart({ style, kind, explode }: Facts, { type, format }: Schema): boolean {
  return style !== "label" || kind === "leaf" || !explode || (type !== "number" && format !== "date-time");
}

function carries({ in: place, style, explode, allowReserved, kind, content }: Facts, text: string): boolean {
  if (place === "path" && /^\.*$/u.test(text)) return false;
  if (content === "application/json") return place !== "header" || /^[\x20-\x7e]*$/u.test(text);
  // Headers have no escapes; HTTP takes the space around their values away.
  if (place === "header" && !/^(?:[\x21-\x7e\xa1-\xff](?:[\x20-\x7e\xa1-\xff]*[\x21-\x7e\xa1-\xff])?)?$/u.test(text))
    return false;
  if (place === "header" && kind !== "leaf" && /[,=]/u.test(text)) return false;
  if (style === "label" && kind !== "leaf" && explode && text.includes(".")) return false;
  if (style === "spaceDelimited" && text.includes(" ")) return false;
  if (style === "tabDelimited" && text.includes("\t")) return false;
  if (style === "pipeDelimited" && text.includes("|")) return false;
  // Encoded triplets stand as they are.
  if (allowReserved && (text.includes("%") || (kind !== "leaf" && !explode && text.includes(",")))) return false;
  return true;
}

/** Lists and objects with something in them: nothing is sent of others, and a path cannot do without. */
function filled(shapes: fc.Arbitrary<Shape>): fc.Arbitrary<Shape> {
  const isFilled = (value: unknown): boolean =>
    typeof value === "object" &&
    value !== null &&
    Object.values(value).some((item) => item !== null && (typeof item !== "object" || isFilled(item)));
  return shapes
    .filter(({ schema }) => schema["type"] === "array" || Object.keys(propertiesOf(schema)).length > 0)
    .map(({ schema, values }) => ({ schema, values: (direction) => values(direction).filter(isFilled) }));
}

function propertiesOf(schema: Schema): object {
  const { properties } = schema;
  return typeof properties === "object" && properties !== null ? properties : {};
}
