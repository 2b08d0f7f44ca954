import { formatPointer } from "../json.js";
import type { SourceDocument } from "../document/document.js";
import type { Overlay } from "../overlay/overlay.js";
import { takeSteps } from "../overlay/apply-overlay.js";
import type { Change } from "./change.js";
import type { RepairNote } from "./report.js";

/** Tells which overlay actions change the part that a change is about. */
export type RepairsOf = (change: Change) => RepairNote[];

/** An action touches a change where it changes the same value, what holds it directly, or something within it. */
export function createRepairsOf(document: SourceDocument, overlay: Overlay | undefined): RepairsOf {
  if (overlay === undefined) return () => [];
  const steps = [...takeSteps(document.value, overlay)].map(({ index, action, places }) => ({
    note: {
      action: index + 1,
      target: action.target,
      ...(action.description === undefined ? {} : { description: action.description }),
      location: overlay.locate(`/actions/${index}`),
    },
    pointers: places.map(formatPointer).filter((pointer) => pointer !== ""),
  }));
  return ({ before, after }) => {
    const changed = [before?.pointer, after?.pointer].filter((pointer) => pointer !== undefined && pointer !== "");
    return steps
      .filter(({ pointers }) => changed.some((pointer) => pointers.some((place) => isNear(place, pointer ?? ""))))
      .map(({ note }) => note);
  };
}

function isNear(place: string, pointer: string): boolean {
  if (place === pointer || place.startsWith(`${pointer}/`)) return true;
  return pointer.startsWith(`${place}/`);
}
