import { isObject, type Json, type JsonObject, setOwn } from "../../json.js";
import { resolvedValue } from "../../openapi/references.js";
import { isJson } from "../../openapi/media-type.js";
import { METHODS } from "../../openapi/methods.js";
import { textsIn } from "../../openapi/schema-keywords.js";
import { JSON_TYPE } from "./body.js";

/**
 * A 2.0 document in which each operation says what it produces, where any does: an operation's own list overrides the
 * document's (Swagger 2.0, "Operation Object", `produces`), while the upgrade lets the document's win. Shared responses
 * are then written out where they are used, since they differ by operation.
 */
export function producing(document: JsonObject): JsonObject {
  const paths = isObject(document["paths"]) ? document["paths"] : {};
  const isOverridden = operationsOf(paths).some(
    (operation) => producesOf(operation, document) !== document["produces"],
  );
  if (!isOverridden) return document;
  const { produces: _produces, ...rest } = document;
  const changed: JsonObject = {};
  for (const [path, item] of Object.entries(paths))
    setOwn(changed, path, isObject(item) ? pathItem(item, document) : item);
  return { ...rest, paths: changed };
}

function pathItem(item: JsonObject, document: JsonObject): JsonObject {
  const changed = { ...item };
  for (const method of METHODS) {
    const operation = item[method];
    if (!isObject(operation)) continue;
    const produces = producesOf(operation, document);
    const responses: JsonObject = {};
    for (const [status, response] of Object.entries(responsesOf(operation)))
      setOwn(responses, status, resolvedValue(document, response) ?? response);
    changed[method] = {
      ...operation,
      ...(isObject(operation["responses"]) ? { responses } : {}),
      ...(produces === undefined ? {} : { produces }),
    };
  }
  return changed;
}

/**
 * The media types of a response. An empty list says nothing. A file of which nothing but JSON is said, often by the
 * document for all operations, can have any type.
 */
function producesOf(operation: JsonObject, document: JsonObject): Json | undefined {
  const declared = operation["produces"] ?? document["produces"];
  const types = textsIn([declared ?? []].flat());
  if (declared !== undefined && types.some((type) => !isJson(type))) return declared;
  const isFile = Object.values(responsesOf(operation)).some((given) => {
    const response = resolvedValue(document, given);
    const schema = isObject(response) ? response["schema"] : undefined;
    return isObject(schema) && schema["type"] === "file";
  });
  if (isFile) return ["*/*"];
  return declared !== undefined && types.length === 0 ? [JSON_TYPE] : declared;
}

function operationsOf(paths: JsonObject): JsonObject[] {
  return Object.values(paths).flatMap((item) =>
    METHODS.map((method) => (isObject(item) ? item[method] : undefined)).filter(isObject),
  );
}

function responsesOf(operation: JsonObject): JsonObject {
  return isObject(operation["responses"]) ? operation["responses"] : {};
}
