import { read } from "../pointer.js";
import type { Drift } from "./drift.js";
import type { PageRequest } from "./listing.js";
import type { Position } from "./position.js";

/** How the pages of one listing are asked for, and how one leads to the next. */
export interface Style {
  /** JSON pointer into `params` to the parameter that moves from page to page, where one does. */
  readonly moving?: string;
  /** Throws `UnsafeNextUrlError` for a position that no server gave. */
  readonly request: (position: Position) => PageRequest;
  /** `Position.at` of the page after this one; undefined at the end. Throws `UnsafeNextUrlError`. */
  readonly next: (sight: Sight) => unknown;
}

/** A page as the server sent it, and what the caller says to it. */
export interface Sight {
  readonly body: unknown;
  readonly response: Response;
  /** The end of the page; `skip` is the number of items that the server returned. */
  readonly end: Position;
  /** Whether a continuation means that there is none. */
  readonly isEnd: (value: unknown) => boolean;
  readonly report: (drift: Drift) => void;
}

/** What leads on: the value at a JSON pointer into the body, or that of a header where the name is no pointer. */
export function leadOn({ body, response }: Pick<Sight, "body" | "response">, name: string | undefined): unknown {
  return name === undefined || name.startsWith("/") ? field(body, name) : response.headers.get(name);
}

/** The value at a JSON pointer, where one is declared. */
export function field(body: unknown, pointer: string | undefined): unknown {
  return pointer === undefined ? undefined : read(body, pointer);
}
