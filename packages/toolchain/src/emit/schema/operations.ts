import { IGNORING } from "../../contract/annotations/ignored.js";
import { operationKey } from "../../openapi/operations.js";
import { isIgnoredHeader } from "../../openapi/parameter-styles.js";
import { templateNames } from "../../openapi/path-template.js";
import { METHODS } from "../../openapi/methods.js";
import { isObject, type Json, type JsonObject, setOwn } from "../../json.js";
import { besideReference } from "../../openapi/reference.js";
import { resolvedValue } from "../../openapi/references.js";
import { has, listOf, without } from "../../openapi/schema-keywords.js";
import type { Placeholders } from "./placeholders.js";

/**
 * The document with path items as openapi-typescript prints them whole: none is a reference, each operation of the
 * client has a name under `operations`, and declares what its template takes. Operations of `query` and of
 * `additionalOperations` stand in a place of their own, since their methods are not printed; callbacks stand among the
 * webhooks, as nothing else prints them.
 *
 * @param hasMethods Whether a client has methods with these docs. Then `paths` has only the summaries: editors do not show
 *   docs of `paths` where a call is written.
 */
export function printedOperations(document: JsonObject, placeholders: Placeholders, hasMethods: boolean): JsonObject {
  const paths: JsonObject = {};
  const webhooks: JsonObject = {};
  for (const [path, item] of membersOf(document["paths"])) {
    if (path.startsWith("x-")) continue;
    const given = shared(pathItem(item, document), document);
    const printed: JsonObject = without(given, "query", "additionalOperations", "servers");
    for (const [method, operation] of operationsIn(given, document)) {
      const id =
        isIgnored(given) || isIgnored(operation) ? undefined : operationKey(method, path, operation["operationId"]);
      for (const [name, callback] of callbacksOf(operation, id ?? `${method} ${path}`, document))
        setOwn(webhooks, name, callback);
      const taken = [...listOf(given["parameters"]), ...listOf(operation["parameters"])].map((at) =>
        resolvedValue(document, at),
      );
      const isTold = hasMethods && id !== undefined && typeof operation["summary"] === "string";
      const told = isTold ? without(operation, "description") : operation;
      const whole = named(told, id, namesWithout(path, taken), placeholders);
      const field = method.toLowerCase();
      if (field !== "query" && has(printed, field)) printed[field] = whole;
      // Printed below a token, and taken out of `paths` again with everything that bears one.
      else
        setOwn(paths, placeholders.hidden(`${method} ${path}`), { parameters: given["parameters"] ?? [], get: whole });
    }
    setOwn(paths, path, printed);
  }
  for (const [name, item] of membersOf(document["webhooks"]))
    setOwn(webhooks, name, unnamed(pathItem(item, document), document));
  return { ...document, paths, ...(Object.keys(webhooks).length > 0 ? { webhooks } : {}) };
}

function named(
  operation: JsonObject,
  id: string | undefined,
  undeclared: readonly string[],
  placeholders: Placeholders,
): JsonObject {
  const { operationId: _id, callbacks: _callbacks, parameters, ...rest } = operation;
  const all: Json[] = [
    ...undeclared.map((name): Json => ({ name, in: "path", required: true, schema: { type: "string" } })),
    ...listOf(parameters),
  ];
  return {
    ...rest,
    ...(id === undefined ? {} : { operationId: placeholders.of(id) }),
    ...(all.length > 0 ? { parameters: all } : {}),
  };
}

/** Names in a path's braces that no parameter declares. */
function namesWithout(path: string, declared: readonly (Json | undefined)[]): string[] {
  const isDeclared = (name: string): boolean =>
    declared.some((parameter) => isObject(parameter) && parameter["in"] === "path" && parameter["name"] === name);
  return templateNames(path).filter((name) => !isDeclared(name));
}

/** Whether other generators leave an operation, or all of a path, out: the client has no method for it then. */
function isIgnored(holder: JsonObject): boolean {
  return IGNORING.some((extension) => holder[extension] === true);
}

/** The operations of a path item by method, those without a field of their own included. */
function operationsIn(item: JsonObject, document: JsonObject): [method: string, operation: JsonObject][] {
  const own = METHODS.map((method): [string, Json] => [method.toUpperCase(), item[method] ?? null]);
  const additional = membersOf(item["additionalOperations"]).map(([method, value]): [string, Json] => {
    const operation = resolvedValue(document, value) ?? null;
    return [method, isObject(operation) ? kept(operation, document) : operation];
  });
  return [...own, ...additional].flatMap(([method, value]) => (isObject(value) ? [[method, value]] : []));
}

/** A path item or an operation without the parameters that the specification has ignored. */
function kept(holder: JsonObject, document: JsonObject): JsonObject {
  if (!Array.isArray(holder["parameters"])) return holder;
  return { ...holder, parameters: holder["parameters"].filter((parameter) => !isLeftOut(parameter, document)) };
}

/** A path item and its operations so. */
function shared(item: JsonObject, document: JsonObject): JsonObject {
  const result = kept(item, document);
  for (const method of METHODS) {
    const operation = item[method];
    const target = resolvedValue(document, operation);
    if (isObject(target)) result[method] = kept(target, document);
  }
  return result;
}

function isLeftOut(parameter: Json, document: JsonObject): boolean {
  const target = resolvedValue(document, parameter);
  if (!isObject(target) || target["in"] !== "header") return false;
  return typeof target["name"] === "string" && isIgnoredHeader(target["name"]);
}

/** What a webhook's operations carry; their ids name no method. */
function unnamed(item: JsonObject, document: JsonObject): JsonObject {
  const result = shared(item, document);
  for (const method of METHODS) {
    const operation = result[method];
    if (isObject(operation)) result[method] = without(operation, "operationId", "callbacks");
  }
  return without(result, "query", "additionalOperations");
}

/** The callbacks of an operation as webhooks: `subscribe.onEvent`, with the expression behind where there are several. */
function* callbacksOf(operation: JsonObject, id: string, document: JsonObject): Generator<[string, JsonObject]> {
  for (const [name, value] of membersOf(operation["callbacks"])) {
    const callback = resolvedValue(document, value);
    const expressions = membersOf(callback).filter(([key]) => !key.startsWith("x-"));
    for (const [expression, item] of expressions) {
      const suffix = expressions.length > 1 ? ` ${expression}` : "";
      yield [`${id}.${name}${suffix}`, unnamed(pathItem(item, document), document)];
    }
  }
}

/** A path item, references followed; what stands beside a reference is its own (OpenAPI 3.1, "Path Item Object"). */
function pathItem(value: Json, document: JsonObject): JsonObject {
  if (!isObject(value)) return {};
  const target = resolvedValue(document, value);
  return isObject(target) ? { ...target, ...besideReference(value) } : {};
}

function membersOf(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}
