import { formatLocation } from "../../location.js";
import type { Json, JsonObject } from "../../json.js";
import type { OperationPlace } from "../../openapi/operations.js";
import { templateNames } from "../../openapi/path-template.js";
import { objectFrom } from "../../openapi/references.js";
import type { Draft } from "./draft.js";

/** The operationIds that several operations of `paths` have; each but the first is told. */
export function sharedIds(draft: Draft, operations: readonly OperationPlace[]): ReadonlySet<string> {
  // What has no id is known by its route.
  const first = new Map(operations.map((operation) => [routeOf(operation), operation]));
  const shared = new Set<string>();
  for (const operation of operations) {
    const id = operation.at.value["operationId"];
    if (typeof id !== "string") continue;
    const other = first.get(id);
    first.set(id, other ?? operation);
    if (other === undefined || other === operation) continue;
    shared.add(id);
    const place = formatLocation(draft.document.locate(`${other.at.pointer}/operationId`));
    draft.report("operation-id-duplicate", `${operation.at.pointer}/operationId`, {
      name: `${routeOf(operation)}, and ${routeOf(other)} at ${place}`,
      found: id,
      reading: idOf(operation),
    });
  }
  return shared;
}

/** Tells of names in path templates that no parameter declares. */
export function reportUndeclared(draft: Draft, operations: readonly OperationPlace[]): void {
  for (const operation of operations) {
    const names = templateNames(operation.path);
    if (names.length === 0) continue;
    const declared = new Set([operation.pathItem, operation.at].flatMap((holder) => namesIn(draft, holder.value)));
    const found = names.filter((name) => !declared.has(name));
    if (found.length === 0) continue;
    draft.report("path-parameter-undeclared", operation.at.pointer, { name: routeOf(operation), found });
  }
}

/** The names of an object's path parameters. A parameter without a place may be one. */
function namesIn(draft: Draft, holder: JsonObject): Json[] {
  return declaredParameters(draft, holder).flatMap(({ in: place, name }) =>
    (place === "path" || place === undefined) && name !== undefined ? [name] : [],
  );
}

/** The parameters of a path item or an operation, with their references followed. */
export function declaredParameters(draft: Draft, { parameters }: JsonObject): JsonObject[] {
  if (!Array.isArray(parameters)) return [];
  return parameters
    .map((item) => objectFrom(draft.value, { value: item, pointer: "" })?.value)
    .filter((parameter) => parameter !== undefined);
}

function routeOf({ method, path }: OperationPlace): string {
  return `${method} ${path}`;
}

/** An id of method and path: `GET /caps/{id}` is `getCapsId`. */
function idOf({ method, path }: OperationPlace): string {
  const words = path.split(/[^A-Za-z0-9]+/u).filter((word) => word !== "");
  return [method.toLowerCase(), ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join("");
}
