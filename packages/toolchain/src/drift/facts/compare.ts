import type { Change } from "../change.js";
import { createChangeLog } from "../change-log.js";
import { createShapes } from "../schema/shape.js";
import type { ComparedState, ComparedStates } from "../compared-state.js";
import { compareContracts } from "./contracts.js";
import { compareModels } from "./models.js";
import { compareOperations, compareWebhooks } from "./operations.js";
import type { ComparisonContext } from "./note-part.js";
import { createEquality } from "./equality.js";
import { compareSchemes, compareSecurity } from "./security.js";
import { compareServers } from "./servers.js";

/**
 * All that differs between two sides, as facts. A component that many operations use is one change that names them all.
 *
 * @param today An ISO 8601 date: an operation whose sunset is before it may go.
 */
export function compare({ before, after }: ComparedStates, today: string): Change[] {
  const log = createChangeLog();
  const renamed = new Map<string, string>();
  const context: ComparisonContext = {
    before: sideOf(before),
    after: sideOf(after),
    log,
    scope: log.root,
    isSame: createEquality(before.document, after.document),
    open: new Set(),
    onRenamed: (was, is) => renamed.set(was, is),
    today,
  };
  compareServers(context, root(before), root(after));
  compareSchemes(context);
  compareSecurity(context, undefined, undefined);
  const pairs = compareOperations(context);
  compareWebhooks(context);
  return once([
    ...log.changes(),
    ...compareModels(before.document, after.document, renamed),
    ...compareContracts(before.contract, after.contract, pairs),
  ]);
}

/** A text for people is told once, whichever way it travels. */
function once(changes: readonly Change[]): Change[] {
  const seen = new Map<string, Change>();
  return changes.flatMap((change) => {
    if (change.kind !== "description-changed") return [change];
    const key = `${change.where} ${change.path} ${change.before?.pointer} ${change.after?.pointer}`;
    if (seen.has(key)) return [];
    const told = { ...change, direction: undefined };
    seen.set(key, told);
    return [told];
  });
}

function sideOf({ document }: ComparedState): ComparisonContext["before"] {
  return { document, shapeOf: createShapes(document) };
}

function root({ document }: ComparedState): { value: ComparedState["document"]["value"]; pointer: string } {
  return { value: document.value, pointer: "" };
}
