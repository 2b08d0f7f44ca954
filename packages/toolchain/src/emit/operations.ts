import type { Body, Contract, Form, Operation, Parameter, Response, Retry } from "../contract/contract.js";
import { inParams } from "../contract/parameter-keys.js";
import { isForm, isJson, isMultipart, streamKind } from "../openapi/media-type.js";
import { defaultExplode, defaultStyle } from "../openapi/parameter-styles.js";
import type { ModuleText } from "./format.js";
import { bracedList } from "./layout.js";
import { constant } from "./literal-layout.js";
import { Imports } from "./imports.js";
import { type LiteralValue, literal, objectOf } from "./literal.js";
import { declarable } from "./method-names.js";
import { methodOf } from "./names.js";
import type { Resource } from "./resources.js";
import { ownSecurity } from "./security.js";
import { serverFacts } from "./servers.js";
import { answers, isUntypedText, streamedOperation } from "./answers.js";

/** Functions of the runtime that the facts of an operation name, so that only clients that need one carry it. */
const handed = [
  "anyText",
  "decodeAny",
  "encodeBody",
  "jsonEvents",
  "jsonLines",
  "multipart",
  "retryRule",
  "segments",
  "styled",
  "textEvents",
  "textLines",
  "urlencoded",
  "wholeQuery",
];

/** The module of one resource's wire facts: a constant for each operation, so that a bundle has those that it uses. */
export function operationsModule(operations: readonly Operation[], contract: ClientFacts): ModuleText {
  const facts = operations.map((operation) => [methodOf(operation), wireFacts(operation, contract)] as const);
  return constantsModule(facts, "Operation", handed);
}

/** Operations whose answer is a stream where a field of the request asks for one. */
export function streamable({ operations }: Pick<Resource, "operations">): readonly Operation[] {
  return operations.filter(({ stream }) => stream !== undefined);
}

/** The module of the wire facts of calls that ask for a stream. */
export function streamedModule(resource: Pick<Resource, "operations">, contract: ClientFacts): ModuleText {
  return operationsModule(streamable(resource).map(streamedOperation), contract);
}

/**
 * A module of constants of one type of the runtime, exported by their names; without a type they have those of their
 * literals, which `isolatedDeclarations` can read.
 *
 * @param functions Names of the runtime's functions that values may call.
 */
export function constantsModule(
  constants: readonly (readonly [name: string, value: string])[],
  type?: string,
  functions: readonly string[] = [],
): ModuleText {
  const names = constants.map(([name]) => name);
  const locals = new Map(names.map((name) => [name, declarable(name)]));
  const imports = new Imports([...names, ...locals.values()]);
  const declared = constants.map(([name, value]) => {
    const local = locals.get(name) ?? name;
    const code = withCalls(value, functions, (called) => imports.value("@specloom/runtime", called));
    const start = `${local === name ? "export " : ""}const ${local}`;
    if (type === undefined) return constant(start, code, " as const");
    return constant(`${start}: ${imports.type("@specloom/runtime", type)}`, code);
  });
  const listed = [...locals].filter(([name, local]) => name !== local).map(([name, local]) => `${local} as ${name}`);
  return {
    statements: [...imports.print(), ...declared, ...(listed.length === 0 ? [] : [bracedList("export", listed, ";")])],
  };
}

/** A value whose calls, and functions handed on, have the names that the module has for them. A call is marked as pure. */
function withCalls(value: string, functions: readonly string[], nameOf: (name: string) => string): string {
  const texts: string[] = [];
  const code = value.replaceAll(/"(?:[^"\\]|\\.)*"/gu, (text) => `"${texts.push(text) - 1}"`);
  const pattern = /(?<=: |\()(\w+)\b(?=(\(?))/gu;
  const named = code.replaceAll(pattern, (whole, name: string, call: string) => {
    if (!functions.includes(name)) return whole;
    return `${call === "" ? "" : "/* @__PURE__ */ "}${nameOf(name)}`;
  });
  return named.replaceAll(/"(\d+)"/gu, (_text, index: string) => texts[Number(index)] ?? "");
}

/** What is the same for all operations of a client. */
type ClientFacts = Pick<Contract, "security" | "parameters">;

function wireFacts(operation: Operation, contract: ClientFacts): string {
  const accept = acceptedTypes(operation);
  const { body, retry } = operation;
  const parameters = operation.parameters.map((parameter) => parameterFacts(parameter, contract));
  return objectOf({
    id: literal(operation.id),
    method: literal(operation.method),
    path: literal(operation.path),
    servers: fact(operation.servers?.map(serverFacts)),
    parameters: parameters.length === 0 ? undefined : `[${parameters.join(", ")}]`,
    body: body && bodyFacts(body),
    accept: fact(accept.length === 0 ? undefined : accept),
    empty: fact(emptyFacts(operation)),
    decode: accept.length > 0 && accept.every(isJson) ? undefined : "decodeAny",
    streams: streamFacts(operation),
    security: fact(ownSecurity(operation, contract)),
    idempotent: fact(retry?.idempotent),
    retry: retry && retryFacts(retry),
    idempotencyKey: fact(retry?.idempotencyKey),
  });
}

/** When it is sent again, where the document says so. */
function retryFacts({ idempotent: _idempotent, idempotencyKey: _key, ...facts }: Retry): string | undefined {
  return Object.keys(facts).length === 0 ? undefined : `retryRule(${literal({ ...facts })})`;
}

function fact(data: LiteralValue): string | undefined {
  return data === undefined ? undefined : literal(data);
}

function bodyFacts({ required, mediaTypes, forms = {} }: Body): string {
  const encoders = mediaTypes.filter(isForm).map((mediaType) => {
    return [mediaType, formWriter(mediaType, forms[mediaType]?.encoding)] as const;
  });
  return objectOf({
    required: required ? "true" : undefined,
    mediaTypes: literal(mediaTypes),
    encode: "encodeBody",
    forms: encoders.length === 0 ? undefined : objectOf(Object.fromEntries(encoders)),
  });
}

/** Which successes have no content, where that differs among them. */
function emptyFacts(operation: Operation): LiteralValue {
  const facts = answers(operation).map(({ status, mediaTypes }) => [status, mediaTypes.length === 0] as const);
  return new Set(facts.map(([, isEmpty]) => isEmpty)).size > 1 ? Object.fromEntries(facts) : undefined;
}

function streamFacts(operation: Operation): string | undefined {
  const readers = answers(operation).flatMap((response) =>
    response.mediaTypes.flatMap((mediaType): [mediaType: string, reader: string][] => {
      const reader = readerOf(mediaType, response);
      return reader === undefined ? [] : [[(mediaType.split(";", 1)[0] ?? "").trim().toLowerCase(), reader]];
    }),
  );
  return readers.length === 0 ? undefined : objectOf(Object.fromEntries(readers));
}

/** The runtime function that reads a stream, or text with an unknown media type. */
function readerOf(mediaType: string, response: Response): string | undefined {
  const kind = streamKind(mediaType);
  if (kind === "lines") return response.textLines ? "textLines" : "jsonLines";
  if (kind === "events") return response.textEvents ? "textEvents" : "jsonEvents";
  return isUntypedText(response, mediaType) ? "anyText" : undefined;
}

/** A multipart form hands on what heeds a style; an urlencoded one has it. */
function formWriter(mediaType: string, encoding: Form["encoding"]): string {
  const writer = isMultipart(mediaType) ? "multipart" : "urlencoded";
  if (encoding === undefined) return `${writer}()`;
  const facts = Object.entries(encoding).map(([name, { contentType, parts, ...style }]) => {
    const write = writer === "multipart" && Object.keys(style).length > 0 ? "styled" : undefined;
    const given = Object.entries({ contentType, parts, ...style }).map(([key, value]) => [key, fact(value)]);
    return [name, objectOf({ ...Object.fromEntries(given), write })];
  });
  return `${writer}(${objectOf(Object.fromEntries(facts))})`;
}

/** Only what differs from the specification's defaults: the runtime knows those. */
function parameterFacts(parameter: Parameter, contract: ClientFacts): string {
  const { name, allowReserved, content, several, hasLists } = parameter;
  const isArgument = !inParams(contract.parameters)(parameter);
  const key = parameter.in === "path" ? (parameter.key ?? name) : parameter.key;
  const style = parameter.style === defaultStyle(parameter.in) ? undefined : parameter.style;
  const isUnstyled = style === undefined && content === undefined;
  const write = isUnstyled && several ? "segments" : isUnstyled && !allowReserved && !hasLists ? undefined : "styled";
  return objectOf({
    name: literal(name),
    key: fact(isArgument ? undefined : key),
    in: literal(parameter.in),
    required: fact(parameter.required || undefined),
    style: fact(style),
    explode: fact(parameter.explode === defaultExplode(parameter.style) ? undefined : parameter.explode),
    allowReserved: fact(allowReserved || undefined),
    content: fact(content),
    constant: fact(parameter.constant),
    write: parameter.in === "querystring" ? wholeQuery(parameter) : write,
  });
}

/** What writes the one value that is the query: a form by its fields, all else as text. */
function wholeQuery({ content, encoding }: Parameter): string {
  return `wholeQuery(${content !== undefined && isForm(content) ? formWriter(content, encoding) : ""})`;
}

/** Media types of the successes, JSON first: what the runtime decodes best is what it prefers. */
function acceptedTypes(operation: Operation): string[] {
  const types = answers(operation).flatMap(({ mediaTypes }) => mediaTypes);
  return [...new Set([...types.filter(isJson), ...types])];
}
