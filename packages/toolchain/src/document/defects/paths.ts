import { formatPointer, isObject, type JsonObject, setOwn } from "../../json.js";
import { isMethodField, isMethodToken } from "../../openapi/methods.js";
import type { Draft } from "./draft.js";

/** Methods that no fetch sends (Fetch Standard, "forbidden method"). */
const FORBIDDEN = /^(?:connect|trace|track)$/iu;

/** Methods of requests that may have no body (Fetch Standard, "Request class"). */
const BODILESS = ["get", "head"];

/** The map of paths with a slash before each. @param moved Told where a path stands in the document. */
export function readPaths(draft: Draft, paths: JsonObject, moved: (to: string, from: string) => void): JsonObject {
  const wrong = Object.keys(paths).filter((path) => !path.startsWith("/") && !path.startsWith("x-"));
  if (wrong.length === 0) return paths;
  const read: JsonObject = {};
  for (const [path, item] of Object.entries(paths)) {
    const slashed = `/${path}`;
    const reading = !wrong.includes(path)
      ? path
      : /^[a-z][a-z\d+.-]*:/iu.test(path) || Object.hasOwn(paths, slashed)
        ? undefined
        : slashed;
    if (reading !== path) draft.report("path-without-slash", formatPointer(["paths", path]), { name: path, reading });
    if (reading !== undefined) setOwn(read, reading, item);
    if (reading !== undefined && reading !== path)
      moved(formatPointer(["paths", reading]), formatPointer(["paths", path]));
  }
  return read;
}

/** A path item with the operations that fetch can send, and their bodies. */
export function readMethods(draft: Draft, pathItem: JsonObject, pointer: () => string): JsonObject {
  let read: JsonObject | undefined;
  for (const [key, operation] of Object.entries(pathItem)) {
    if (key === "additionalOperations" && isObject(operation)) {
      const additional = readAdditional(draft, operation, pathItem, pointer());
      if (additional !== operation) read = { ...(read ?? pathItem), ...additional };
    } else if (isMethodField(key) && FORBIDDEN.test(key)) {
      draft.report("method-not-sendable", `${pointer()}/${key}`, { name: key.toUpperCase() });
      const { [key]: _left, ...others } = read ?? pathItem;
      read = others;
    } else if (BODILESS.includes(key) && isObject(operation) && "requestBody" in operation) {
      draft.report("body-not-sendable", `${pointer()}/${key}/requestBody`, { name: key.toUpperCase() });
      const { requestBody: _body, ...bodiless } = operation;
      read = { ...(read ?? pathItem), [key]: bodiless };
    }
  }
  return read ?? pathItem;
}

/** What becomes of additional operations: those of other methods, and fields of the path item where a key is a field's. */
function readAdditional(draft: Draft, operations: JsonObject, pathItem: JsonObject, pointer: string): JsonObject {
  const additional: JsonObject = {};
  const fields: JsonObject = {};
  for (const [key, operation] of Object.entries(operations)) {
    const at = pointer + formatPointer(["additionalOperations", key]);
    const field = key.toLowerCase();
    if (FORBIDDEN.test(key)) draft.report("method-not-sendable", at, { name: key });
    else if (isMethodToken(key) && !isMethodField(field)) setOwn(additional, key, operation);
    else {
      const isFree = isMethodField(field) && !(field in pathItem);
      draft.report("method-unknown", at, { name: key, reading: isFree ? field : undefined });
      if (isFree) fields[field] = operation;
    }
  }
  if (Object.keys(additional).length === Object.keys(operations).length) return operations;
  return { ...fields, additionalOperations: additional };
}
