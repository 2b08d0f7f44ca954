import { parse } from "yaml";
import { describe, expect, it, test } from "vitest";
import { contractOf, failureOf, lineHere } from "./support.js";

/** An operation with these parameters, and a body where one is given. */
function api(parameters: string, body = "", path = "/docs"): string {
  return `components: { parameters: { Shared: { name: limit, in: header } } }
paths:
  ${path}:
    post:
      operationId: findDocs
${body}
      parameters:
${parameters
  .trim()
  .split("\n")
  .map((line) => `        - ${line.trim()}`)
  .join("\n")}
      responses: { "204": { description: none } }`;
}

const body = "      requestBody: { content: { application/json: {} } }";

describe("keys of parameters", () => {
  it.each([
    ["names alone", "{ name: a, in: query }\n{ name: b, in: header }", [undefined, undefined]],
    ["one name in two places", "{ name: a, in: query }\n{ name: a, in: header }", [undefined, "headerA"]],
    ["letter case tells names apart", "{ name: a, in: query }\n{ name: A, in: header }", [undefined, undefined]],
    [
      "a shared parameter",
      "{ name: limit, in: query }\n{ $ref: '#/components/parameters/Shared' }",
      [undefined, "headerLimit"],
    ],
    ["a name of no letters", '{ name: "[]", in: query }\n{ name: "[]", in: cookie }', [undefined, "cookie"]],
    ["inherited names", "{ name: constructor, in: query }\n{ name: __proto__, in: header }", [undefined, undefined]],
    ["declared", "{ name: a, in: query }\n{ name: a, in: header, x-specloom-name: b }", [undefined, "b"]],
    [
      "declared as the name is",
      "{ name: a, in: query, x-specloom-name: a }\n{ name: a, in: header }",
      [undefined, "headerA"],
    ],
  ])("%s", (_, parameters, keys) => {
    const [operation] = contractOf(api(parameters)).contract.operations;
    expect(operation?.parameters.map(({ key }) => key)).toEqual(keys);
  });

  it.each([
    ["body", body, "queryBody"],
    ["content-type", body, "queryContentType"],
    ["body", "", undefined],
    ["headers", body, undefined],
  ])("a parameter called %s", (name, given, key) => {
    const [operation] = contractOf(api(`{ name: ${name}, in: query }`, given)).contract.operations;
    expect(operation?.parameters.map((parameter) => parameter.key)).toEqual([key]);
  });
});

test("a key that was derived is told, with the action that chooses another", () => {
  const yaml = api(
    "{ name: limit, in: query }\n{ $ref: '#/components/parameters/Shared' }\n{ name: limit, in: cookie } # here",
  );
  const notes = contractOf(yaml).notes.filter(({ kind }) => kind === "fallback");
  expect(notes.map(({ message, operation }) => ({ message, operation }))).toEqual(
    ["header", "cookie"].map((place) => ({
      operation: "findDocs",
      message: `The ${place} parameter 'limit' of 'findDocs' has the key '${place}Limit', since 'limit' is the key of another parameter or of the body.`,
    })),
  );
  expect(notes.map(({ action = "" }) => parse(action)[0])).toMatchObject([
    { target: "$.components.parameters.Shared", update: { "x-specloom-name": "headerLimit" } },
    { target: "$.paths['/docs'].post.parameters[2]", update: { "x-specloom-name": "cookieLimit" } },
  ]);
  expect(notes[1]?.location.line).toBe(lineHere(yaml));
});

test.each([
  [
    "no name",
    "{ name: a, in: query, x-specloom-name: 'a b' } # here",
    'Expected a name in camel case, such as headerLimit, found "a b".',
  ],
  [
    "the key of another",
    "{ name: a, in: query, x-specloom-name: c }\n{ name: b, in: query, x-specloom-name: c } # here",
    "'c' is the key of the body or of another parameter of 'findDocs'.",
  ],
  [
    "that of the body",
    "{ name: a, in: query, x-specloom-name: body } # here",
    "'body' is the key of the body or of another parameter of 'findDocs'.",
  ],
])("a declared key is refused that is %s", (_, parameters, message) => {
  const yaml = api(parameters, body);
  expect(failureOf(yaml)).toMatchObject({ code: "contract/declaration", message, location: { line: lineHere(yaml) } });
});
