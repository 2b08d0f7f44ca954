import { describe, expect, it } from "vitest";
import { contractOf } from "./support.js";

const query = { name: "q", in: "query", style: "form", explode: true, required: false };

const parameterTable = [
  {
    given: "a path parameter",
    parameter: "{ name: id, in: path, required: true, schema: { type: string } }",
    want: { name: "id", in: "path", style: "simple", explode: false, required: true },
  },
  {
    given: "a path parameter that forgets to be required",
    parameter: "{ name: id, in: path, style: matrix, explode: true }",
    want: { name: "id", in: "path", style: "matrix", explode: true, required: true },
  },
  {
    given: "a query parameter",
    parameter: "{ name: q, in: query, description: Text, allowReserved: true, deprecated: true }",
    want: {
      ...query,
      allowReserved: true,
      deprecated: true,
      description: "Text",
    },
  },
  {
    given: "form without explode",
    parameter: "{ name: q, in: query, style: form, explode: false }",
    want: { name: "q", in: "query", style: "form", explode: false, required: false },
  },
  {
    given: "a style other than form, which does not explode by default",
    parameter: "{ name: q, in: query, style: pipeDelimited }",
    want: { name: "q", in: "query", style: "pipeDelimited", explode: false, required: false },
  },
  {
    given: "deepObject",
    parameter: "{ name: q, in: query, style: deepObject, explode: true, required: true }",
    want: { name: "q", in: "query", style: "deepObject", explode: true, required: true },
  },
  {
    given: "several segments, as Azure has them",
    parameter: "{ name: id, in: path, x-ms-skip-url-encoding: true }",
    want: { name: "id", in: "path", style: "simple", explode: false, required: true, several: true },
  },
  {
    given: "several segments, as GitHub has them",
    parameter: "{ name: id, in: path, required: true, x-multi-segment: true }",
    want: { name: "id", in: "path", style: "simple", explode: false, required: true, several: true },
  },
  ...["shelves/[^/]+", "projects/[^/]+/keys/[^/]+", "files/.+"].map((pattern) => ({
    given: `several segments, by the pattern ${pattern}`,
    parameter: `{ name: id, in: path, required: true, schema: { type: string, pattern: "${pattern}" } }`,
    want: { name: "id", in: "path", style: "simple", explode: false, required: true, several: true },
  })),
  ...["[^/]+", "^arn:aws:.+/.+$", "https?://[^/]+"].map((pattern) => ({
    given: `one segment of the pattern ${pattern}`,
    parameter: `{ name: id, in: path, required: true, schema: { type: string, pattern: "${pattern}" } }`,
    want: { name: "id", in: "path", style: "simple", explode: false, required: true },
  })),
  {
    given: "several segments outside the path",
    parameter: "{ name: q, in: query, x-ms-skip-url-encoding: true }",
    want: query,
  },
  {
    given: "a header",
    parameter: "{ name: X-Trace, in: header }",
    want: { name: "X-Trace", in: "header", style: "simple", explode: false, required: false },
  },
  {
    given: "a cookie",
    parameter: "{ name: session, in: cookie }",
    want: { name: "session", in: "cookie", style: "form", explode: true, required: false },
  },
  {
    given: "a parameter described by content",
    parameter: "{ name: filter, in: query, content: { application/json: { schema: {} } } }",
    want: { ...query, name: "filter", content: "application/json" },
  },
];

describe("parameters", () => {
  it.each(parameterTable)("fills in every default of $given", ({ parameter, want }) => {
    const path = parameter.includes("in: path") ? "/things/{id}" : "/things";
    const { contract } = contractOf(`paths: { "${path}": { get: { parameters: [${parameter}] } } }`);
    expect(contract.operations[0]?.parameters).toEqual([want]);
  });

  it("takes an expression of the template that nothing declares for a path parameter", () => {
    const { contract } = contractOf('paths: { "/a/{id}": { get: {} } }');
    expect(contract.operations[0]?.parameters).toEqual([
      { name: "id", in: "path", style: "simple", explode: false, required: true },
    ]);
  });

  it("puts path parameters in template order, then the others as written, the path item's before the operation's", () => {
    const { contract } = contractOf(`
paths:
  /a/{one}/b/{two}:
    parameters:
      - { name: two, in: path, required: true }
      - { name: shared, in: query }
      - { name: own, in: query, description: of the path }
    get:
      parameters:
        - { name: own, in: query, description: of the operation }
        - { name: one, in: path, required: true }
        - { name: own, in: header }
`);
    const found = contract.operations[0]?.parameters.map(({ name, in: place, description }) => [
      name,
      place,
      description,
    ]);
    expect(found).toEqual([
      ["one", "path", undefined],
      ["two", "path", undefined],
      ["shared", "query", undefined],
      ["own", "query", "of the operation"],
      ["own", "header", undefined],
    ]);
  });

  it("ignores header parameters that OpenAPI says to ignore", () => {
    const names = ["Accept", "content-type", "AUTHORIZATION", "X-Other"];
    const list = names.map((name) => `{ name: ${name}, in: header }`).join(", ");
    const { contract } = contractOf(`paths: { /a: { get: { parameters: [${list}] } } }`);
    expect(contract.operations[0]?.parameters.map(({ name }) => name)).toEqual(["X-Other"]);
  });

  it("notes a path parameter that the path has no place for", () => {
    const { contract, notes } = contractOf(`paths: { /a: { get: { parameters: [{ name: id, in: path }] } } }`);
    expect(contract.operations[0]?.parameters).toEqual([]);
    expect(notes.map(({ kind, message }) => [kind, message])).toEqual([
      ["ignored", "A path parameter that '/a' has no place for is left out."],
    ]);
  });
});

describe("references", () => {
  it("follows those of path items, parameters, bodies and responses", () => {
    const { contract } = contractOf(`
paths:
  /things/{id}: { $ref: "#/components/pathItems/Thing" }
components:
  pathItems:
    Thing:
      parameters: [{ $ref: "#/components/parameters/Alias" }]
      put:
        operationId: putThing
        requestBody: { $ref: "#/components/requestBodies/Thing" }
        responses: { "200": { $ref: "#/components/responses/a~1b%20c" } }
  parameters:
    Alias: { $ref: "#/components/parameters/Id" }
    Id: { name: id, in: path, required: true, style: label }
  requestBodies:
    Thing: { required: true, content: { application/json: {}, text/plain: {} } }
  responses:
    "a/b c": { content: { application/json: {} } }
`);
    expect(contract.operations).toMatchObject([
      {
        id: "putThing",
        method: "PUT",
        path: "/things/{id}",
        parameters: [{ name: "id", style: "label" }],
        body: { required: true, mediaTypes: ["application/json", "text/plain"] },
        responses: [{ status: "200", mediaTypes: ["application/json"] }],
      },
    ]);
  });
});

describe("operations", () => {
  it("stand in document order, with what the document says of them and nothing more", () => {
    const { contract } = contractOf(`
paths:
  x-note: { get: {} }
  /b:
    summary: not an operation
    post: { summary: Do, description: Does it., deprecated: true, requestBody: {}, responses: { default: {}, 2XX: {}, x-y: {} } }
    get: { operationId: getB, security: [] }
  /a:
    query: {}
webhooks:
  done: { post: { operationId: hook } }
`);
    expect(contract.operations.map(({ id }) => id)).toEqual(["POST /b", "getB", "QUERY /a"]);
    expect(contract.operations[0]).toEqual({
      id: "POST /b",
      name: "b.create",
      method: "POST",
      path: "/b",
      summary: "Do",
      description: "Does it.",
      deprecated: true,
      parameters: [],
      body: { required: false, mediaTypes: [] },
      responses: [
        { status: "default", mediaTypes: [] },
        { status: "2XX", mediaTypes: [] },
      ],
      origins: { name: "derived" },
    });
    expect(contract.operations[1]?.security).toEqual([]);
  });

  it("reads the additional operations of a path, with their methods as they are sent", () => {
    const { contract } = contractOf(`paths: { /a: { additionalOperations: { COPY: {}, m-Search: {} }, get: {} } }`);
    expect(contract.operations.map(({ method, id, name }) => [method, id, name])).toEqual([
      ["GET", "GET /a", "a.get"],
      ["COPY", "COPY /a", "a.copy"],
      ["m-Search", "m-Search /a", "a.mSearch"],
    ]);
  });

  it("takes hostile keys for data", () => {
    const { contract } = contractOf(`
paths:
  /__proto__:
    get:
      operationId: constructor
      parameters: [{ name: __proto__, in: query }, { name: toString, in: header }]
      responses: { "200": { content: { __proto__: {} } } }
      security: [{ __proto__: [] }, { constructor: [] }]
components:
  securitySchemes:
    __proto__: { type: http, scheme: Bearer }
    constructor: { type: oauth2 }
`);
    const [operation] = contract.operations;
    expect(operation?.parameters.map(({ name }) => name)).toEqual(["__proto__", "toString"]);
    expect(operation?.responses[0]?.mediaTypes).toEqual(["__proto__"]);
    expect(operation?.security).toEqual([["__proto__"], ["constructor"]]);
    expect(operation?.name).toBe("proto.constructorCall");
    expect(Object.entries(contract.security.schemes)).toEqual([
      ["__proto__", { type: "http", scheme: "bearer" }],
      ["constructor", { type: "oauth2" }],
    ]);
    expect(Object.getPrototypeOf(contract.security.schemes)).toBe(Object.prototype);
  });
});

describe("servers and security", () => {
  it("keeps servers with their variables, and none as none", () => {
    const { contract } = contractOf(`
servers:
  - url: https://{region}.acme.test/v1
    description: Production
    variables: { region: { default: eu, enum: [eu, us] }, port: { default: "443" } }
`);
    expect(contract.servers).toEqual([
      {
        url: "https://{region}.acme.test/v1",
        description: "Production",
        variables: { region: { default: "eu", enum: ["eu", "us"] }, port: { default: "443" } },
      },
    ]);
    expect(contractOf("servers: []").contract.servers).toEqual([]);
    expect(contractOf("info: {}").contract.servers).toEqual([]);
  });

  it("gives a server without a scheme the safe one, where nobody knows where the document was published", () => {
    const { contract } = contractOf("servers: [{ url: //acme.test/v1 }]");
    expect(contract.servers).toEqual([{ url: "https://acme.test/v1" }]);
  });

  it("reads every kind of scheme, alternatives and combinations", () => {
    const { contract } = contractOf(`
security: [{ key: [], bearer: [] }, { oauth: [read] }, {}]
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    bearer: { $ref: "#/components/securitySchemes/other" }
    other: { type: http, scheme: Bearer, bearerFormat: JWT }
    oauth: { type: oauth2, flows: {} }
    oidc: { type: openIdConnect, openIdConnectUrl: "https://acme.test" }
    tls: { type: mutualTLS }
`);
    expect(contract.security).toEqual({
      schemes: {
        key: { type: "apiKey", in: "header", name: "X-Key" },
        bearer: { type: "http", scheme: "bearer" },
        other: { type: "http", scheme: "bearer" },
        oauth: { type: "oauth2" },
        oidc: { type: "openIdConnect" },
        tls: { type: "mutualTLS" },
      },
      default: [["key", "bearer"], ["oauth"], []],
    });
  });
});
