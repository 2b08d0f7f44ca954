import type { Body, Contract, Operation, Parameter, Response } from "../contract/contract.js";
import { isAnyType, isForm, isJson, isMultipart, isText, streamKind } from "../openapi/media-type.js";
import { parsePointer } from "../json.js";
import { clientWide, inParams } from "../contract/parameter-keys.js";
import { successes } from "../contract/successes.js";
import { answers, isUntypedText } from "./answers.js";
import { propertyKey, textLiteral } from "./literal.js";

/**
 * Type expressions over `schema.ts`. They index `operations["…"]` directly: inferring the same types through a generic
 * client costs the checker some four hundred times as much.
 */
export function operationType(operation: Operation): string {
  return `operations[${textLiteral(operation.id)}]`;
}

/** The type of a path parameter. */
export function pathType(operation: Operation, parameter: Parameter): string {
  return `${operationType(operation)}["parameters"]["path"][${textLiteral(parameter.name)}]`;
}

/** The `params` slot of an operation: its type, undefined where nothing can be given, and whether it may be left out. */
export function paramsType(
  operation: Operation,
  contract: Pick<Contract, "parameters">,
): { type: string | undefined; optional: boolean } {
  const isClientWide = clientWide(contract.parameters);
  const isNeeded = (parameter: Parameter): boolean =>
    parameter.required && parameter.constant === undefined && !isClientWide(parameter);
  const keyed = operation.parameters.filter(inParams(contract.parameters));
  const parts: string[] = [];
  for (const location of ["path", "query", "header", "cookie"] as const) {
    const declared = keyed.filter((parameter) => placeOf(parameter) === location);
    if (declared.length === 0) continue;
    const type = `NonNullable<${operationType(operation)}["parameters"]["${location}"]>`;
    const renamed = declared.filter(({ key }) => key !== undefined);
    const given = declared.filter((one) => one.key === undefined && one.required && !isNeeded(one));
    if (location !== "path" && renamed.length < declared.length) parts.push(without(type, [...given, ...renamed]));
    if (given.length > 0) parts.push(`Partial<Pick<${type}, ${namesOf(given)}>>`);
    if (renamed.length > 0) {
      const members = renamed.map(
        (one) => `${propertyKey(one.key ?? "")}${isNeeded(one) ? "" : "?"}: ${type}[${textLiteral(one.name)}]`,
      );
      parts.push(`{ ${members.join("; ")} }`);
    }
  }
  let optional = !keyed.some(isNeeded);
  if (operation.body !== undefined) {
    parts.push(bodyType(operation, operation.body));
    if (operation.body.required) optional = false;
  }
  return { type: parts.length === 0 ? undefined : parts.join(" & "), optional };
}

/** Where the printed types have a parameter: the whole query stands among its parameters. */
function placeOf({ in: place }: Parameter): Exclude<Parameter["in"], "querystring"> {
  return place === "querystring" ? "query" : place;
}

function without(type: string, parameters: readonly Parameter[]): string {
  return parameters.length === 0 ? type : `Omit<${type}, ${namesOf(parameters)}>`;
}

function namesOf(parameters: readonly Parameter[]): string {
  return parameters.map(({ name }) => textLiteral(name)).join(" | ");
}

/** The `body`, and where the document gives a choice of media types the `content-type` that tells which; the first is the default. */
function bodyType(operation: Operation, body: Body): string {
  const [first, ...others] = body.mediaTypes;
  const slot = `body${body.required ? "" : "?"}`;
  if (first === undefined) return `{ ${slot}: unknown }`;
  const typeOf = (mediaType: string) => contentType(operation, body, mediaType);
  if (others.length === 0) return `{ ${slot}: ${typeOf(first)} }`;
  const choices = others.map((mediaType) => `{ body: ${typeOf(mediaType)}; "content-type": ${named(mediaType)} }`);
  return `(${[`{ ${slot}: ${typeOf(first)}; "content-type"?: ${named(first)} }`, ...choices].join(" | ")})`;
}

/** A range such as `image/*` stands for any type that the caller names. */
function named(mediaType: string): string {
  return mediaType.includes("*") ? "string" : textLiteral(mediaType);
}

/** The type of a body of one media type: the schema's, except where what is sent is no JSON. */
function contentType(operation: Operation, body: Body, mediaType: string): string {
  const declared = `NonNullable<${operationType(operation)}["requestBody"]>["content"][${textLiteral(mediaType)}]`;
  if (isJson(mediaType)) return declared;
  if (isMultipart(mediaType)) {
    const files = body.forms?.[mediaType]?.files?.map(textLiteral) ?? [];
    return `MultipartBody<${[declared, ...(files.length === 0 ? [] : [files.join(" | ")])].join(", ")}>`;
  }
  if (isForm(mediaType)) return `${declared} | URLSearchParams`;
  if (isAnyType(mediaType)) return "unknown";
  return isText(mediaType) ? "string | Binary" : "Binary";
}

/** What a successful call gives: the union over the success statuses, or `default` where no success is declared. */
export function resultType(operation: Operation): string {
  const types = new Set(answers(operation).flatMap((response) => contentTypes(operation, response)));
  return types.size === 0 ? "unknown" : [...types].join(" | ");
}

/** The result of a call that asks for bytes as a stream; undefined where none are answered. */
export function streamedType(operation: Operation): string | undefined {
  const types = new Set(answers(operation).flatMap((response) => contentTypes(operation, response)));
  if (!types.has("Blob")) return undefined;
  return [...types].map((type) => (type === "Blob" ? "ReadableStream<Uint8Array<ArrayBuffer>>" : type)).join(" | ");
}

/**
 * The types that a call may choose its answer from, by media type: undefined where there is no choice. A range is none,
 * and whoever asks for a stream by a field of the request has chosen.
 */
export function typesByMediaType(operation: Operation): ReadonlyMap<string, string> | undefined {
  const given = answers(operation);
  const all = new Set(given.flatMap(({ mediaTypes }) => mediaTypes));
  const concrete = [...all].filter((mediaType) => !mediaType.includes("*"));
  if (operation.stream !== undefined || all.size < 2 || concrete.length === 0) return undefined;
  const typeOf = (mediaType: string): string => {
    const types = given
      .filter(({ mediaTypes }) => mediaTypes.length === 0 || mediaTypes.includes(mediaType))
      .flatMap((response) =>
        contentTypes(operation, response.mediaTypes.length === 0 ? response : { ...response, mediaTypes: [mediaType] }),
      );
    return [...new Set(types)].join(" | ");
  };
  return new Map(concrete.map((mediaType) => [mediaType, typeOf(mediaType)]));
}

/** Whether a success is a stream of events, which a call may ask for again. */
export function answersEvents(operation: Operation): boolean {
  return answers(operation).some(({ mediaTypes }) => mediaTypes.some((type) => streamKind(type) === "events"));
}

/**
 * What `withResponse` gives, by status: undefined where that adds nothing to the result, because one status without
 * headers of its own is all that is declared.
 */
export function replyType(operation: Operation): string | undefined {
  const declared = answers(operation);
  if (declared.length < 2 && declared.every(({ headers }) => headers === undefined)) return undefined;
  const replies = declared.map((response) => {
    const key = statusKey(response.status);
    const status = /^\d+$/u.test(key) ? key : "number";
    const names = response.headers?.map(textLiteral).join(" | ");
    const headers =
      names === undefined ? "" : `, Pick<${operationType(operation)}["responses"][${key}]["headers"], ${names}>`;
    return `StatusReply<${contentTypes(operation, response).join(" | ")}, ${status}${headers}>`;
  });
  return replies.join(" | ");
}

/**
 * The answer that pages are read from, where it is not all that a success may give: of the first success with JSON. Texts,
 * bytes and other statuses have no items.
 */
export function pageType(operation: Operation): string | undefined {
  const given = answers(operation);
  const { status, mediaTypes } = given.find((response) => response.mediaTypes.some(isJson)) ?? {};
  const json = mediaTypes?.find(isJson);
  if (status === undefined || json === undefined || (given.length === 1 && mediaTypes?.length === 1)) return undefined;
  return contentTypes(operation, { status, mediaTypes: [json] }).join(" | ");
}

/** The type at a JSON pointer into a type; every step but the last is made non-null first. */
export function typeAt(type: string, pointer: string): string {
  return parsePointer(pointer).reduce(
    (current, token, index) => `${index === 0 ? current : `NonNullable<${current}>`}[${textLiteral(token)}]`,
    type,
  );
}

/** The type of a JSON pointer's steps. */
export function pathLiteral(pointer: string): string {
  return `[${parsePointer(pointer).map(textLiteral).join(", ")}]`;
}

/** The error statuses whose body an operation declares, as the runtime matches them, and the type of each body. */
export function declaredErrors(operation: Operation): { readonly status: string; readonly body: string }[] {
  const known = successes(operation);
  return operation.responses
    .filter((response) => !known.includes(response) && /^(?:[45]|default$)/u.test(response.status))
    .map((response) => ({
      status: statusKey(response.status),
      body: isRead(response) ? contentTypes(operation, response).join(" | ") : "unknown",
    }));
}

/** Whether the body of an error has its declared type. The runtime reads every such body as JSON or text. */
function isRead({ mediaTypes }: Response): boolean {
  const isPlain = (type: string): boolean => isJson(type) || (isText(type) && streamKind(type) === undefined);
  return mediaTypes.length > 0 && mediaTypes.every(isPlain);
}

function statusKey(status: string): string {
  return /^\d+$/u.test(status) ? status : textLiteral(status);
}

function contentTypes(operation: Operation, response: Response): string[] {
  const { status, mediaTypes, textEvents, textLines } = response;
  if (mediaTypes.length === 0) return ["undefined"];
  const key = statusKey(status);
  return mediaTypes.map((mediaType) => {
    const declared = `${operationType(operation)}["responses"][${key}]["content"][${textLiteral(mediaType)}]`;
    if (isJson(mediaType) || isUntypedText(response, mediaType)) return declared;
    const kind = streamKind(mediaType);
    if (kind === "lines") return textLines ? "AsyncIterable<string>" : `JsonLines<${declared}>`;
    if (kind === "events") return `AsyncIterable<ServerSentEvent${textEvents ? "" : `<${declared}>`}>`;
    return isText(mediaType) ? "string" : "Blob";
  });
}
