import { findClosest } from "../../closest.js";
import type { SourceDocument } from "../../openapi/document.js";
import { formatPointer, type Json, parsePointer } from "../../json.js";
import { jsonSchema } from "../content.js";
import { failure, type Located, formatShort } from "../../openapi/located.js";
import type { OperationSource } from "../operations.js";
import type { ParameterSource } from "../parameters.js";
import {
  type SchemaField,
  schemaFieldAt,
  schemaFieldOf,
  mayBeArray,
  propertiesOf,
  typesOf,
} from "../../openapi/schema-fields.js";
import { matching, type Read, textField } from "./fields.js";

/** A JSON pointer (RFC 6901), `""` included. */
export const pointer = matching(/^(\/([^~]|~[01])*)?$/, "a JSON pointer, such as /status");

/** A JSON pointer to a field of an operation's response. */
export function answerField(operation: OperationSource, wanted?: "array" | "value"): Read<string> {
  return (at, document) => {
    const { answer } = operation;
    if (answer !== undefined) return schemaField(at, document, schemaFieldOf(document, answer), "response", wanted);
    const message = `${operation.method} ${operation.path} declares no JSON response, so ${formatShort(at.value)} names no field.`;
    throw failure(document, at.pointer, "contract/field", message);
  };
}

/** A JSON pointer to a field of an operation's response, or the name of a declared response header. */
export function answerPlace(operation: OperationSource): Read<string> {
  const headers = operation.responses.flatMap((response) => response.headers ?? []);
  return (at, document) => {
    const name = headers.find(
      (header) => typeof at.value === "string" && header.toLowerCase() === at.value.toLowerCase(),
    );
    return name ?? answerField(operation, "value")(at, document);
  };
}

/** A JSON pointer into an item of the array at `items` in an operation's response. */
export function itemField({ answer }: OperationSource, items: string): Read<string> {
  return (at, document) => {
    const whole = answer === undefined ? [] : schemaFieldOf(document, answer);
    return schemaField(at, document, schemaFieldAt(document, whole, `${items}/0`) ?? [], "item");
  };
}

/** A JSON pointer to a field of a schema; `holder` names the whole in messages. */
export function schemaField(
  at: Located<Json>,
  document: SourceDocument,
  whole: SchemaField,
  holder: string,
  wanted?: "array" | "value",
): string {
  const path = pointer(at, document);
  const field = schemaFieldAt(document, whole, path);
  if (field === undefined) throw missingField(at, document, whole, holder, path);
  if (wanted === "array" && !mayBeArray(field)) {
    const message = `'${path}' of the ${holder} is not an array.`;
    throw failure(document, at.pointer, "contract/field", message, "Point at the array that holds the items.");
  }
  const types = [...typesOf(field)];
  if (wanted === "value" && types.length > 0 && types.every((type) => type === "array" || type === "object")) {
    const message = `'${path}' of the ${holder} is no text, number or flag.`;
    throw failure(document, at.pointer, "contract/field", message, "Point at the field that has the value itself.");
  }
  return path;
}

/**
 * A parameter of an operation by its wire name (query, header or cookie), or a field of the body where it begins with
 * `/`.
 */
export function requestField(operation: OperationSource): Read<string> {
  return (at, document) => {
    const name = textField(at, document);
    if (!name.startsWith("/"))
      return parameterNamed(at, document, name, operation, (parameter) => parameter.in !== "path").name;
    const body = operation.body && jsonSchema(document, operation.body.at);
    if (body !== undefined) return schemaField(at, document, schemaFieldOf(document, body), "request body");
    const message = `${operation.method} ${operation.path} has no JSON body, so '${name}' names no field.`;
    throw failure(document, at.pointer, "contract/parameter-unknown", message);
  };
}

/** A query parameter of an operation by its wire name. */
export function queryParameter(operation: OperationSource): Read<string> {
  return (at, document) =>
    parameterNamed(at, document, textField(at, document), operation, (parameter) => parameter.in === "query").name;
}

/** The path parameter of an operation that takes an id. */
export function idParameter(operation: OperationSource): Read<string> {
  return (at, document) =>
    parameterNamed(at, document, textField(at, document), operation, (parameter) => parameter.in === "path").name;
}

/** An operation by its id. */
export function operationNamed(operations: ReadonlyMap<string, OperationSource>): Read<OperationSource> {
  return (at, document) => {
    const id = textField(at, document);
    const found = operations.get(id);
    if (found !== undefined) return found;
    const closest = findClosest(id, [...operations.keys()]);
    const message = `No operation has the id '${id}'.`;
    throw failure(
      document,
      at.pointer,
      "contract/operation-unknown",
      message,
      closest && `Write '${closest}' instead.`,
    );
  };
}

function parameterNamed(
  at: Located<Json>,
  document: SourceDocument,
  name: string,
  { method, path, parameters }: OperationSource,
  admits: (parameter: ParameterSource) => boolean,
): ParameterSource {
  const candidates = parameters.filter(admits);
  const found = candidates.find((parameter) => parameter.name === name);
  if (found !== undefined) return found;
  const names = candidates.map((parameter) => parameter.name);
  const closest = findClosest(name, names);
  const message = `${method} ${path} has no parameter '${name}'; it has ${names.join(", ") || "none"}.`;
  throw failure(document, at.pointer, "contract/parameter-unknown", message, closest && `Write '${closest}' instead.`);
}

/** An error with the missing step and the existing fields. */
function missingField(
  at: Located<Json>,
  document: SourceDocument,
  whole: SchemaField,
  holder: string,
  path: string,
): Error {
  const tokens = parsePointer(path);
  const reached = tokens.findLastIndex(
    (_, length) => schemaFieldAt(document, whole, formatPointer(tokens.slice(0, length))) !== undefined,
  );
  const before = formatPointer(tokens.slice(0, reached));
  const names = [...propertiesOf(document, schemaFieldAt(document, whole, before) ?? []).keys()];
  const closest = findClosest(tokens[reached] ?? "", names);
  const place = before === "" ? `the ${holder}` : `'${before}' of the ${holder}`;
  const message = `'${path}' names no field: ${place} has ${names.slice(0, 12).join(", ") || "none"}.`;
  const meant = closest && formatPointer([...tokens.slice(0, reached), closest, ...tokens.slice(reached + 1)]);
  return failure(document, at.pointer, "contract/field", message, meant && `Write '${meant}' instead.`);
}
