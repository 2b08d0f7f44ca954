import { propertiesOf } from "./decode-parameters.js";
import { MULTIPART, URLENCODED } from "./bodies.js";
import { facts, templateOf } from "./facts.js";
import type { Case, Operation } from "./operations.js";
import type { Parameter } from "./parameters.js";
import type { Response } from "./responses.js";
import type { Schema } from "./schemas.js";
import { schemesOf } from "./security.js";

/** The same case as an OpenAPI 2.0 document, which says most things in another way. */
export function swaggerOf(given: Case, root: object, origin: string): object {
  const paths = given.operations.map(
    (operation, index) => [templateOf(operation, index), pathItem(operation)] as const,
  );
  return {
    swagger: "2.0",
    ...root,
    paths: Object.fromEntries(paths),
    ...(given.server.kind === "none" ? {} : { host: new URL(origin).host, basePath: "/api", schemes: ["http"] }),
    securityDefinitions: schemesOf(given.security, "2.0"),
  };
}

function pathItem(operation: Operation): object {
  const { method, isShared, responses } = operation;
  const listed = operation.parameters.map(parameterObject);
  const [body] = operation.body?.contents ?? [];
  const produces = responses.declared.flatMap(({ mediaType }) => mediaType ?? []);
  const described = {
    ...facts(operation),
    ...(body === undefined ? {} : { consumes: [body.mediaType] }),
    ...(produces.length === 0 ? {} : { produces: [...new Set(produces)] }),
    parameters: [...(isShared ? [] : listed), ...bodyParameters(operation)],
    responses: Object.fromEntries(responses.declared.map((response) => [response.status, responseObject(response)])),
  };
  return { ...(isShared ? { parameters: listed } : {}), [method]: described };
}

function parameterObject({ name, in: place, required, explode, style, schema }: Parameter): object {
  return { name, in: place, ...(required ? { required } : {}), ...schema, ...collection(schema, explode, style) };
}

const FORMATS: Readonly<Record<string, string>> = {
  spaceDelimited: "ssv",
  pipeDelimited: "pipes",
  tabDelimited: "tsv",
};

function collection({ type }: Schema, explode: boolean, style = "form"): object {
  return type === "array" ? { collectionFormat: explode ? "multi" : (FORMATS[style] ?? "csv") } : {};
}

function bodyParameters({ body }: Operation): object[] {
  const [content] = body?.contents ?? [];
  if (body === undefined || content === undefined) return [];
  const { schema = {}, mediaType, encoding } = content;
  const { required } = body;
  if (mediaType !== URLENCODED && mediaType !== MULTIPART)
    return [{ name: "payload", in: "body", ...(required ? { required } : {}), schema }];
  const needed: unknown[] = Array.isArray(schema["required"]) ? schema["required"] : [];
  return Object.entries(propertiesOf(schema)).map(([name, property]) => ({
    name,
    in: "formData",
    ...(needed.includes(name) ? { required: true } : {}),
    ...property,
    ...collection(property, encoding[name]?.explode ?? true, encoding[name]?.style),
  }));
}

function responseObject({ schema, header }: Response): object {
  return {
    description: "An answer.",
    ...(header === undefined ? {} : { headers: { [header]: { type: "string" } } }),
    ...(schema === undefined ? {} : { schema }),
  };
}
