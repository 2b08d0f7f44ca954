import type { Contract, Operation, Parameter, Response } from "../contract/contract.js";
import { parsePointer } from "../json.js";
import { text } from "./literal.js";

/**
 * Type expressions over `schema.ts`. They index `operations["…"]` directly: inferring the same types through a generic
 * client costs the checker some four hundred times as much.
 */
export function operationType(operation: Operation): string {
  return `operations[${text(operation.id)}]`;
}

/** The type of a path parameter. */
export function pathType(operation: Operation, parameter: Parameter): string {
  return `${operationType(operation)}["parameters"]["path"][${text(parameter.name)}]`;
}

/** The `params` slot of an operation: its type, undefined where nothing can be given, and whether it may be left out. */
export function paramsType(
  operation: Operation,
  contract: Pick<Contract, "parameters">,
): { type: string | undefined; optional: boolean } {
  const clientWide = new Set(contract.parameters.map((parameter) => `${parameter.in} ${parameter.name}`));
  const parts: string[] = [];
  let optional = true;
  for (const location of ["query", "header", "cookie"] as const) {
    const declared = operation.parameters.filter((parameter) => parameter.in === location);
    if (declared.length === 0) continue;
    const given = declared.filter((parameter) => clientWide.has(`${location} ${parameter.name}`) && parameter.required);
    if (declared.some((parameter) => parameter.required && !given.includes(parameter))) optional = false;
    const type = `NonNullable<${operationType(operation)}["parameters"]["${location}"]>`;
    const keys = given.map((parameter) => text(parameter.name)).join(" | ");
    parts.push(keys === "" ? type : `Omit<${type}, ${keys}> & Partial<Pick<${type}, ${keys}>>`);
  }
  if (operation.body !== undefined) {
    const content = `NonNullable<${operationType(operation)}["requestBody"]>["content"]`;
    const bodies = operation.body.mediaTypes.map((mediaType) => `${content}[${text(mediaType)}]`);
    parts.push(`{ body${operation.body.required ? "" : "?"}: ${bodies.join(" | ") || "unknown"} }`);
    if (operation.body.required) optional = false;
  }
  return { type: parts.length === 0 ? undefined : parts.join(" & "), optional };
}

/** What a successful call gives: the union over the success statuses, or `default` where no success is declared. */
export function resultType(operation: Operation): string {
  const types = new Set(successes(operation).flatMap((response) => contentTypes(operation, response)));
  return types.size === 0 ? "unknown" : [...types].join(" | ");
}

/** The declared successes; `default` stands for them where there are none. */
export function successes(operation: Operation): readonly Response[] {
  const declared = operation.responses.filter(({ status }) => status.startsWith("2"));
  return declared.length > 0 ? declared : operation.responses.filter(({ status }) => status === "default");
}

/** The type at a JSON pointer into a type; every step but the last is made non-null first. */
export function typeAt(type: string, pointer: string): string {
  return parsePointer(pointer).reduce(
    (current, token, index) => `${index === 0 ? current : `NonNullable<${current}>`}[${text(token)}]`,
    type,
  );
}

/** The error statuses whose body an operation declares, as the runtime matches them, and the type of each body. */
export function declaredErrors(operation: Operation): { readonly status: string; readonly body: string }[] {
  const answers = successes(operation);
  return operation.responses
    .filter((response) => !answers.includes(response) && /^(?:[45]|default$)/u.test(response.status))
    .map((response) => ({
      status: statusKey(response.status),
      body: response.mediaTypes.length === 0 ? "unknown" : contentTypes(operation, response).join(" | "),
    }));
}

function statusKey(status: string): string {
  return /^\d+$/u.test(status) ? status : text(status);
}

function contentTypes(operation: Operation, { status, mediaTypes }: Response): string[] {
  if (mediaTypes.length === 0) return ["undefined"];
  const key = statusKey(status);
  return mediaTypes.map((mediaType) => {
    if (isJson(mediaType)) return `${operationType(operation)}["responses"][${key}]["content"][${text(mediaType)}]`;
    return /^text\/|[/+]xml\b/iu.test(mediaType) ? "string" : "Blob";
  });
}

/** RFC 6839, section 3.1: a `+json` suffix means that the body is JSON. */
export function isJson(mediaType: string): boolean {
  return /^[^;]*[/+]json\s*(?:;|$)/iu.test(mediaType);
}
