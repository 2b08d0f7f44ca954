import type { Json, JsonObject } from "../../json.js";
import type { Kind } from "../../openapi/grammar.js";
import { operationsOf } from "../../openapi/operations.js";
import { templateNames } from "../../openapi/path-template.js";
import { referenceOf } from "../../openapi/reference.js";
import type { Draft, Trail } from "./draft.js";
import { reportUndeclared, sharedIds } from "./operation-ids.js";
import { readParameterList, readStyle } from "./parameters.js";
import { readMethods } from "./paths.js";
import { readReference } from "./references.js";
import { readRequirement, readScheme } from "./security.js";
import { readServerList } from "./servers.js";

type Read = (object: JsonObject, trail: Trail, pointer: () => string) => JsonObject | undefined;

/** Reads the parts of a well-formed document: what refers to nothing, cannot be sent, or is there twice. */
export class PartReader {
  readonly #draft: Draft;
  /** The operationIds that operations of paths have, and those that several of them have. */
  readonly #ids: ReadonlySet<Json | undefined>;
  readonly #shared: ReadonlySet<string>;
  /** The names in all path templates: a path item under `components` may be anyone's. */
  readonly #names: readonly string[];
  /** Pointers of parameters that their lists do without. */
  readonly #left = new Set<string>();
  readonly #readers: Readonly<Partial<Record<Kind, Read>>>;

  constructor(draft: Draft) {
    const operations = operationsOf(draft.document);
    this.#draft = draft;
    this.#ids = new Set(operations.map(({ at }) => at.value["operationId"]));
    this.#shared = sharedIds(draft, operations);
    this.#names = operations.flatMap(({ path }) => templateNames(path));
    this.#readers = {
      document: (object, _, pointer) => readServerList(draft, object, true, pointer),
      pathItem: (object, trail, pointer) => {
        const sent = isSent(trail) ? readMethods(draft, object, pointer) : object;
        return this.#withParameters(readServerList(draft, sent, false, pointer), trail);
      },
      operation: (object, trail, pointer) =>
        this.#withParameters(readServerList(draft, this.#withOwnId(object, trail), false, pointer), trail),
      parameter: (object, _, pointer) =>
        this.#left.size > 0 && this.#left.has(pointer()) ? undefined : readStyle(draft, object, pointer),
      securityScheme: (object, trail, pointer) => readScheme(draft, object, String(trail.last(1)[0]), pointer),
      securityRequirement: (object, _, pointer) => readRequirement(draft, object, pointer),
    };
    reportUndeclared(draft, operations);
  }

  /** What becomes of an object; undefined where it is left out. */
  read(object: JsonObject, kind: Kind, trail: Trail): JsonObject | undefined {
    const pointer = (): string => trail.pointer;
    if (kind === "schema") {
      if (object["nullable"] === true) this.#draft.report("nullable-alone", `${pointer()}/nullable`, { found: object });
      if (referenceOf(object) === undefined) return object;
    }
    const known = readReference(this.#draft, object, kind, pointer);
    const read = this.#readers[kind];
    return known === undefined || read === undefined ? known : read(known, trail, pointer);
  }

  #withParameters(holder: JsonObject, trail: Trail): JsonObject {
    const { parameters } = holder;
    if (!Array.isArray(parameters)) return holder;
    const at = `${trail.pointer}/parameters`;
    const [root, path] = trail.steps;
    const read = readParameterList(
      this.#draft,
      parameters,
      at,
      root === "paths" ? templateNames(String(path)) : this.#names,
    );
    // The list keeps its items until the walk comes to them, so that each is found where it stands.
    for (const [index, item] of read.entries()) if (item === undefined) this.#left.add(`${at}/${index}`);
    const kept = read.map((item, index) => item ?? parameters[index] ?? null);
    return kept.every((item, index) => item === parameters[index]) ? holder : { ...holder, parameters: kept };
  }

  /** An operation without its operationId where others of the client have it too. */
  #withOwnId(operation: JsonObject, trail: Trail): JsonObject {
    const { operationId } = operation;
    if (typeof operationId !== "string") return operation;
    const isTaken = isSent(trail) ? this.#shared.has(operationId) : this.#ids.has(operationId);
    if (!isTaken) return operation;
    const { operationId: _taken, ...others } = operation;
    return others;
  }
}

/** Whether a path item is the client's, or may be: those of webhooks and callbacks are sent by the API. */
function isSent({ steps: [root, section, ...rest] }: Trail): boolean {
  const isOwn = root === "paths" || (root === "components" && section === "pathItems");
  return isOwn && !rest.includes("callbacks");
}
