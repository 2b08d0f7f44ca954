import type { JsonObject } from "../json.js";
import type { SourceDocument } from "../openapi/document.js";
import type { Parameter } from "./contract.js";
import { readEncodings } from "./forms.js";
import { omitUndefined } from "./omit-undefined.js";
import { flagOf, type Located, member, membersAt, textOf } from "../openapi/located.js";
import {
  COLLECTION_STYLE,
  defaultExplode,
  defaultStyle,
  isIgnoredHeader,
  isParameterPlace,
  isSeveral,
  keptStyle,
  SEVERAL_NAMES,
  styleOfPlace,
} from "../openapi/parameter-styles.js";
import { templateNames } from "../openapi/path-template.js";
import { follow, objectAt } from "../openapi/references.js";
import { textsIn } from "../openapi/schema-keywords.js";
import { propertiesOf, schemaFieldOf, typesOf, valuesOf } from "../openapi/schema-fields.js";

/** A parameter and where it is described. */
export interface ParameterSource extends Parameter {
  readonly at: Located;
}

/**
 * The parameters of an operation, those of its path item included unless it has its own of the same name and
 * location. Path parameters stand in template order, the others in document order; every default is filled in.
 * A template's expression that no parameter declares is one all the same.
 */
export function readParameters(
  document: SourceDocument,
  path: string,
  pathItem: Located,
  operation: Located,
): ParameterSource[] {
  const own = readList(document, operation);
  const shared = readList(document, pathItem).filter(({ key }) => !own.some((other) => other.key === key));
  const all = [...shared, ...own].flatMap(({ at }) => readParameter(document, at));
  const several = textsIn(pathItem.value[SEVERAL_NAMES]);
  const inPath = templateNames(path).map((name) => {
    const parameter = all.find((candidate) => candidate.in === "path" && candidate.name === name);
    const found = parameter ?? undeclared(name, operation);
    return several.includes(name) ? { ...found, several: true as const } : found;
  });
  const others = all.filter(
    (parameter) => parameter.in !== "path" && !(parameter.in === "header" && isIgnoredHeader(parameter.name)),
  );
  return [...inPath, ...others];
}

/** What a template takes and no parameter declares: text, since its place in the path says all that is needed to send it. */
function undeclared(name: string, at: Located): ParameterSource {
  const style = defaultStyle("path");
  return { name, in: "path", style, explode: defaultExplode(style), required: true, at };
}

function readList(document: SourceDocument, holder: Located): { key: string; at: Located }[] {
  return membersAt(holder, "parameters").map(([, item]) => {
    const at = objectAt(document, item);
    return { key: `${textOf(at, "in") ?? ""} ${textOf(at, "name") ?? ""}`, at };
  });
}

function readParameter(document: SourceDocument, at: Located): ParameterSource[] {
  const place = textOf(at, "in");
  if (!isParameterPlace(place)) return [];
  const style =
    keptStyle(textOf(at, COLLECTION_STYLE)) ?? styleOfPlace(place, textOf(at, "style") ?? "") ?? defaultStyle(place);
  const [mediaType, media] = membersAt(at, "content")[0] ?? [];
  const explode = flagOf(at, "explode") ?? defaultExplode(style);
  const required = place === "path" || flagOf(at, "required") === true;
  const parameter = omitUndefined({
    name: textOf(at, "name") ?? "",
    in: place,
    style,
    explode,
    required,
    allowReserved: flagOf(at, "allowReserved") === true ? (true as const) : undefined,
    several: place === "path" && isSeveral(at.value, schemasOf(document, at)) ? (true as const) : undefined,
    hasLists: place === "query" && style === "form" && explode && hasLists(document, at) ? (true as const) : undefined,
    deprecated: flagOf(at, "deprecated") === true ? (true as const) : undefined,
    description: textOf(at, "description"),
    constant: required && place !== "path" ? constantOf(document, at) : undefined,
    content: mediaType,
    encoding:
      media && place === "querystring" ? readEncodings(document, mediaType ?? "", follow(document, media)) : undefined,
    at,
  });
  return [parameter];
}

/** Whether a parameter is an object with a property that may be a list. */
function hasLists(document: SourceDocument, at: Located): boolean {
  const schema = member(at, "schema");
  const properties = schema && propertiesOf(document, schemaFieldOf(document, schema)).values();
  return [...(properties ?? [])].some((property) => typesOf(property).has("array"));
}

function schemasOf(document: SourceDocument, at: Located): JsonObject[] {
  const schema = member(at, "schema");
  return schema === undefined ? [] : schemaFieldOf(document, schema).map(({ value }) => value);
}

/** The one value of a `const`, or of an `enum` with a single value, which the client sends by itself where it has to. */
export function constantOf(document: SourceDocument, at: Located): Parameter["constant"] {
  const schema = member(at, "schema");
  const [value, ...others] = (schema && valuesOf(schemaFieldOf(document, schema))) ?? [];
  const isConstant = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isConstant && others.length === 0 ? value : undefined;
}
