import { isObject, type Json, type JsonObject, mapMembers, setOwn } from "../../json.js";
import { mapObjects } from "../../openapi/walk.js";
import { besideReference, pointerFrom, REFERENCE, referenceOf } from "../../openapi/reference.js";
import { resolvedValue } from "../../openapi/references.js";
import { METHODS } from "../../openapi/methods.js";
import { bodyOf, styledList } from "./body.js";
import { NOWHERE } from "./origins.js";
import { producing } from "./produces.js";
import { withServers } from "./servers.js";

/**
 * A Swagger 2.0 document in the subset of 2.0 that the upgrade carries over whole. Left to itself the upgrade loses the
 * items, enum and default of form fields, shared bodies and an operation's own `produces`. The given document is kept.
 */
export function prepareSwagger(document: JsonObject): JsonObject {
  const modern = mapObjects(document, "document", ({ object, kind }) =>
    kind === "schema" ? schema(object) : kind === "parameter" ? parameterOf(object) : object,
  );
  if (!isObject(modern)) return document;
  const paths = isObject(modern["paths"]) ? modern["paths"] : {};
  const prepared: JsonObject = {};
  for (const [path, item] of Object.entries(paths))
    setOwn(prepared, path, isObject(item) && !path.startsWith("x-") ? pathItem(item, modern) : item);
  return producing(withServers({ ...modern, ...sharedParameters(modern), paths: prepared }));
}

/** Replaces each shared parameter that refers to a body by that body. The upgrade moves bodies to their own section. */
function sharedParameters(document: JsonObject): JsonObject {
  const { parameters } = document;
  return isObject(parameters)
    ? { parameters: mapMembers(parameters, (parameter) => bodyBehind(parameter, document) ?? parameter) }
    : {};
}

/** 2.0 names the property alone (Swagger 2.0, "Schema Object"); `x-nullable` is how its documents say 3.0's `nullable`. */
function schema(object: JsonObject): JsonObject {
  const { discriminator, "x-nullable": nullable, ...rest } = object;
  return {
    ...rest,
    ...(discriminator === undefined
      ? {}
      : { discriminator: typeof discriminator === "string" ? { propertyName: discriminator } : discriminator }),
    ...(nullable === undefined ? {} : { nullable }),
  };
}

/**
 * A parameter that gives a definition in place of its type means that its values are of it: the upgrade takes a schema.
 * It takes none that does not say where it travels.
 */
function parameterOf(object: JsonObject): JsonObject {
  const rest = besideReference(object);
  const isTyped = pointerFrom(object)?.startsWith("/definitions/") === true && typeof rest["name"] === "string";
  if (isTyped) return { ...rest, schema: { [REFERENCE]: referenceOf(object) ?? "" } };
  const isPlaced = typeof object["in"] === "string" || referenceOf(object) !== undefined;
  return styledList(isPlaced ? object : { ...object, in: NOWHERE });
}

/** A path item whose operations have their bodies by themselves, each as one parameter. */
function pathItem(item: JsonObject, document: JsonObject): JsonObject {
  const shared = parametersOf(item, document);
  const { parameters: _parameters, ...result } = item;
  if (shared.length > 0) result["parameters"] = shared.filter((parameter) => !isBody(parameter));
  for (const method of METHODS) {
    const operation = item[method];
    if (isObject(operation)) result[method] = withBody(operation, shared.filter(isBody), document);
  }
  return result;
}

function withBody(operation: JsonObject, shared: readonly Json[], document: JsonObject): JsonObject {
  const own = parametersOf(operation, document);
  const overridden = new Set(own.map(identity));
  const bodies = [...shared.filter((parameter) => !overridden.has(identity(parameter))), ...own.filter(isBody)];
  const others = own.filter((parameter) => !isBody(parameter));
  const { parameter, consumes } = bodyOf(bodies.filter(isObject), operation["consumes"] ?? document["consumes"]);
  const parameters = [...others, ...(parameter === undefined ? [] : [parameter])];
  const { parameters: _parameters, ...rest } = operation;
  return {
    ...rest,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(consumes === undefined ? {} : { consumes }),
  };
}

/** Parameters with references to bodies and form fields followed; the upgrade handles those to other ones. */
function parametersOf(holder: JsonObject, document: JsonObject): Json[] {
  const parameters = Array.isArray(holder["parameters"]) ? holder["parameters"] : [];
  return parameters.filter(isObject).map((parameter) => bodyBehind(parameter, document) ?? parameter);
}

function bodyBehind(parameter: Json, document: JsonObject): Json | undefined {
  const target = resolvedValue(document, parameter);
  return target !== undefined && isBody(target) ? target : undefined;
}

function isBody(parameter: Json): boolean {
  return isObject(parameter) && (parameter["in"] === "body" || parameter["in"] === "formData");
}

/** Parameters of one identity override each other; an operation has one body, whatever its name. */
function identity(parameter: Json): string {
  if (!isObject(parameter)) return "";
  return parameter["in"] === "body"
    ? "body"
    : `${JSON.stringify(parameter["in"])} ${JSON.stringify(parameter["name"])}`;
}
