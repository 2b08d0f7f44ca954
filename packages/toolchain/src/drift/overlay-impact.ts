import type { AppliedAction } from "../overlay/overlay.js";
import type { Change } from "./change.js";
import type { RepairNote } from "./report.js";

/**
 * The overlay actions that write the changed value, a value that contains it, or a value within it.
 *
 * @param actions The actions applied to the later document.
 */
export function repairsOf({ before, after }: Change, actions: readonly AppliedAction[]): RepairNote[] {
  const changed = [before, after].flatMap((side) => (side === undefined ? [] : [side.pointer])).filter(isPart);
  return actions
    .filter(({ written }) =>
      written
        .filter(isPart)
        .some((part) => changed.some((pointer) => contains(part, pointer) || contains(pointer, part))),
    )
    .map(noteOf);
}

/** The actions that changed nothing, because the provider has made the repair. */
export function obsoleteActions(actions: readonly AppliedAction[]): RepairNote[] {
  return actions.filter(({ changed }) => !changed).map(noteOf);
}

function noteOf({ action, target, description, location }: AppliedAction): RepairNote {
  return { action, target, ...(description === undefined ? {} : { description }), location };
}

/** An action on the whole document would match every change. */
function isPart(pointer: string): boolean {
  return pointer !== "";
}

function contains(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}
