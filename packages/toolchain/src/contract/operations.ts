import type { SourceDocument } from "../openapi/document.js";
import { formatLocation } from "../location.js";
import type { Operation, SecurityRequirements, Server } from "./contract.js";
import { ignoredBy } from "./annotations/ignored.js";
import { answerSchema, type BodySource, readBody, readResponses, type ResponseSource } from "./content.js";
import { omitUndefined } from "./omit-undefined.js";
import { failure, formatShort, type Located, member, members, textOf, textsOf } from "../openapi/located.js";
import type { Json } from "../json.js";
import { isMethodField, isMethodToken } from "../openapi/methods.js";
import { type OperationPlace, operationsOf } from "../openapi/operations.js";
import { templateNames } from "../openapi/path-template.js";
import type { Note } from "./note.js";
import { operationKey } from "./operation-id.js";
import { type ParameterSource, readParameters } from "./parameters.js";
import { objectAt } from "../openapi/references.js";
import { readRequirements } from "./security.js";
import { readServers } from "./servers.js";

/** An operation as the document gives it, before names and inference, with where its parts are described. */
export interface OperationSource extends Pick<
  Operation,
  "id" | "method" | "path" | "summary" | "description" | "deprecated"
> {
  readonly at: Located;
  /** The document's own operationId. */
  readonly operationId?: string;
  readonly tags?: readonly string[];
  readonly parameters: readonly ParameterSource[];
  readonly body?: BodySource;
  readonly responses: readonly ResponseSource[];
  /** Schema of what a success answers, as JSON. */
  readonly answer?: Located<Json>;
  readonly security?: SecurityRequirements;
  /** Those of the operation, else those of its path. */
  readonly servers?: readonly Server[];
}

/**
 * Every operation of `paths`, in document order. Webhooks and callbacks are the document's, not the client's.
 *
 * @throws ToolchainError `contract/duplicate-operation-id`, and as the readers of its parts.
 */
export function readOperations(
  document: SourceDocument,
  documentUrl?: string,
): { operations: OperationSource[]; notes: Note[] } {
  checkPaths(document);
  const places = operationsOf(document);
  const read = places.map((place) => {
    const operation = readOperation(document, place, documentUrl);
    return { operation, ignored: ignoredBy(document, place.pathItem, operation) };
  });
  const operations = read.filter(({ ignored }) => ignored === undefined).map(({ operation }) => operation);
  refuseDuplicateIds(document, operations);
  const notes = [
    ...strayParameters(document, places),
    ...read.flatMap(({ ignored }) => (ignored === undefined ? [] : [ignored])),
  ];
  return { operations, notes };
}

function readOperation(
  document: SourceDocument,
  { method, path, pathItem, at }: OperationPlace,
  documentUrl: string | undefined,
): OperationSource {
  const operationId = textOf(at, "operationId");
  const responses = readResponses(document, at);
  return omitUndefined({
    id: operationKey(method, path, operationId),
    operationId,
    tags: textsOf(at, "tags"),
    method,
    path,
    summary: textOf(at, "summary"),
    description: textOf(at, "description"),
    deprecated: member(at, "deprecated")?.value === true ? (true as const) : undefined,
    parameters: readParameters(document, path, pathItem, at),
    body: readBody(document, at),
    responses,
    answer: answerSchema(document, responses),
    security: readRequirements(document, at),
    servers: readServers(document, at, documentUrl) ?? readServers(document, pathItem, documentUrl),
    at,
  });
}

function checkPaths(document: SourceDocument): void {
  for (const [path, item] of members(member({ value: document.value, pointer: "" }, "paths") ?? nothing)) {
    if (path.startsWith("x-")) continue;
    if (!path.startsWith("/"))
      throw failure(document, item.pointer, "contract/shape", `Expected a path that begins with '/', found '${path}'.`);
    const pathItem = objectAt(document, item);
    for (const [key, at] of members(pathItem)) if (isMethodField(key)) objectAt(document, at);
    for (const [key, at] of members(member(pathItem, "additionalOperations") ?? nothing))
      checkMethod(document, key, objectAt(document, at));
  }
}

function checkMethod(document: SourceDocument, key: string, { pointer }: Located): void {
  const isToken = isMethodToken(key);
  if (isToken && !isMethodField(key.toLowerCase())) return;
  const expected = isToken ? "a method that has no field of its own" : "an HTTP method";
  const hint = isToken ? `Move it to '${key.toLowerCase()}' of the path item.` : undefined;
  throw failure(document, pointer, "contract/shape", `Expected ${expected}, found ${formatShort(key)}.`, hint);
}

function refuseDuplicateIds(document: SourceDocument, operations: readonly OperationSource[]): void {
  const first = new Map<string, OperationSource>();
  for (const operation of operations) {
    const other = first.get(operation.id);
    if (other !== undefined) {
      const place = formatLocation(document.locate(`${other.at.pointer}/operationId`));
      const message = `The operationId '${operation.id}' of ${operation.method} ${operation.path} is that of ${other.method} ${other.path} too, at ${place}.`;
      throw failure(document, `${operation.at.pointer}/operationId`, "contract/duplicate-operation-id", message);
    }
    first.set(operation.id, operation);
  }
}

/** Path parameters that no expression of their path's template takes. */
function strayParameters(document: SourceDocument, places: readonly OperationPlace[]): Note[] {
  const holders = new Map(
    places.flatMap(({ path, pathItem, at }) => [pathItem, at].map((holder) => [holder.pointer, { path, holder }])),
  );
  return [...holders.values()].flatMap(({ path, holder }) =>
    members(member(holder, "parameters") ?? nothing).flatMap(([, item]): Note[] => {
      const at = objectAt(document, item);
      if (textOf(at, "in") !== "path" || templateNames(path).includes(textOf(at, "name") ?? "")) return [];
      const message = `A path parameter that '${path}' has no place for is left out.`;
      return [{ kind: "ignored", message, location: document.locate(item.pointer) }];
    }),
  );
}

const nothing: Located = { value: {}, pointer: "" };
