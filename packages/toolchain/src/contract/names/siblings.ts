import type { SourceDocument } from "../../openapi/document.js";
import { templateShape } from "../../openapi/path-template.js";
import type { OperationSource } from "../operations.js";
import { type SchemaField, propertiesOf, schemaFieldOf, typesOf } from "../../openapi/schema-fields.js";
import { readRoute } from "./route.js";
import type { NamingSource } from "./styles/reading.js";
import { isPlural } from "./words.js";

/** What a naming source knows of the other operations of its document. */
export type Siblings = Pick<NamingSource, "hasItems" | "isCollection" | "isAll" | "isBesidePatch" | "isSlashTwin">;

/**
 * Reads, for each operation of a path `P`, what the document has at `P/{id}`. `P` is a collection if the
 * document has `GET P` and `GET P/{id}`. If `P` is no plural, the answer of `GET P` must also have a list.
 */
export function siblingReader(
  document: SourceDocument,
  operations: readonly OperationSource[],
): (operation: OperationSource) => Siblings {
  const lists = new Map(
    operations.flatMap((operation) => (operation.method === "GET" ? [[shapeOf(operation.path), operation]] : [])),
  );
  const routes = new Set(operations.map(({ method, path }) => `${method} ${shapeOf(path)}`));
  const items = new Set(operations.map(({ path }) => shapeOf(path)));
  const exact = new Set(operations.map(({ method, path }) => `${method} ${templateShape(path)}`));
  return (operation) => {
    const { method, path } = operation;
    const item = `${shapeOf(path)}/{}`;
    const hasItem = routes.has(`${method} ${item}`);
    const collection = shapeOf(path).replace(/\/\{\}$/u, "");
    const list = lists.get(collection);
    return {
      hasItems: items.has(item),
      isCollection: list !== undefined && routes.has(`GET ${collection}/{}`) && mayList(document, list),
      isAll: hasItem && ["DELETE", "PUT", "PATCH"].includes(method),
      isSlashTwin: path.endsWith("/") && exact.has(`${method} ${shapeOf(path)}`),
      isBesidePatch: method === "PUT" && routes.has(`PATCH ${shapeOf(path)}`),
    };
  };
}

function shapeOf(path: string): string {
  return templateShape(path).replace(/\/$/u, "");
}

function mayList(document: SourceDocument, operation: OperationSource): boolean {
  const { resources, deeper, action } = readRoute(operation);
  const noun = [...resources.flat(), ...deeper, ...action].at(-1) ?? "";
  return (
    isPlural(noun) || (operation.answer !== undefined && hasList(document, schemaFieldOf(document, operation.answer)))
  );
}

/** Whether an answer is a list, or has one at its top or one level down. */
function hasList(document: SourceDocument, answer: SchemaField, depth = 1): boolean {
  if (typesOf(answer).has("array")) return true;
  return (
    depth >= 0 && [...propertiesOf(document, answer).values()].some((field) => hasList(document, field, depth - 1))
  );
}
