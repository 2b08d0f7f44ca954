import type { PageRequest } from "./listing.js";
import type { PageContext } from "./page-context.js";
import type { Position } from "./position.js";

/** The next page is the same one: it is requested again. */
export const SAME_PAGE = Symbol("same page");

/** How the pages of a listing are requested, and how one leads to the next. */
export interface PagingStrategy {
  /** JSON pointer into `params` to the parameter that changes from page to page, if there is one. */
  readonly parameter?: string;
  /** Throws `UnsafeNextUrlError` for a position that no server gave. */
  readonly request: (position: Position) => PageRequest;
  /**
   * `Position.at` of the next page, or `SAME_PAGE`; undefined at the end. Throws `UnsafeNextUrlError` and
   * `MalformedPageError`.
   */
  readonly next: (context: PageContext) => unknown;
}
