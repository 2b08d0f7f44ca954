import { type OperationSource, readOperations } from "../../packages/toolchain/src/contract/operations.js";
import { schemaFieldOf, propertiesOf, typesOf } from "../../packages/toolchain/src/openapi/schema-fields.js";
import type { SourceDocument } from "../../packages/toolchain/src/openapi/document.js";

const paging =
  /^(page|per_?page|page_?size|page_?number|limit|offset|skip|take|top|cursor|after|before|since|start|marker|\w*token)$/iu;
const state = /(^|_)(status|state|phase)$|(Status|State|Phase)$/u;

/**
 * The operations that a person has to look at: those that give a list or take what pages are asked by, and those of one
 * thing that has a state or may not be ready yet. A net of its own, wider than what inference goes by.
 *
 * @returns Each as `METHOD path`.
 */
export function lookAlikes(document: SourceDocument): string[] {
  return readOperations(document)
    .operations.filter(
      (operation) => asksForPages(operation) || givesList(operation, document) || isJobLike(operation, document),
    )
    .map(({ method, path }) => `${method} ${path}`);
}

function asksForPages({ parameters }: OperationSource): boolean {
  return parameters.some(({ in: place, name }) => place === "query" && paging.test(name));
}

function givesList({ method, answer }: OperationSource, document: SourceDocument): boolean {
  if (method !== "GET" || answer === undefined) return false;
  const field = schemaFieldOf(document, answer);
  const properties = [...propertiesOf(document, field).values()];
  const hasList = properties.length < 4 && properties.some((property) => typesOf(property).has("array"));
  return typesOf(field).has("array") || hasList;
}

function isJobLike({ method, path, answer, responses }: OperationSource, document: SourceDocument): boolean {
  if (method !== "GET") return false;
  if (responses.some(({ status }) => status === "202")) return true;
  if (answer === undefined || !path.includes("{")) return false;
  return [...propertiesOf(document, schemaFieldOf(document, answer)).keys()].some((name) => state.test(name));
}
