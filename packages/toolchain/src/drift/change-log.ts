import { appendTo } from "../append-to.js";
import type { Change, AffectedOperation, ChangeSide } from "./change.js";

/** A change without the operations that it affects. */
export type UnattributedChange = Omit<Change, "operations">;

/** A part of the document that is compared once and shared by many operations: an operation or a component. */
export interface ChangeScope {
  readonly changes: UnattributedChange[];
  readonly parts: Set<ChangeScope>;
  /** Present on the scope of an operation. */
  readonly operation?: AffectedOperation;
}

/** Records a change; of each side it keeps only the pointer and the value. */
export function recordChange({ changes }: ChangeScope, { before, after, ...change }: UnattributedChange): void {
  changes.push({ ...change, before: before && sideOf(before), after: after && sideOf(after) });
}

function sideOf({ pointer, value }: ChangeSide): ChangeSide {
  return { pointer, value };
}

/** The change log of one comparison. */
export interface ChangeLog {
  /** The scope of the whole document. Its changes affect every operation, so they name none. */
  readonly root: ChangeScope;
  /** Opens the scope of an operation. */
  readonly open: (operation: AffectedOperation) => ChangeScope;
  /** Opens the scope of a shared part that `from` uses; undefined where the part was compared already. */
  readonly enter: (key: string, from: ChangeScope) => ChangeScope | undefined;
  /** All changes with the operations that they affect, in the order of the comparison. */
  readonly changes: () => Change[];
}

export function createChangeLog(): ChangeLog {
  const root: ChangeScope = { changes: [], parts: new Set() };
  const operations: (ChangeScope & { readonly operation: AffectedOperation })[] = [];
  const shared = new Map<string, ChangeScope>();
  return {
    root,
    open(operation) {
      const scope = { changes: [], parts: new Set<ChangeScope>(), operation };
      operations.push(scope);
      return scope;
    },
    enter(key, from) {
      const known = shared.get(key);
      const scope = known ?? { changes: [], parts: new Set<ChangeScope>() };
      from.parts.add(scope);
      if (known === undefined) shared.set(key, scope);
      return known === undefined ? scope : undefined;
    },
    changes() {
      const affected = new Map<ChangeScope, AffectedOperation[]>();
      for (const scope of operations)
        for (const part of reachable(scope)) if (part.changes.length > 0) appendTo(affected, part, scope.operation);
      return [root, ...operations, ...shared.values()].flatMap((scope) =>
        scope.changes.map((draft) => ({ ...draft, operations: affected.get(scope) ?? [] })),
      );
    },
  };
}

/** A scope and all scopes that it uses. */
function reachable(from: ChangeScope): Set<ChangeScope> {
  const found = new Set([from]);
  for (const scope of found) for (const part of scope.parts) found.add(part);
  return found;
}
