import { ToolchainError, type ErrorCode } from "../errors.js";
import type { Location } from "../location.js";
import { formatPointer, isObject, valueAt, type Json, type JsonObject } from "../json.js";
import { describeType, valueKindOf, type ValueKind } from "./kind.js";
import { applyUpdate } from "./merge.js";
import { nameAction, type Action, type OverlayChange, type Overlay } from "./overlay.js";
import { compileQuery, describeWrongPattern, type QueryMatch, type Select } from "./query.js";
import { rewriteAt } from "./rewrite.js";

/** An applied action: the document before and after it, and the selected nodes. */
export interface ActionResult {
  readonly index: number;
  readonly action: Action;
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly places: readonly QueryMatch[];
}

/**
 * Applies one action. A target that selects nothing succeeds and changes nothing.
 * @throws {ToolchainError} where the specification makes the action an error.
 */
export function applyAction(
  before: JsonObject,
  overlay: Overlay,
  index: number,
  action: Action,
  select: Select,
): ActionResult {
  const locate = (field: string): Location => overlay.locate(`/actions/${index}${field}`);
  const fail = (code: ErrorCode, field: string, problem: string): never => {
    throw new ToolchainError(code, `${nameAction(index, action)}: ${problem}`, { location: locate(field) });
  };
  const run: ActionContext = { document: before, version: overlay.version, select, locate, fail };
  const places = select(before, action.target, locate("/target"));
  const after = places.length === 0 ? before : applyChange(run, places, action.change);
  return { index, action, before, after, places };
}

/** The inputs of an action's parts. `field` in `fail` is a pointer from the action. */
interface ActionContext {
  readonly document: JsonObject;
  readonly version: Overlay["version"];
  readonly select: Select;
  readonly locate: (field: string) => Location;
  readonly fail: (code: ErrorCode, field: string, problem: string) => never;
}

function applyChange(run: ActionContext, places: readonly QueryMatch[], change: OverlayChange): JsonObject {
  refusePrimitives(run, places);
  if (change.kind === "none") return run.document;
  if (change.kind === "remove") return remove(run, places);
  if (change.kind === "copy") return update(run, places, findSource(run, change.source), () => "/copy");
  return update(run, places, change.value, (path) => `/update${formatPointer(path)}`);
}

function remove({ document, fail }: ActionContext, places: readonly QueryMatch[]): JsonObject {
  const rest = rewriteAt(document, places, () => undefined);
  return isObject(rest) ? rest : fail("overlay/remove-root", "/target", "the root of the document cannot be removed");
}

function update(
  run: ActionContext,
  places: readonly QueryMatch[],
  value: Json,
  fieldOf: (path: QueryMatch) => string,
): JsonObject {
  refuseMixedKinds(run, places);
  const updated = rewriteAt(run.document, places, (target, place) =>
    applyUpdate(target, value, run.version, (path, old, given) => {
      const where = formatPointer([...place, ...path]) || "the root";
      const problem = `cannot merge ${describeType(given)} into ${describeType(old)} at ${where}`;
      return run.fail("overlay/clash", fieldOf(path), problem);
    }),
  );
  return isObject(updated) ? updated : run.document;
}

/** The node that `copy` selects, after the previous actions. */
function findSource({ document, select, locate, fail }: ActionContext, source: string): Json {
  const places = select(document, source, locate("/copy"));
  const [place] = places;
  const value = place === undefined ? undefined : valueAt(document, formatPointer(place));
  if (value !== undefined && places.length === 1) return value;
  const wrong = describeWrongPattern(compileQuery(source, locate("/copy")));
  const problem = `expected '${source}' to select one node, found ${places.length}${wrong && `: ${wrong}`}`;
  return fail("overlay/copy-source", "/copy", problem);
}

/** Overlay 1.0 actions work on objects and arrays only (1.0.0, Action Object). */
function refusePrimitives({ document, version, fail }: ActionContext, places: readonly QueryMatch[]): void {
  const primitive = version === "1.0" ? firstByKind(document, places).get("primitive") : undefined;
  if (primitive === undefined) return;
  const problem = `Overlay 1.0 changes objects and arrays, found a primitive at ${formatPointer(primitive)}`;
  fail("overlay/clash", "/target", problem);
}

/** Since Overlay 1.1 all nodes of one update or copy have the same kind (1.1.0, Action Object). */
function refuseMixedKinds({ document, version, fail }: ActionContext, places: readonly QueryMatch[]): void {
  const kinds = [...firstByKind(document, places)];
  if (version === "1.0" || kinds.length === 1) return;
  const found = kinds.map(([kind, place]) => `${kind} at ${formatPointer(place) || "the root"}`).join(", ");
  fail("overlay/mixed-targets", "/target", `expected nodes of one kind, found ${found}`);
}

function firstByKind(document: JsonObject, places: readonly QueryMatch[]): Map<ValueKind, QueryMatch> {
  const found = new Map<ValueKind, QueryMatch>();
  for (const place of places) {
    const kind = valueKindOf(valueAt(document, formatPointer(place)) ?? null);
    if (!found.has(kind)) found.set(kind, place);
  }
  return found;
}
