import type { Content } from "./bodies.js";
import { facts, templateOf } from "./facts.js";
import type { Case, Operation } from "./operations.js";
import type { Parameter } from "./parameters.js";
import type { Response } from "./responses.js";
import { COMPONENT, MAPPING, RECURSION, type Schema } from "./schemas.js";
import { requirementObjects, schemesOf } from "./security.js";
import { swaggerOf } from "./swagger.js";

const VERSIONS = { "2.0": "2.0", "3.0": "3.0.4", "3.1": "3.1.1", "3.2": "3.2.0" };

/** The document of a case; `origin` is the test's server. */
export function documentOf(given: Case, origin: string): object {
  const { version, operations, security, server } = given;
  const root = {
    info: { title: "Random", version: "1" },
    ...(security.default === undefined ? {} : { security: requirementObjects(security.default) }),
  };
  if (version === "2.0") return withComponents(swaggerOf(given, root, origin), "#/definitions/");
  const servers =
    server.kind === "none"
      ? {}
      : server.kind === "plain"
        ? { servers: [{ url: `${origin}/api` }] }
        : { servers: [{ url: `${origin}/{zone}`, variables: { zone: { default: "us" } } }] };
  const paths = operations.map(
    (operation, index) => [templateOf(operation, index), pathItem(operation, origin)] as const,
  );
  const components = { securitySchemes: schemesOf(security, version) };
  const document = { openapi: VERSIONS[version], ...root, ...servers, paths: Object.fromEntries(paths), components };
  return withComponents(document, "#/components/");
}

function pathItem(operation: Operation, origin: string): object {
  const { isShared, method, server } = operation;
  const parameters = operation.parameters.map(parameterObject);
  const listed = parameters.length === 0 ? {} : { parameters };
  const described = {
    ...facts(operation),
    ...(isShared ? {} : listed),
    ...(operation.body === undefined ? {} : { requestBody: bodyObject(operation.body) }),
    responses: Object.fromEntries(
      operation.responses.declared.map((response) => [response.status, responseObject(response)]),
    ),
    ...(server === undefined ? {} : { servers: [{ url: origin + server }] }),
  };
  return { ...(isShared ? listed : {}), [method]: described };
}

function parameterObject({
  name,
  in: place,
  required,
  style,
  explode,
  allowReserved,
  content,
  schema,
}: Parameter): object {
  const common = { name, in: place, ...(required ? { required } : {}) };
  if (content !== undefined) return { ...common, content: { [content]: { schema } } };
  return { ...common, style, explode, ...(allowReserved ? { allowReserved } : {}), schema };
}

function bodyObject({ required, contents, component }: NonNullable<Operation["body"]>): object {
  return {
    ...(component === undefined ? {} : { [COMPONENT]: `requestBodies/${component}` }),
    ...(required ? { required } : {}),
    content: Object.fromEntries(contents.map((content) => [content.mediaType, mediaObject(content)])),
  };
}

function mediaObject({ schema, encoding }: Pick<Content, "schema" | "encoding">): object {
  return { ...(schema === undefined ? {} : { schema }), ...(Object.keys(encoding).length === 0 ? {} : { encoding }) };
}

function responseObject({ mediaType, schema, header, component }: Response): object {
  return {
    ...(component === undefined ? {} : { [COMPONENT]: `responses/${component}` }),
    description: "An answer.",
    ...(header === undefined ? {} : { headers: { [header]: { schema: { type: "string" } } } }),
    ...(mediaType === undefined ? {} : { content: { [mediaType]: { schema } } }),
  };
}

/** The document with what is marked as a component moved to the components, and references in its place. */
function withComponents(document: object, base: string): object {
  const moved: Record<string, Record<string, unknown>> = {};
  const visit = (value: unknown, around: string): unknown => {
    if (Array.isArray(value)) return value.map((item: unknown) => visit(item, around));
    if (typeof value !== "object" || value === null) return value;
    if (RECURSION in value) return { $ref: around };
    const { [COMPONENT]: name, ...rest }: Schema = { ...value };
    if (typeof name !== "string") return membersOf(rest, around);
    const [kind, label] = name.includes("/") ? split(name) : ["schemas", name];
    const shelf = (moved[kind] ??= {});
    const key = Object.hasOwn(shelf, label) ? `${label}${Object.keys(shelf).length}` : label;
    // Taken before its parts are, so that none of them has its name.
    Object.defineProperty(shelf, key, { value: undefined, enumerable: true, writable: true, configurable: true });
    const place = base === "#/definitions/" ? `${base}${key}` : `${base}${kind}/${key}`;
    shelf[key] = membersOf(rest, place);
    return { $ref: place };
  };
  const membersOf = (value: object, around: string): object => {
    const entries = Object.entries(value).map(([key, item]) => [key, visit(item, around)] as const);
    const { discriminator, oneOf, ...rest }: Schema = Object.fromEntries(entries);
    if (oneOf === undefined) return Object.fromEntries(entries);
    return { ...rest, oneOf, ...(discriminator === undefined ? {} : { discriminator: mapped(discriminator, oneOf) }) };
  };
  const root: Schema = { ...membersOf(document, "") };
  if (base === "#/definitions/") return { ...root, definitions: moved["schemas"] ?? {} };
  return { ...root, components: { ...Object(root["components"]), ...moved } };
}

function mapped(discriminator: unknown, oneOf: unknown): object {
  const { [MAPPING]: values, propertyName }: Schema = { ...Object(discriminator) };
  if (!Array.isArray(values) || !Array.isArray(oneOf)) throw new Error("a discriminator has its values");
  const mapping = Object.fromEntries(
    values.map((value: unknown, index) => [String(value), Object(oneOf[index])["$ref"]]),
  );
  return { propertyName, mapping };
}

function split(name: string): [kind: string, label: string] {
  const at = name.indexOf("/");
  return [name.slice(0, at), name.slice(at + 1)];
}
