import type { Location } from "../location.js";
import { formatPointer, parsePointer } from "../json.js";

/** Where a value begins in its text, as an offset, and where its members do. */
export interface TextPosition {
  readonly offset: number;
  readonly members?: ReadonlyMap<string, TextPosition>;
}

/** A place whose members are noted as they are read. */
export interface MutableTextPosition extends TextPosition {
  members?: Map<string, MutableTextPosition>;
}

/** Notes where a member of the value at `parent` begins. */
export function addPosition(parent: MutableTextPosition, key: string, offset: number): MutableTextPosition {
  const place = { offset };
  (parent.members ??= new Map<string, MutableTextPosition>()).set(key, place);
  return place;
}

/** The place of the value at a pointer, or of its nearest ancestor that the text has. */
export function findPosition(root: TextPosition, pointer: string): TextPosition {
  let place = root;
  for (const token of parsePointer(pointer)) {
    const next = place.members?.get(token);
    if (next === undefined) return place;
    place = next;
  }
  return place;
}

/** Turns an offset into a text, and the path of the value there, to a location. */
export type PositionToLocation = (offset: number, path?: readonly string[]) => Location;

/** Positions in one text; the table of lines is built when the first is asked for. */
export function locationsIn(file: string, text: string): PositionToLocation {
  let starts: readonly number[] | undefined;
  return (offset, path) => {
    starts ??= lineStarts(text);
    const line = lastAtMost(starts, offset);
    const pointer = path === undefined ? undefined : formatPointer(path);
    return { file, line: line + 1, column: offset - (starts[line] ?? 0) + 1, pointer };
  };
}

/**
 * The location of the value at a pointer. It looks for the line when somebody reads it: a document may have thousands of
 * notes and findings, and few of them are printed.
 */
export function locationAt(root: TextPosition, pointer: string, file: string, position: PositionToLocation): Location {
  let found: Location | undefined;
  const find = (): Location => (found ??= position(findPosition(root, pointer).offset));
  return {
    file,
    get line() {
      return find().line;
    },
    get column() {
      return find().column;
    },
    pointer,
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  return starts;
}

/** Index of the last element that is not above the limit, by bisection. */
function lastAtMost(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sorted[middle] ?? Infinity) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
