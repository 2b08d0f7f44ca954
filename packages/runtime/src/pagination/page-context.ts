import { readPointer } from "../json/pointer.js";
import type { Drift } from "./drift.js";
import type { PageFields } from "./pagination-spec.js";
import type { Position } from "./position.js";

/** A page as the server sent it, and what the walk adds to it. */
export interface PageContext {
  readonly body: unknown;
  readonly response: Response;
  /** The end of the page; `skip` is the number of items that the server returned. */
  readonly end: Position;
  /** Whether this page was requested a second time. */
  readonly isSamePage: boolean;
  /** Whether a continuation value means that there is no next page. */
  readonly isEnd: (value: unknown) => boolean;
  readonly report: (drift: Drift) => void;
}

/** The continuation value: a value in the body if `name` is a JSON pointer, else a header. */
export function nextValue({ body, response }: PageContext, name: string | undefined): unknown {
  return name === undefined || name.startsWith("/") ? declaredField(body, name) : response.headers.get(name);
}

/** The value at a JSON pointer; undefined if no pointer is declared. */
export function declaredField(body: unknown, pointer: string | undefined): unknown {
  return pointer === undefined ? undefined : readPointer(body, pointer);
}

/** Whether a body has a declared field of a page besides its items. */
export function isPage(body: unknown, declared: PageFields): boolean {
  const { itemCursor: _, ...fields } = declared;
  return Object.values(fields).some((at) => at.startsWith("/") && readPointer(body, at) !== undefined);
}

/** The total of a page; undefined if it is unknown. Some servers send -1 or a text if counting costs too much. */
export function totalIn(body: unknown, pointer: string | undefined): number | undefined {
  const total = declaredField(body, pointer);
  const number = typeof total === "bigint" ? Number(total) : total;
  return typeof number === "number" && number >= 0 && Number.isInteger(number) ? number : undefined;
}
