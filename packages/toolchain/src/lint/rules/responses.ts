import { componentReference } from "../../openapi/reference.js";
import { isJson } from "../../openapi/media-type.js";
import { isObject, type Json, type JsonObject } from "../../json.js";
import type { RuleMatch, LintRule } from "../rule.js";
import { exampleSchema } from "../example-schema.js";
import { type At, childOf, childrenOf, type LintOperation, type LintContext, targetAt } from "../lint-context.js";
import { routeOf } from "./ids.js";

const anyObject = { type: "object", additionalProperties: true };

export const responseRules: readonly LintRule[] = [
  {
    id: "success-response-missing",
    severity: "error",
    title: "an operation declares no success",
    check: ({ operations, document }) =>
      operations
        .filter((operation) => !statusesOf(operation).some((status) => /^[123]|^default$/u.test(status)))
        .map((operation) => ({
          at: operation.pointer,
          message: `${routeOf(operation)} declares no success response: the type of its result is unknown.`,
          repair: [{ target: targetAt(document, operation.pointer), update: { responses: success(operation) } }],
        })),
  },
  {
    id: "error-response-missing",
    severity: "info",
    title: "an operation declares no error response",
    check: ({ operations, document }) =>
      operations
        .filter((operation) => !statusesOf(operation).some((status) => /^[45]|^default$/u.test(status)))
        .map((operation) => ({
          at: operation.pointer,
          message: `${routeOf(operation)} declares no error response: the body of an error has no type.`,
          repair: [{ target: targetAt(document, operation.pointer), update: { responses: failure(document) } }],
        })),
  },
  {
    id: "response-schema-missing",
    severity: "warning",
    title: "a JSON response has no schema",
    check: ({ operations, document }) =>
      operations.flatMap((operation) =>
        childrenOf(document, operation, "responses")
          .filter(([status]) => /^(?:2|default)/u.test(status))
          .flatMap(([status, response]) => {
            const what = `the ${status} response of ${routeOf(operation)}`;
            const empty = operation.method === "GET" && status === "200" && !("content" in response.value);
            return empty ? [contentMissing(document, response, what)] : untyped(document, response, what);
          }),
      ),
  },
  {
    id: "request-schema-missing",
    severity: "warning",
    title: "a JSON request body has no schema",
    check: ({ operations, document }) =>
      operations.flatMap((operation) => {
        const body = childOf(document, operation, "requestBody");
        return body === undefined ? [] : untyped(document, body, `the body of ${routeOf(operation)}`);
      }),
  },
];

function statusesOf({ value }: LintOperation): string[] {
  return isObject(value["responses"]) ? Object.keys(value["responses"]) : [];
}

function success({ method }: LintOperation): JsonObject {
  if (method !== "GET") return { "204": { description: "Done." } };
  return { "200": { description: "Success.", content: { "application/json": { schema: anyObject } } } };
}

/** An error response, with the document's own error schema where it has one. */
function failure({ value }: LintContext["document"]): JsonObject {
  const components = value["components"];
  const schemas = isObject(components) ? components["schemas"] : undefined;
  const name = isObject(schemas) ? Object.keys(schemas).find((key) => /error|problem/iu.test(key)) : undefined;
  const schema = name === undefined ? anyObject : componentReference(name);
  return { default: { description: "An error.", content: { "application/json": { schema } } } };
}

function contentMissing(document: LintContext["document"], { pointer }: At, what: string): RuleMatch {
  return {
    at: pointer,
    message: `No content is declared for ${what}: users get \`undefined\`.`,
    repair: [
      { target: targetAt(document, pointer), update: { content: { "application/json": { schema: anyObject } } } },
    ],
  };
}

/** JSON contents of a body or a response with an empty schema; the repair follows an example where there is one. */
function untyped(document: LintContext["document"], holder: At, what: string): RuleMatch[] {
  return childrenOf(document, holder, "content")
    .filter(([mediaType, { value }]) => isJson(mediaType) && !("itemSchema" in value) && saysNothing(value["schema"]))
    .map(([, content]) => ({
      at: content.pointer,
      message: `The schema of ${what} is empty: users get \`unknown\`.`,
      repair: [{ target: targetAt(document, content.pointer), update: { schema: schemaFor(document, content) } }],
    }));
}

function saysNothing(schema: Json | undefined): boolean {
  if (schema === undefined) return true;
  return isObject(schema) && Object.keys(schema).every((key) => ["title", "description", "default"].includes(key));
}

function schemaFor(document: LintContext["document"], content: At): JsonObject {
  const [named] = childrenOf(document, content, "examples");
  const example = content.value["example"] ?? named?.[1].value["value"];
  const schema = example === undefined ? {} : exampleSchema(example);
  return saysNothing(schema) ? anyObject : schema;
}
