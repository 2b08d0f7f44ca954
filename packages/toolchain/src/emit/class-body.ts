import type { CodeFragment } from "./layout.js";

/** A class while it is being written, and what stands before and after it in its module. */
export interface ClassBody {
  readonly before: readonly CodeFragment[];
  /** Its documentation and its name, up to the opening brace. */
  readonly head: string;
  readonly members: readonly CodeFragment[];
  readonly after: readonly CodeFragment[];
}
