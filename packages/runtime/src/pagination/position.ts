import { readPointer, withPointerValue } from "../json/pointer.js";
import type { Listing } from "./listing.js";
import { PaginationError, PositionMismatchError } from "./pagination-errors.js";
import type { PaginationSpec, PaginationStyle } from "./pagination-spec.js";

/**
 * Where a walk stands: small plain JSON, to be kept and given as `from` in another process. It holds no argument,
 * credential or origin, only what the server put into its cursor or link.
 */
export interface Position {
  readonly version: 1;
  /** The operationId. */
  readonly operation: string;
  readonly style: PaginationStyle;
  /** Fingerprint of the API's name, the path parameters and all `params` but the one that moves from page to page. */
  readonly arguments: string;
  /** Page number, offset, cursor, or link relative to the base URL; null is the page that the arguments ask for. */
  readonly at: unknown;
  /** Items of that page that were given already. */
  readonly skip: number;
  /** Items on the pages before it; null where that is not known. */
  readonly before: number | null;
}

/** Where a walk begins: at `from`, or at the page that the arguments ask for. Throws `PositionMismatchError`. */
export function startPosition(listing: Listing, moving: string | undefined, from: Position | undefined): Position {
  const { client, operation, spec, path, params } = listing;
  const at = (moving && readPointer(params, moving)) ?? null;
  const fixed = moving ? withPointerValue(params, moving, undefined) : params;
  const start: Position = {
    version: 1,
    operation: operation.id,
    style: spec.style,
    arguments: fingerprint([client.name, path, fixed]),
    at,
    skip: 0,
    before: itemsBefore(at, spec),
  };
  if (from === undefined) return start;
  for (const key of ["version", "operation", "style", "arguments"] as const) {
    if (from[key] !== start[key]) throw new PositionMismatchError(`the position has another ${key}`, from);
  }
  return { ...start, at: from.at, skip: from.skip, before: from.before };
}

function itemsBefore(at: unknown, spec: PaginationSpec): number | null {
  if (at === null) return 0;
  if (spec.style === "offset") return Number(at);
  return spec.style === "page" && Number(at) === (spec.request.first ?? 1) ? 0 : null;
}

const positions = new WeakMap<object, Position>();

/** Notes where the walk stood that `error` ended. */
export function recordPosition(error: object, position: Position): void {
  positions.set(error, position);
}

/** Where the walk stood that ended with `error`, whatever error that was: pass it as `from` to go on. */
export function positionOf(error: unknown): Position | undefined {
  if (error instanceof PaginationError) return error.position;
  return typeof error === "object" && error !== null ? positions.get(error) : undefined;
}

/** FNV-1a, 32 bits, of a JSON text with sorted keys: it finds mistakes, it is no seal. */
function fingerprint(value: unknown): string {
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(value, sortedKeys)) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}
