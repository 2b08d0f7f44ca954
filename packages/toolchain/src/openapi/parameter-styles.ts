/** Where a parameter travels (OpenAPI 3.1, "Parameter Locations"). */
export type ParameterPlace = keyof typeof PARAMETER_STYLES;

export type ParameterStyle = (typeof PARAMETER_STYLES)[ParameterPlace][number];

/** The styles of each place, the default first (OpenAPI 3.1, "Style Values"). */
export const PARAMETER_STYLES = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form"],
} as const;

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
  return style === "form";
}

const IGNORED_HEADERS = new Set(["accept", "content-type", "authorization"]);

/** Whether a header parameter of this name "shall be ignored" (OpenAPI 3.1, Parameter Object, `name`). */
export function isIgnoredHeader(name: string): boolean {
  return IGNORED_HEADERS.has(name.toLowerCase());
}
