import { type Located, member, members, rootOf, textOf } from "../../openapi/located.js";
import { type OperationPlace, operationsIn, operationsOf } from "../../openapi/operations.js";
import { objectAt } from "../../openapi/references.js";
import type { SourceDocument } from "../../openapi/document.js";
import type { ComparedDocument } from "../schema/walk.js";
import type { AffectedOperation } from "../change.js";
import { basePath } from "./servers.js";

/** An operation of one document, with the parts that its path item adds. */
export interface IndexedOperation extends AffectedOperation {
  readonly method: string;
  readonly path: string;
  /** The path of its server and its own path: `/v1/orders` for `/orders` on a server that ends in `/v1`. */
  readonly address: string;
  readonly at: Located;
  /** The path item of the operation. */
  readonly item: Located;
  /** Its own parameters, and those of its path item that it does not override, by `location name`. */
  readonly parameters: ReadonlyMap<string, Located>;
  /** The operationId, where it has one. */
  readonly operationId: string | undefined;
}

/** The operations below `paths`, in document order. */
export function indexOperations({ document, url }: Pick<ComparedDocument, "document" | "url">): IndexedOperation[] {
  const base = basePath(rootOf(document), url) ?? "";
  return operationsOf(document).map((place) => {
    const own = basePath(place.at, url) ?? basePath(place.pathItem, url) ?? base;
    return { ...indexed(document, place), address: own + place.path };
  });
}

/** The operations of one path item, also of a webhook or a callback. */
export function operationsAt(document: SourceDocument, path: string, item: Located): IndexedOperation[] {
  return operationsIn(document, path, item).map((place) => indexed(document, place));
}

function indexed(document: SourceDocument, { method, path, pathItem, at }: OperationPlace): IndexedOperation {
  const operationId = textOf(at, "operationId");
  const route = `${method} ${path}`;
  const parameters = new Map([...parametersAt(document, pathItem), ...parametersAt(document, at)]);
  return { id: operationId ?? route, route, method, path, address: path, at, item: pathItem, parameters, operationId };
}

function parametersAt(document: SourceDocument, at: Located): [string, Located][] {
  return members(member(at, "parameters") ?? nothing).map(([, value]) => {
    const parameter = objectAt(document, value);
    return [`${textOf(parameter, "in")} ${textOf(parameter, "name")}`, parameter];
  });
}

const nothing: Located = { value: {}, pointer: "" };
