import type { Change, Reached, Written } from "./change.js";

/** A change before it is known which operations reach it. */
export type Draft = Omit<Change, "operations">;

/** A part that is compared once, however many operations reach it: an operation, a component. */
export interface Frame {
  readonly changes: Draft[];
  readonly parts: Set<Frame>;
  /** Present on the frame of an operation. */
  readonly operation?: Reached;
}

/** Records a change. What is written on either side is told by its place and its value, and by nothing else. */
export function record({ changes }: Frame, draft: Omit<Draft, "before" | "after">, sides: Sides): void {
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
export interface Frames {
  /** The frame of the whole document: what it records reaches every operation, and names none. */
  readonly root: Frame;
  /** Opens the frame of an operation. */
  readonly open: (operation: Reached) => Frame;
  /** The frame of a part, noted as reached from `from`; undefined where it has been compared already. */
  readonly enter: (key: string, from: Frame) => Frame | undefined;
  /** All changes with the operations that reach them, in the order in which they were met. */
  readonly changes: () => Change[];
}

export function createFrames(): Frames {
  const root: Frame = { changes: [], parts: new Set() };
  const operations: (Frame & { readonly operation: Reached })[] = [];
  const shared = new Map<string, Frame>();
  return {
    root,
    open(operation) {
      const frame = { changes: [], parts: new Set<Frame>(), operation };
      operations.push(frame);
      return frame;
    },
    enter(key, from) {
      const known = shared.get(key);
      const frame = known ?? { changes: [], parts: new Set<Frame>() };
      from.parts.add(frame);
      if (known === undefined) shared.set(key, frame);
      return known === undefined ? frame : undefined;
    },
    changes() {
      const reaching = new Map<Frame, Reached[]>();
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
function reachable(from: Frame): Set<Frame> {
  const found = new Set([from]);
  for (const frame of found) for (const part of frame.parts) found.add(part);
  return found;
}
