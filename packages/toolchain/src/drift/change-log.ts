import type { Change, Reached, Written } from "./change.js";

/** A change before it is known which operations reach it. */
export type UnattributedChange = Omit<Change, "operations">;

/** A part that is compared once, however many operations reach it: an operation, a component. */
export interface ChangeScope {
  readonly changes: UnattributedChange[];
  readonly parts: Set<ChangeScope>;
  /** Present on the scope of an operation. */
  readonly operation?: Reached;
}

/** Records a change. What is written on either side is told by its place and its value, and by nothing else. */
export function recordChange(
  { changes }: ChangeScope,
  draft: Omit<UnattributedChange, "before" | "after">,
  sides: Sides,
): void {
  const { before, after } = sides;
  changes.push({
    ...draft,
    ...(before === undefined ? {} : { before: written(before) }),
    ...(after === undefined ? {} : { after: written(after) }),
  });
}

interface Sides {
  readonly before?: Written | undefined;
  readonly after?: Written | undefined;
}

function written({ pointer, value }: Written): Written {
  return value === undefined ? { pointer } : { pointer, value };
}

/** The change log of one comparison. */
export interface ChangeLog {
  /** The scope of the whole document: what it records reaches every operation, and names none. */
  readonly root: ChangeScope;
  /** Opens the scope of an operation. */
  readonly open: (operation: Reached) => ChangeScope;
  /** The scope of a part, noted as reached from `from`; undefined where it has been compared already. */
  readonly enter: (key: string, from: ChangeScope) => ChangeScope | undefined;
  /** All changes with the operations that reach them, in the order in which they were met. */
  readonly changes: () => Change[];
}

export function createChangeLog(): ChangeLog {
  const root: ChangeScope = { changes: [], parts: new Set() };
  const operations: (ChangeScope & { readonly operation: Reached })[] = [];
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
      const reaching = new Map<ChangeScope, Reached[]>();
      for (const scope of operations)
        for (const part of reachable(scope))
          if (part.changes.length > 0) reaching.set(part, [...(reaching.get(part) ?? []), scope.operation]);
      return [root, ...operations, ...shared.values()].flatMap((scope) =>
        scope.changes.map((draft) => ({ ...draft, operations: reaching.get(scope) ?? [] })),
      );
    },
  };
}

/** A scope and all that are reached from it. */
function reachable(from: ChangeScope): Set<ChangeScope> {
  const found = new Set([from]);
  for (const scope of found) for (const part of scope.parts) found.add(part);
  return found;
}
