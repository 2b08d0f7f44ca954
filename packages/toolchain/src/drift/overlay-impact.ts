import type { AppliedAction } from "../overlay/overlay.js";
import type { Change } from "./change.js";
import type { RepairNote } from "./report.js";

/**
 * The overlay actions that change the part that a change is about: the same value, what holds it, or something within it.
 *
 * @param actions What the overlay did to the later document.
 */
export function repairsOf({ before, after }: Change, actions: readonly AppliedAction[]): RepairNote[] {
  const changed = [before, after].flatMap((side) => (side === undefined ? [] : [side.pointer])).filter(isPart);
  return actions
    .filter(({ written }) =>
      written.filter(isPart).some((part) => changed.some((pointer) => holds(part, pointer) || holds(pointer, part))),
    )
    .map(noteOf);
}

/** The actions that had nothing to do: their repairs have been made upstream. */
export function obsoleteActions(actions: readonly AppliedAction[]): RepairNote[] {
  return actions.filter(({ changed }) => !changed).map(noteOf);
}

function noteOf({ action, target, description, location }: AppliedAction): RepairNote {
  return { action, target, ...(description === undefined ? {} : { description }), location };
}

/** An action on the whole document would touch everything, and tell nobody anything. */
function isPart(pointer: string): boolean {
  return pointer !== "";
}

function holds(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}
