import type { SourceDocument } from "../openapi/document.js";
import type { Operation, SecurityRequirements, Server } from "./contract.js";
import { ignoredBy } from "./annotations/ignored.js";
import { answerSchema, type BodySource, readBody, readResponses, type ResponseSource } from "./content.js";
import { omitUndefined } from "./omit-undefined.js";
import { type Located, member, membersAt, textOf, textsOf } from "../openapi/located.js";
import type { Json } from "../json.js";
import { operationKey, type OperationPlace, operationsOf } from "../openapi/operations.js";
import { templateNames } from "../openapi/path-template.js";
import type { Note } from "./note.js";
import { type ParameterSource, readParameters } from "./parameters.js";
import { objectAt } from "../openapi/references.js";
import { readRequirements } from "./security.js";
import { readServers } from "./servers.js";

/** An operation as the document gives it, before names and inference, with where its parts are described. */
export interface OperationSource extends Pick<
  Operation,
  "id" | "method" | "path" | "summary" | "description" | "deprecated" | "replacement"
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

/** Every operation of `paths`, in document order. Webhooks and callbacks are the document's, not the client's. */
export function readOperations(
  document: SourceDocument,
  documentUrl?: string,
): { operations: OperationSource[]; notes: Note[] } {
  const places = operationsOf(document);
  const read = places.map((place) => {
    const operation = readOperation(document, place, documentUrl);
    return { operation, ignored: ignoredBy(document, place.pathItem, operation) };
  });
  const operations = read.filter(({ ignored }) => ignored === undefined).map(({ operation }) => operation);
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
  const isDeprecated = member(at, "deprecated")?.value === true;
  return omitUndefined({
    id: operationKey(method, path, operationId),
    operationId,
    tags: textsOf(at, "tags"),
    method,
    path,
    summary: textOf(at, "summary"),
    description: textOf(at, "description"),
    deprecated: isDeprecated ? (true as const) : undefined,
    replacement: isDeprecated ? replacementOf(at) : undefined,
    parameters: readParameters(document, path, pathItem, at),
    body: readBody(document, at),
    responses,
    answer: answerSchema(document, responses),
    security: readRequirements(at),
    servers: readServers(at, documentUrl) ?? readServers(pathItem, documentUrl),
    at,
  });
}

/** Extensions by which documents name what has taken the place of a deprecated operation; none is a standard. */
const REPLACEMENT_KEYS = [
  "x-deprecated-replacement",
  "x-deprecation-replacement",
  "x-replaced-by",
  "x-replacement",
  "x-deprecated-message",
  "x-deprecation-message",
] as const;

function replacementOf(at: Located): string | undefined {
  return REPLACEMENT_KEYS.map((key) => textOf(at, key)?.trim()).find((text) => text !== undefined && text !== "");
}

/** Path parameters that no expression of their path's template takes. */
function strayParameters(document: SourceDocument, places: readonly OperationPlace[]): Note[] {
  const holders = new Map(
    places.flatMap(({ path, pathItem, at }) => [pathItem, at].map((holder) => [holder.pointer, { path, holder }])),
  );
  return [...holders.values()].flatMap(({ path, holder }) =>
    membersAt(holder, "parameters").flatMap(([, item]): Note[] => {
      const at = objectAt(document, item);
      if (textOf(at, "in") !== "path" || templateNames(path).includes(textOf(at, "name") ?? "")) return [];
      const message = `A path parameter that '${path}' has no place for is left out.`;
      return [{ kind: "ignored", message, location: document.locate(item.pointer) }];
    }),
  );
}
