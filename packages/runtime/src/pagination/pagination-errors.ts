import { brand, SpecloomError } from "../errors/specloom-error.js";
import type { Position } from "./position.js";

/** Base of errors that the pager itself detects. */
export class PaginationError extends SpecloomError {
  static {
    brand(this, "PaginationError");
  }
  /** Pass it as `from`: a new walk continues with exactly the remaining items. */
  declare readonly position: Position;

  constructor(message: string, position: Position) {
    super(message);
    this.position = position;
  }
}

/** The server returned a continuation value of an earlier page: the walk would never end. */
export class PaginationLoopError extends PaginationError {
  static {
    brand(this, "PaginationLoopError");
  }
}

/** More pages than `maxPages`, or more consecutive empty pages than `maxEmptyPages`; the message says which. */
export class PageLimitError extends PaginationError {
  static {
    brand(this, "PageLimitError");
  }
}

/** The `next` URL is unsafe, or lacks a declared parameter. Nothing was sent. */
export class UnsafeNextUrlError extends PaginationError {
  static {
    brand(this, "UnsafeNextUrlError");
  }
}

/** The response has no list at the declared location of the items, or a continuation that cannot be read. */
export class MalformedPageError extends PaginationError {
  static {
    brand(this, "MalformedPageError");
  }
}

/** The position belongs to another operation or to other arguments. */
export class PositionMismatchError extends PaginationError {
  static {
    brand(this, "PositionMismatchError");
  }
}
