import { type Located, member, members, textOf } from "../../openapi/located.js";
import { objectAt } from "../../openapi/references.js";
import type { SourceDocument } from "../../openapi/document.js";
import type { Reached } from "../change.js";

/** An operation of one document, with what it takes from its path. */
export interface IndexedOperation extends Reached {
  readonly method: string;
  readonly path: string;
  readonly at: Located;
  /** The path item that it stands in. */
  readonly item: Located;
  /** Its own parameters and those of its path that it does not override, by `location name`. */
  readonly parameters: ReadonlyMap<string, Located>;
  /** The operationId, where it has one. */
  readonly operationId: string | undefined;
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/** The operations below `paths`, in document order. */
export function indexOperations(document: SourceDocument): IndexedOperation[] {
  return pathItems(document, { value: document.value, pointer: "" }, "paths").flatMap(([path, item]) =>
    operationsAt(document, path, item),
  );
}

/** The operations of one path item, of the paths, the webhooks or a callback. */
export function operationsAt(document: SourceDocument, path: string, item: Located): IndexedOperation[] {
  const additional = members(member(item, "additionalOperations") ?? nothing);
  const own = members(item).filter(([key]) => methods.includes(key));
  return [...own, ...additional].map(([key, value]) => {
    const at = objectAt(document, value);
    const method = key.toUpperCase();
    const operationId = textOf(at, "operationId");
    const route = `${method} ${path}`;
    const parameters = new Map([...parametersAt(document, item), ...parametersAt(document, at)]);
    return { id: operationId ?? route, route, method, path, at, item, parameters, operationId };
  });
}

/** Path items by path, under a key of an object. */
export function pathItems(document: SourceDocument, holder: Located, key: string): [string, Located][] {
  return members(member(holder, key) ?? nothing)
    .filter(([path]) => !path.startsWith("x-"))
    .map(([path, item]) => [path, objectAt(document, item)]);
}

function parametersAt(document: SourceDocument, at: Located): [string, Located][] {
  return members(member(at, "parameters") ?? nothing).map(([, value]) => {
    const parameter = objectAt(document, value);
    return [`${textOf(parameter, "in")} ${textOf(parameter, "name")}`, parameter];
  });
}

const nothing: Located = { value: {}, pointer: "" };
