import type { Json } from "../../json.js";
import { formatValue } from "../../openapi/format-value.js";
import type { DefectFacts, Repair } from "./defect.js";
import { allowNull, declarePath, parent, replace } from "./repairs.js";

/** One kind of defect: everything that is said of it, and the repair that an overlay makes. */
export interface DefectRow {
  /** What is wrong, in a few words. */
  readonly title: string;
  /** What the client is made of instead. */
  readonly reading: string;
  readonly message: (facts: DefectFacts) => string;
  /** @param pointer Where the defect is, in the document with its overlay applied. */
  readonly repair: (pointer: string, facts: DefectFacts) => readonly Repair[];
}

export type DefectCode =
  | "value-shape"
  | "required-flag"
  | "properties-reference"
  | "keyword-among-properties"
  | "reference-malformed"
  | "reference-dangling"
  | "reference-circular"
  | "reference-kind"
  | "reference-not-alone"
  | "nullable-alone"
  | "path-without-slash"
  | "method-unknown"
  | "method-not-sendable"
  | "body-not-sendable"
  | "operation-id-duplicate"
  | "parameter-duplicate"
  | "parameter-unnamed"
  | "parameter-place"
  | "parameter-style"
  | "path-parameter-spelling"
  | "path-parameter-undeclared"
  | "server-url"
  | "server-variable-default"
  | "security-scheme-malformed"
  | "security-scheme-undeclared"
  | "text-recovered";

/** Every defect that has a safe reading. A code without a row does not compile. */
export const DEFECTS: Readonly<Record<DefectCode, DefectRow>> = {
  "value-shape": {
    title: "a value is not what its field takes",
    reading: "what was likely meant; else it is left out, and a schema allows any value",
    message: ({ expected, found, reading }) => `Expected ${expected}, found ${formatValue(found)}: ${readAs(reading)}.`,
    repair: replace,
  },
  "required-flag": {
    title: "`required` of a schema is true or false, not a list of names",
    reading: "a property with `required: true` is required by the object that has it",
    message: ({ found, name }) =>
      name === undefined || found !== true
        ? `Expected \`required\` to list properties, found ${formatValue(found)}: left out.`
        : `Expected \`required\` to list properties, found true: the property '${name}' is required.`,
    repair: (pointer, { found, name }) => [
      { pointer, remove: true },
      ...(name === undefined || found !== true ? [] : [{ pointer: parent(pointer, 3), update: { required: [name] } }]),
    ],
  },
  "properties-reference": {
    title: "`properties` is a reference",
    reading: "the properties of what it refers to",
    message: ({ found }) => `Expected properties, found the reference ${formatValue(found)}: its properties are read.`,
    repair: () => [],
  },
  "keyword-among-properties": {
    title: "a keyword of the schema stands among its properties",
    reading: "no property",
    message: ({ name, found }) => `'${name}' stands among the properties, with ${formatValue(found)}: left out.`,
    repair: (pointer, { name, found }) => [
      { pointer, remove: true },
      { pointer: parent(pointer, 2), update: { [name ?? ""]: found ?? null } },
    ],
  },
  "reference-malformed": {
    title: "a reference is no text",
    reading: "no reference",
    message: ({ found }) => `Expected a reference to be text, found ${formatValue(found)}: left out.`,
    repair: (pointer) => [{ pointer, remove: true }],
  },
  "reference-dangling": {
    title: "a reference names nothing",
    reading: "the component of that name; else a schema that allows any value; anything else is left out",
    message: ({ found, name, reading }) =>
      `The reference ${formatValue(found)} names nothing` +
      (reading === undefined ? `.${name === undefined ? "" : ` Did it mean '${name}'?`}` : `: ${readAs(reading)}.`),
    repair: replace,
  },
  "reference-circular": {
    title: "a reference leads back to itself",
    reading: "a schema that allows any value; anything else is left out",
    message: ({ found }) => `The reference ${formatValue(found)} leads back to itself.`,
    repair: (pointer) => [{ pointer, remove: true }],
  },
  "reference-kind": {
    title: "a reference leads to something of another kind",
    reading: "a schema that allows any value; anything else is left out",
    message: ({ found, expected }) => `The reference ${formatValue(found)} does not lead to ${expected}.`,
    repair: (pointer) => [{ pointer, remove: true }],
  },
  "reference-not-alone": {
    title: "keywords stand beside a reference, which counts alone before OpenAPI 3.1",
    reading: "the reference",
    message: ({ name }) =>
      `Before OpenAPI 3.1 a reference counts alone: ${name} left out. Put it into an \`allOf\` to have both.`,
    repair: () => [],
  },
  "nullable-alone": {
    title: "`nullable` counts beside `type` alone, and not at all since OpenAPI 3.1",
    reading: "null is allowed",
    message: () =>
      "`nullable` counts only beside `type` in OpenAPI 3.0, and not at all since 3.1: null is allowed all the same.",
    repair: (pointer, { found }) => [{ pointer, remove: true }, ...allowNull(parent(pointer, 1), found)],
  },
  "path-without-slash": {
    title: "a path does not begin with a slash",
    reading: "the path after a slash; left out where it is a URL or is there already",
    message: ({ name, reading }) => `Expected a path that begins with '/', found '${name}': ${readAs(reading)}.`,
    repair: () => [],
  },
  "method-unknown": {
    title: "`additionalOperations` has a key that is no other method",
    reading: "the method's own field where that is free, else left out",
    message: ({ name, reading }) =>
      `Expected an HTTP method that has no field of its own, found '${name}': ${readAs(reading)}.`,
    repair: (pointer) => [{ pointer, remove: true }],
  },
  "method-not-sendable": {
    title: "fetch cannot send the method",
    reading: "the operation is left out",
    message: ({ name }) => `No client that uses fetch can send ${name}: left out.`,
    repair: (pointer) => [{ pointer, remove: true }],
  },
  "body-not-sendable": {
    title: "fetch cannot send a body with the method",
    reading: "the operation has no body",
    message: ({ name }) => `No client that uses fetch can send a body with ${name}: the body is left out.`,
    repair: (pointer) => [{ pointer, remove: true }],
  },
  "operation-id-duplicate": {
    title: "two operations share an operationId",
    reading: "each is named by its method and path",
    message: ({ name, found }) =>
      `The operationId ${formatValue(found)} belongs to several operations: ${name}. Each is named by its path.`,
    repair: (pointer, facts) => (facts.reading === undefined ? [] : replace(pointer, facts)),
  },
  "parameter-duplicate": {
    title: "a list has a parameter twice",
    reading: "the first of them",
    message: ({ name, found }) =>
      `The parameter '${name}' is declared before in this list${found === true ? "" : ", and not alike"}: the first counts.`,
    repair: (pointer) => [{ pointer, remove: true }],
  },
  "parameter-unnamed": {
    title: "a parameter has no name",
    reading: "left out",
    message: () => "Expected a parameter with a name, found none: left out.",
    repair: (pointer) => [{ pointer, remove: true }],
  },
  "parameter-place": {
    title: "a parameter does not say where it travels",
    reading: "in the path where its template names it; else left out",
    message: ({ name, found, reading }) =>
      `Expected \`in\` of '${name}' to be path, query, header or cookie, found ${formatValue(found)}: ${readAs(reading)}.`,
    repair: (pointer, { reading }) =>
      reading === undefined ? [{ pointer, remove: true }] : [{ pointer, update: { in: reading } }],
  },
  "parameter-style": {
    title: "a parameter has a style that its place does not have",
    reading: "the default style of the place",
    message: ({ expected, found, reading }) =>
      `Expected a style of ${expected}, found ${formatValue(found)}: ${readAs(reading)}.`,
    repair: replace,
  },
  "path-parameter-spelling": {
    title: "a path has a parameter in another form than its declaration",
    reading: "the parameter that is declared",
    message: ({ name, reading }) =>
      `Expected the names of declared parameters in braces, found '${name}': ${readAs(reading)}.`,
    repair: () => [],
  },
  "path-parameter-undeclared": {
    title: "a path has a parameter that is not declared",
    reading: "text",
    message: ({ name, found }) => `${name} does not declare ${namesInBraces(found)}: read as text.`,
    repair: declarePath,
  },
  "server-url": {
    title: "a server has no URL that a path can follow",
    reading: "without a query or fragment, and with a scheme before a host; left out where there is none",
    message: ({ found, reading }) =>
      found === undefined
        ? "Expected a server with a URL, found none: left out."
        : `Expected a URL that a path can follow, found ${formatValue(found)}: ${readAs(reading)}.`,
    repair: replace,
  },
  "server-variable-default": {
    title: "a variable of a server has no default",
    reading: "the first of its enum; else `baseUrl` has to be given",
    message: ({ name, reading }) =>
      `Expected a default for '{${name}}', found none: ` +
      (reading === undefined ? "the client has to be given a `baseUrl`." : `${readAs(reading)}.`),
    repair: (pointer, { name, reading }) => [
      { pointer, update: { variables: { [name ?? ""]: { default: reading ?? "<value>" } } } },
    ],
  },
  "security-scheme-malformed": {
    title: "a security scheme cannot be read",
    reading: "what was likely meant; else nothing is sent by itself",
    message: ({ name, found, reading }) =>
      `Expected '${name}' to be apiKey with \`name\` and \`in\`, http with \`scheme\`, oauth2, openIdConnect or mutualTLS, ` +
      `found ${formatValue(found)}: ${reading === undefined ? "give `headers` or `auth`" : readAs(reading)}.`,
    repair: (pointer, facts) => (facts.reading === undefined ? [] : replace(pointer, facts)),
  },
  "security-scheme-undeclared": {
    title: "a security requirement names a scheme that is not declared",
    reading: "nothing is sent by itself: give `headers` or `auth`",
    message: ({ name }) => `The security scheme '${name}' is not declared: give \`headers\` or \`auth\`.`,
    repair: (_, { name }) => [
      {
        pointer: "",
        update: { components: { securitySchemes: { [name ?? ""]: { type: "http", scheme: "bearer" } } } },
      },
    ],
  },
  "text-recovered": {
    title: "the text is not well-formed",
    reading: "what the author is likely to have written",
    message: ({ name }) => `${name}: read all the same.`,
    repair: () => [],
  },
};

function readAs(reading: Json | undefined): string {
  return reading === undefined ? "left out" : `read as ${formatValue(reading)}`;
}

/** Parameter names in braces, as in a path template. */
function namesInBraces(found: Json | undefined): string {
  const names = (Array.isArray(found) ? found : []).map((name) => `'{${formatValue(name, 100, false)}}'`);
  return names.length > 5 ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more` : names.join(", ");
}
