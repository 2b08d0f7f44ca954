import { isObject, type JsonObject } from "../../json.js";
import type { SourceDocument } from "../../openapi/document.js";
import type { Kind } from "../../openapi/grammar.js";
import { operationsOf } from "../../openapi/operations.js";
import { templateNames } from "../../openapi/path-template.js";
import { referenceOf } from "../../openapi/reference.js";
import type { Recovery } from "../data.js";
import type { Defect } from "./defect.js";
import { DEFECTS } from "./defect-table.js";
import { Draft, readObjects, type Trail } from "./draft.js";
import { reportUndeclared, sharedIds } from "./operation-ids.js";
import { readParameterList, readStyle } from "./parameters.js";
import { readMethods, readPaths } from "./paths.js";
import { readReference } from "./references.js";
import { readRequirement, readScheme } from "./security.js";
import { readServers } from "./servers.js";
import { readShapes } from "./shapes.js";

/** A document that every later stage can read, and what had to be read otherwise than it stands. */
export interface SoundDocument {
  readonly document: SourceDocument;
  readonly defects: readonly Defect[];
}

/**
 * Reads a document, its overlay applied, so that every value has the shape of its field, every reference leads
 * somewhere, and every operation can be sent. What is not so has a safe reading, which stands in its place or leaves it
 * out; what is sound stays the same object. Later stages check none of this again.
 *
 * @param recovered What was not well-formed in the texts that the document was read from.
 */
export function soundDocument(repaired: SourceDocument, recovered: readonly Recovery[] = []): SoundDocument {
  const draft = new Draft(repaired);
  readShapes(draft);
  renamePaths(draft);
  readParts(draft);
  return { document: draft.document, defects: [...recovered.map(recoveredDefect), ...draft.defects] };
}

function recoveredDefect({ message: name, location }: Recovery): Defect {
  return {
    code: "text-recovered",
    pointer: "",
    location,
    message: DEFECTS["text-recovered"].message({ name }),
    repair: [],
  };
}

function renamePaths(draft: Draft): void {
  const { paths } = draft.value;
  if (!isObject(paths)) return;
  const moved = new Map<string, string>();
  const read = readPaths(draft, paths, (to, from) => moved.set(to, from));
  if (read !== paths) draft.advance({ ...draft.value, paths: read }, moved);
}

function readParts(draft: Draft): void {
  const operations = operationsOf(draft.document);
  const shared = sharedIds(draft, operations);
  const ids = new Set(operations.map(({ at }) => at.value["operationId"]));
  reportUndeclared(draft, operations);
  const everyName = operations.flatMap(({ path }) => templateNames(path));
  const left = new Set<string>();
  const reader = (object: JsonObject, kind: Kind, trail: Trail): JsonObject | undefined => {
    const pointer = (): string => trail.pointer;
    if (kind === "schema" && referenceOf(object) === undefined) return object;
    const known = readReference(draft, object, kind, pointer);
    if (known === undefined) return undefined;
    switch (kind) {
      case "document":
        return readServers(draft, known, true, pointer);
      case "pathItem":
        return withParameters(
          readServers(draft, isSent(trail) ? readMethods(draft, known, pointer) : known, false, pointer),
          trail,
        );
      case "operation":
        return withParameters(readServers(draft, withOwnId(known, trail), false, pointer), trail);
      case "parameter":
        return left.has(pointer()) ? undefined : readStyle(draft, known, pointer);
      case "securityScheme":
        return readScheme(draft, known, String(trail.last(1)[0]), pointer);
      case "securityRequirement":
        return readRequirement(draft, known, pointer);
      default:
        return known;
    }
  };
  const withParameters = (holder: JsonObject, trail: Trail): JsonObject => {
    const { parameters } = holder;
    if (!Array.isArray(parameters)) return holder;
    const at = `${trail.pointer}/parameters`;
    const [root, path] = trail.steps;
    const template = root === "paths" ? templateNames(String(path)) : everyName;
    const read = readParameterList(draft, parameters, at, template);
    for (const [index, item] of read.entries()) if (item === undefined) left.add(`${at}/${index}`);
    return read.every((item, index) => item === undefined || item === parameters[index])
      ? holder
      : { ...holder, parameters: read.map((item, index) => item ?? parameters[index] ?? null) };
  };
  const withOwnId = (operation: JsonObject, trail: Trail): JsonObject => {
    const { operationId, ...others } = operation;
    if (typeof operationId !== "string") return operation;
    return isSent(trail) ? (shared.has(operationId) ? others : operation) : ids.has(operationId) ? others : operation;
  };
  readObjects(draft, reader);
}

/** Whether a path item is the client's, or may be: those of webhooks and callbacks are sent by the API. */
function isSent({ steps: [root, section, ...rest] }: Trail): boolean {
  const isOwn = root === "paths" || (root === "components" && section === "pathItems");
  return isOwn && !rest.includes("callbacks");
}
