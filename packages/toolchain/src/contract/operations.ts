import type { SourceDocument } from "../openapi/document.js";
import { formatLocation } from "../location.js";
import type { Operation, SecurityRequirements, Server } from "./contract.js";
import type { Method } from "../openapi/methods.js";
import { ignoredBy } from "./annotations/ignored.js";
import { answerSchema, type BodySource, readBody, readResponses, type ResponseSource } from "./content.js";
import { omitUndefined } from "./omit-undefined.js";
import { failure, type Located, member, members, textOf, textsOf } from "../openapi/located.js";
import type { Json } from "../json.js";
import { operationsByMethod } from "../openapi/methods.js";
import type { Note } from "./note.js";
import { operationKey } from "./operation-id.js";
import { type ParameterSource, readParameters, templateNames } from "./parameters.js";
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
  const paths = member({ value: document.value, pointer: "" }, "paths");
  const pathItems = members(paths ?? { value: {}, pointer: "" })
    .filter(([path]) => !path.startsWith("x-"))
    .map(([path, item]) => ({ path: checkPath(document, path, item), pathItem: objectAt(document, item) }));
  const read = pathItems.flatMap(({ path, pathItem }) =>
    operationsByMethod(document, pathItem).map(([method, at]) => {
      const operation = readOperation(document, method, path, pathItem, objectAt(document, at), documentUrl);
      return { operation, ignored: ignoredBy(document, pathItem, operation) };
    }),
  );
  const operations = read.filter(({ ignored }) => ignored === undefined).map(({ operation }) => operation);
  refuseDuplicateIds(document, operations);
  const notes = [
    ...pathItems.flatMap(({ path, pathItem }) => ignoredParts(document, path, pathItem)),
    ...read.flatMap(({ ignored }) => (ignored === undefined ? [] : [ignored])),
  ];
  return { operations, notes };
}

function readOperation(
  document: SourceDocument,
  method: Method,
  path: string,
  pathItem: Located,
  at: Located,
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

function checkPath(document: SourceDocument, path: string, { pointer }: Located<Json>): string {
  if (path.startsWith("/")) return path;
  throw failure(document, pointer, "contract/shape", `Expected a path that begins with '/', found '${path}'.`);
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

function ignoredParts(document: SourceDocument, path: string, pathItem: Located): Note[] {
  const note = (pointer: string, message: string): Note => ({
    kind: "ignored",
    message,
    location: document.locate(pointer),
  });
  const template = templateNames(path);
  const holders = [pathItem, ...operationsByMethod(document, pathItem).map(([, at]) => at)];
  const stray = holders
    .flatMap((holder) => members(member(holder, "parameters") ?? { value: [], pointer: "" }))
    .filter(([, item]) => {
      const at = objectAt(document, item);
      return textOf(at, "in") === "path" && !template.includes(textOf(at, "name") ?? "");
    });
  return stray.map(([, item]) => note(item.pointer, `A path parameter that '${path}' has no place for is left out.`));
}
