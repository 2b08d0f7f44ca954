import type { JsonObject } from "../../../packages/toolchain/src/json.js";

/** One operation as a framework describes it. */
export interface Described {
  readonly route: string;
  readonly operationId: string;
  readonly tag: string;
  /** Schemas of query parameters by name; `!` behind a name says that it is required. */
  readonly query?: JsonObject;
  readonly body?: JsonObject;
  readonly status?: number;
  readonly answer?: JsonObject;
}

/** The document of a framework's operations. */
export function documentFrom(title: string, schemas: JsonObject, operations: readonly Described[]): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const described of operations) {
    const [method = "", path = ""] = described.route.split(/ (.*)/su);
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(path, described) };
  }
  return { openapi: "3.1.0", info: { title, version: "1" }, paths, components: { schemas } };
}

function operationOf(
  path: string,
  { operationId, tag, query = {}, body, status = 200, answer }: Described,
): JsonObject {
  const inPath = [...path.matchAll(/\{(\w+)\}/gu)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const inQuery = Object.entries(query).map(([key, schema]) => ({
    name: key.replace("!", ""),
    in: "query",
    required: key.endsWith("!"),
    schema,
  }));
  const json = (schema: JsonObject): JsonObject => ({ content: { "application/json": { schema } } });
  return {
    operationId,
    tags: [tag],
    parameters: [...inPath, ...inQuery],
    ...(body === undefined ? {} : { requestBody: { required: true, ...json(body) } }),
    responses: { [status]: { description: "", ...(answer === undefined ? {} : json(answer)) } },
  };
}

export const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
export const object = (properties: JsonObject, required: readonly string[] = []): JsonObject => ({
  type: "object",
  properties,
  ...(required.length === 0 ? {} : { required: [...required] }),
});
export const listOf = (items: JsonObject): JsonObject => ({ type: "array", items });
export const text: JsonObject = { type: "string" };
export const integer: JsonObject = { type: "integer" };
