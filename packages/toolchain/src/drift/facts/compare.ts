import type { Json } from "../../json.js";
import type { Change, ChangeSide } from "../change.js";
import { createChangeLog } from "../change-log.js";
import { jsonText } from "../json-text.js";
import { createShapes } from "../schema/shape.js";
import type { ComparedState, ComparedStates } from "../compared-state.js";
import { compareConstants } from "./constants.js";
import { compareContracts } from "./contracts.js";
import { compareExportedSchemas, compareModels } from "./models.js";
import { compareOperations, compareWebhooks } from "./operations.js";
import type { ComparisonContext } from "./part-changes.js";
import { createEquality } from "./equality.js";
import { compareDefaultSecurity, compareSchemes } from "./security.js";
import { compareServers } from "./servers.js";
import { compareWrappers } from "./wrappers.js";

/** The maximum number of schemas that trials compare. It limits the time for unions in which all branches changed. */
const MOST_TRIALS = 5_000;

/**
 * All differences between two states. A change in a component that many operations use is one change that names them
 * all.
 *
 * @param today An ISO 8601 date: an operation past its sunset may be removed.
 */
export function compare({ before, after }: ComparedStates, today: string): Change[] {
  const log = createChangeLog();
  const renamedSchemas = new Map<string, string>();
  const context: ComparisonContext = {
    before: comparedDocument(before),
    after: comparedDocument(after),
    log,
    scope: log.root,
    direction: "request",
    isSame: createEquality(before.document, after.document),
    trials: { left: MOST_TRIALS, open: 0 },
    open: new Set(),
    compared: { count: 0, pairs: new Set() },
    onRename: (was, is) => renamedSchemas.set(was, is),
    today,
  };
  compareServers(context);
  compareSchemes(context);
  const pairs = compareOperations(context);
  compareDefaultSecurity(context, pairs);
  compareWebhooks(context);
  compareModels(context, renamedSchemas);
  compareExportedSchemas(context);
  compareConstants(context);
  const told = log.changes();
  return withoutRepeats([
    ...told,
    ...compareContracts(before.contract, after.contract, context, pairs, told),
    ...compareWrappers(before.custom ?? [], after.custom ?? []),
  ]);
}

/**
 * Keeps each change once. The text of a component is compared in both directions. A component is also compared twice if
 * one of its uses adds null. Such changes become one change with the operations of all.
 */
function withoutRepeats(changes: readonly Change[]): Change[] {
  const kept = new Map<string, Change>();
  for (const [index, change] of changes.entries()) {
    const { kind, direction, where, path, axis, before, after } = change;
    const isText = kind === "description-changed";
    const key = isText
      ? `${where} ${path} ${before?.pointer} ${after?.pointer}`
      : where.startsWith("schema ")
        ? jsonText([kind, direction ?? "", where, path, axis ?? "", sideOf(before), sideOf(after)])
        : `${index}`;
    const known = kept.get(key);
    if (known === undefined) kept.set(key, isText ? { ...change, direction: undefined } : change);
    else if (!isText) kept.set(key, { ...known, operations: together(known.operations, change.operations) });
  }
  return [...kept.values()];
}

function sideOf(side: ChangeSide | undefined): Json {
  return side === undefined ? null : [side.pointer, side.value ?? null];
}

function together(some: Change["operations"], others: Change["operations"]): Change["operations"] {
  const known = new Set(some.map(({ id }) => id));
  return [...some, ...others.filter(({ id }) => !known.has(id))];
}

function comparedDocument({ document, url }: ComparedState): ComparisonContext["before"] {
  return { document, url, shapeOf: createShapes(document) };
}
