import type { Change } from "../change.js";
import { createChangeLog } from "../change-log.js";
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
    open: new Set(),
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
  return withoutRepeatedTexts([
    ...told,
    ...compareContracts(before.contract, after.contract, context, pairs, told),
    ...compareWrappers(before.custom ?? [], after.custom ?? []),
  ]);
}

/** Text has no direction, so the same text change is kept once. */
function withoutRepeatedTexts(changes: readonly Change[]): Change[] {
  const seen = new Set<string>();
  return changes.flatMap((change) => {
    if (change.kind !== "description-changed") return [change];
    const key = `${change.where} ${change.path} ${change.before?.pointer} ${change.after?.pointer}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ ...change, direction: undefined }];
  });
}

function comparedDocument({ document }: ComparedState): ComparisonContext["before"] {
  return { document, shapeOf: createShapes(document) };
}
