import { brand, SpecloomError } from "../errors/specloom-error.js";
import type { Position } from "./position.js";

/** Base of what stops a walk by the pager's own judgement. */
export class PaginationError extends SpecloomError {
  static {
    brand(this, "PaginationError");
  }
  /** Pass it as `from`: a new walk continues with exactly the items that this one has not given. */
  readonly position: Position;

  constructor(message: string, position: Position) {
    super(message);
    this.position = position;
  }
}

/** The server named a page that was read before, or the one just read: the walk would never end. */
export class PaginationLoopError extends PaginationError {
  static {
    brand(this, "PaginationLoopError");
  }
}

/** More pages, or more empty pages in a row, than `maxPages` or `maxEmptyPages` allows; the message says which. */
export class PageLimitError extends PaginationError {
  static {
    brand(this, "PageLimitError");
  }
}

/** The `next` URL cannot be trusted, or lacks what was declared. Nothing was sent. */
export class UnsafeNextUrlError extends PaginationError {
  static {
    brand(this, "UnsafeNextUrlError");
  }
}

/** The response has no list where the declaration says that the items are. */
export class MalformedPageError extends PaginationError {
  static {
    brand(this, "MalformedPageError");
  }
}

/** A position was given to another operation, or to other arguments, than it came from. */
export class PositionMismatchError extends PaginationError {
  static {
    brand(this, "PositionMismatchError");
  }
}
