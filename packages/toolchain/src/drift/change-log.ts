import type { Change, Reached, Written } from "./change.js";

/** A change before it is known which operations reach it. */
export type UnattributedChange = Omit<Change, "operations">;

/** A part that is compared once, however many operations reach it: an operation, a component. */
export interface ChangeScope {
  readonly changes: UnattributedChange[];
  readonly parts: Set<ChangeScope>;
  /** Present on the frame of an operation. */
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

/** The frames of one comparison. */
export interface ChangeLog {
  /** The frame of the whole document: what it records reaches every operation, and names none. */
  readonly root: ChangeScope;
  /** Opens the frame of an operation. */
  readonly open: (operation: Reached) => ChangeScope;
  /** The frame of a part, noted as reached from `from`; undefined where it has been compared already. */
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
      const frame = { changes: [], parts: new Set<ChangeScope>(), operation };
      operations.push(frame);
      return frame;
    },
    enter(key, from) {
      const known = shared.get(key);
      const frame = known ?? { changes: [], parts: new Set<ChangeScope>() };
      from.parts.add(frame);
      if (known === undefined) shared.set(key, frame);
      return known === undefined ? frame : undefined;
    },
    changes() {
      const reaching = new Map<ChangeScope, Reached[]>();
      for (const frame of operations)
        for (const part of reachable(frame))
          if (part.changes.length > 0) reaching.set(part, [...(reaching.get(part) ?? []), frame.operation]);
      return [root, ...operations, ...shared.values()].flatMap((frame) =>
        frame.changes.map((draft) => ({ ...draft, operations: reaching.get(frame) ?? [] })),
      );
    },
  };
}

/** A frame and all that are reached from it. */
function reachable(from: ChangeScope): Set<ChangeScope> {
  const found = new Set([from]);
  for (const frame of found) for (const part of frame.parts) found.add(part);
  return found;
}
