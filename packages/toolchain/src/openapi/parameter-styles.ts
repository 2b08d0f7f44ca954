import type { JsonObject } from "../json.js";

/** Where a parameter travels (OpenAPI 3.2, "Parameter Locations"); `querystring` is the whole query. */
export type ParameterPlace = keyof typeof PARAMETER_STYLES;

export type ParameterStyle = (typeof PARAMETER_STYLES)[ParameterPlace][number] | "tabDelimited";

/** The styles of each place, the default first (OpenAPI 3.2, "Style Values"). */
export const PARAMETER_STYLES = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  querystring: ["form"],
  header: ["simple"],
  cookie: ["form", "cookie"],
} as const;

/**
 * Where an upgraded document keeps a style that only 2.0 has at that place: `collectionFormat` puts tabs between values,
 * and anything between those of a path or a header.
 */
export const COLLECTION_STYLE = "x-collection-style";

const COLLECTION_STYLES: Readonly<Record<string, ParameterStyle>> = {
  csv: "form",
  ssv: "spaceDelimited",
  tsv: "tabDelimited",
  pipes: "pipeDelimited",
};

/** The style that 2.0's `collectionFormat` means; undefined for `multi`, and for what is none. */
export function collectionStyle(format: string): ParameterStyle | undefined {
  return Object.hasOwn(COLLECTION_STYLES, format) ? COLLECTION_STYLES[format] : undefined;
}

/** The style that an upgraded document keeps of 2.0. */
export function keptStyle(text: string | undefined): ParameterStyle | undefined {
  return Object.values(COLLECTION_STYLES).find((style) => style === text);
}

/** Whether a text names a place of parameters. */
export function isParameterPlace(text: string | undefined): text is ParameterPlace {
  return text !== undefined && Object.hasOwn(PARAMETER_STYLES, text);
}

/** The style of a place that a text names; undefined where the place has no such style. */
export function styleOfPlace(place: ParameterPlace, text: string): ParameterStyle | undefined {
  return PARAMETER_STYLES[place].find((style) => style === text);
}

/** The style of a parameter that names none. */
export function defaultStyle(place: ParameterPlace): ParameterStyle {
  return PARAMETER_STYLES[place][0];
}

/** Whether each value of a list has a name of its own, where `explode` does not say. */
export function defaultExplode(style: string): boolean {
  return style === "form" || style === "cookie";
}

const IGNORED_HEADERS = new Set(["accept", "content-type", "authorization"]);

/** Whether a header parameter of this name "shall be ignored" (OpenAPI 3.1, Parameter Object, `name`). */
export function isIgnoredHeader(name: string): boolean {
  return IGNORED_HEADERS.has(name.toLowerCase());
}

/**
 * The simplest style and `explode` with the same result (OpenAPI 3.2, "Style Examples"). `explode` and delimiters have no
 * effect on a single value. Delimiters have no effect on an exploded list. `explode` has no effect on a list in a header or
 * on what is written in brackets.
 *
 * @param mayBe Whether the value can have one of these types.
 */
export function styleInEffect(
  style: string,
  explode: boolean,
  mayBe: (...types: readonly string[]) => boolean,
): { readonly style: string; readonly explode: boolean } {
  const hasParts = mayBe("array", "object");
  if (style === "deepObject") return { style: hasParts ? style : "form", explode: false };
  if (style.endsWith("Delimited") && (explode || !hasParts)) return { style: "form", explode: hasParts };
  return { style, explode: explode && (style === "simple" ? mayBe("object") : hasParts) };
}

/** The extension of a path item that lists the parameters of its template that can have several segments. */
export const SEVERAL_NAMES = "x-multi-segment";

/** The extensions of a path parameter that can have several segments: GitHub's and Azure's. */
const SEVERAL = [SEVERAL_NAMES, "x-ms-skip-url-encoding"];

/** The patterns that grpc-gateway writes for templates of google.api.http: `shelves/[^/]+`. */
const SEGMENTS = /^(?:[\w-]+|\[\^\/\]\+|\.\+)(?:\/(?:[\w-]+|\[\^\/\]\+|\.\+))+$/u;

/** Whether an extension or a pattern says that a path parameter can have several segments. */
export function isSeveral(parameter: JsonObject, schemas: readonly JsonObject[]): boolean {
  const isOfSegments = ({ pattern }: JsonObject): boolean => typeof pattern === "string" && SEGMENTS.test(pattern);
  return SEVERAL.some((key) => parameter[key] === true) || schemas.some(isOfSegments);
}
