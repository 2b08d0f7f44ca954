import type { ChangeKind, Direction, Written } from "../change.js";
import { type ChangeScope, recordChange } from "../change-log.js";
import type { Walk } from "../schema/walk.js";

/** What every comparison of parts needs. */
export interface ComparisonContext extends Pick<Walk, "before" | "after" | "log" | "isSame" | "open" | "onRenamed"> {
  readonly scope: ChangeScope;
  /** The webhook or callback whose parts these are. */
  readonly holder?: string;
  /** Today, as an ISO 8601 date: an operation may be past its sunset. */
  readonly today: string;
}

/** Records a change of a part. */
export function note(
  context: Pick<ComparisonContext, "scope" | "holder">,
  kind: ChangeKind,
  where: string,
  sides: { readonly before?: Written | undefined; readonly after?: Written | undefined },
  direction?: Direction,
): void {
  recordChange(context.scope, { kind, direction, where: within(context, where), path: "" }, sides);
}

/** The name of a part, and of the webhook or callback that holds it. */
export function within({ holder }: Pick<ComparisonContext, "holder">, where: string): string {
  return holder === undefined ? where : `${holder}, ${where}`;
}

/** The direction in which the other side answers. */
export function reply(direction: Direction): Direction {
  return direction === "request" ? "response" : "request";
}
