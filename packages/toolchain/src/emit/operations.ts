import type { Body, Contract, Form, Operation, Parameter, Retry } from "../contract/contract.js";
import { inParams } from "../contract/parameter-keys.js";
import { isForm, isJson, isMultipart, streamKind } from "../openapi/media-type.js";
import { defaultExplode, defaultStyle } from "../openapi/parameter-styles.js";
import type { ModuleText } from "./format.js";
import { bracedList } from "./layout.js";
import { constant } from "./literal-layout.js";
import { type LiteralValue, literal, objectOf, propertyKey } from "./literal.js";
import { methodOf } from "./names.js";
import { ownSecurity } from "./security.js";
import { serverFacts } from "./servers.js";
import { successes } from "./types.js";

/** Functions of the runtime that the facts of an operation name, so that only clients that need one carry it. */
const handed = [
  "decodeAny",
  "encodeBody",
  "jsonEvents",
  "jsonLines",
  "multipart",
  "retryRule",
  "styled",
  "textEvents",
  "textLines",
  "urlencoded",
  "wholeQuery",
];

/** The module of one resource's wire facts: one entry an operation, in document order. */
export function operationsModule(operations: readonly Operation[], contract: ClientFacts): ModuleText {
  const entries = operations.map(
    (operation) => `${propertyKey(methodOf(operation))}: ${wireFacts(operation, contract)}`,
  );
  const code = entries.join("\n").replaceAll(/"(?:[^"\\]|\\.)*"/gu, "");
  const values = handed.filter((name) => new RegExp(`(?:: |\\()${name}\\b`, "u").test(code));
  const facts = `{ ${entries.join(", ")} }`;
  const operation = constant("export const operation", facts, " satisfies Record<string, Operation>");
  const from = `from "@specloom/runtime";`;
  const imports =
    values.length === 0
      ? bracedList("import type", ["Operation"], from)
      : bracedList("import", ["type Operation", ...values], from);
  return { statements: [imports, operation] };
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
  const facts = successes(operation).map(({ status, mediaTypes }) => [status, mediaTypes.length === 0] as const);
  return new Set(facts.map(([, isEmpty]) => isEmpty)).size > 1 ? Object.fromEntries(facts) : undefined;
}

function streamFacts(operation: Operation): string | undefined {
  const readers = successes(operation).flatMap(({ mediaTypes, textEvents, textLines }) =>
    mediaTypes.flatMap((mediaType) => {
      const kind = streamKind(mediaType);
      if (kind === undefined) return [];
      const essence = (mediaType.split(";", 1)[0] ?? "").trim().toLowerCase();
      const isText = kind === "lines" ? textLines : textEvents;
      return [[essence, `${isText ? "text" : "json"}${kind === "lines" ? "Lines" : "Events"}`] as const];
    }),
  );
  return readers.length === 0 ? undefined : objectOf(Object.fromEntries(readers));
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
  const { name, allowReserved, content } = parameter;
  const isArgument = !inParams(contract.parameters)(parameter);
  const key = parameter.in === "path" ? (parameter.key ?? name) : parameter.key;
  const style = parameter.style === defaultStyle(parameter.in) ? undefined : parameter.style;
  const isPlain = style === undefined && !allowReserved && content === undefined;
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
    write: parameter.in === "querystring" ? wholeQuery(parameter) : isPlain ? undefined : "styled",
  });
}

/** What writes the one value that is the query: a form by its fields, all else as text. */
function wholeQuery({ content, encoding }: Parameter): string {
  return `wholeQuery(${content !== undefined && isForm(content) ? formWriter(content, encoding) : ""})`;
}

/** Media types of the successes, JSON first: what the runtime decodes best is what it prefers. */
function acceptedTypes(operation: Operation): string[] {
  const types = successes(operation).flatMap(({ mediaTypes }) => mediaTypes);
  return [...new Set([...types.filter(isJson), ...types])];
}
