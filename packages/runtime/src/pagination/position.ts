import { readPointer, withPointerValue } from "../json/pointer.js";
import { valueKey } from "../json/value-key.js";
import type { Listing } from "./listing.js";
import { PaginationError, PositionMismatchError } from "./pagination-errors.js";
import type { PaginationSpec, PaginationStyle } from "./pagination-spec.js";

/**
 * The position of a walk, as small plain JSON. Another process can pass it as `from`. It contains no argument,
 * credential or origin, only what the server put into its cursor or link.
 */
export interface Position {
  readonly version: 1;
  /** The operationId. */
  readonly operation: string;
  readonly style: PaginationStyle;
  /** A fingerprint of the API's name, the path parameters and all `params` except the moving one. */
  readonly arguments: string;
  /**
   * Page number, offset, cursor, or link relative to the base URL; see `toAt`. Null is the page that the arguments
   * request.
   */
  readonly at: unknown;
  /** The items of that page that the walk returned already. */
  readonly skip: number;
  /** The items on the pages before it; null if unknown. */
  readonly before: number | null;
}

/** The start of a walk: `from`, or the page that the arguments request. Throws `PositionMismatchError`. */
export function startPosition(
  listing: Listing,
  movingParameter: string | undefined,
  from: Position | undefined,
): Position {
  const { client, operation, spec, path, params } = listing;
  const current = toAt((movingParameter && readPointer(params, movingParameter)) ?? null);
  const fixed = movingParameter ? withPointerValue(params, movingParameter, undefined) : params;
  const start: Position = {
    version: 1,
    operation: operation.id,
    style: spec.style,
    arguments: fingerprint([client.name, path, fixed]),
    at: current,
    skip: 0,
    before: itemsBefore(current, spec),
  };
  if (from === undefined) return start;
  for (const key of ["version", "operation", "style", "arguments"] as const) {
    if (from[key] !== start[key]) throw new PositionMismatchError(`the position has a different ${key}`, from);
  }
  return { ...start, at: from.at, skip: from.skip, before: from.before };
}

function itemsBefore(current: unknown, spec: PaginationSpec): number | null {
  if (current === null) return 0;
  if (spec.style === "offset") return Math.max(Number(current) - (spec.request.first ?? 0), 0);
  return spec.style === "page" && Number(current) === (spec.request.first ?? 1) ? 0 : null;
}

const positions = new WeakMap<object, Position>();

/** Records the position of the walk that `error` ended. */
export function recordPosition(error: object, position: Position): void {
  positions.set(error, position);
}

/** The position of the walk that ended with `error`. Pass it as `from` to continue. */
export function positionOf(error: unknown): Position | undefined {
  if (error instanceof PaginationError) return error.position;
  return typeof error === "object" && error !== null ? positions.get(error) : undefined;
}

/** A cursor as JSON: an integer that no number can hold is an object with its digits. */
export function toAt(value: unknown): unknown {
  if (typeof value !== "bigint") return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : { integer: String(value) };
}

/** Whether a value is a text or a number: all that a server can use as a place in a list. */
export function isPlace(value: unknown): boolean {
  return /^(string|number|bigint)$/.test(typeof value);
}

/** The value of `at` to send. */
export function valueAt(at: unknown): unknown {
  const digits = typeof at === "object" && at !== null && "integer" in at ? String(at.integer) : "";
  return /^-?\d+$/.test(digits) ? BigInt(digits) : at;
}

/** FNV-1a, 32 bits, of the value's key. It detects mistakes; it is not a signature. */
function fingerprint(value: unknown): string {
  let hash = 0x811c9dc5;
  for (const character of valueKey(value)) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}
