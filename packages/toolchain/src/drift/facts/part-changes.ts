import type { ChangeKind, Direction, ChangeSide } from "../change.js";
import { type ChangeScope, recordChange } from "../change-log.js";
import type { SchemaContext } from "../schema/walk.js";

/** The inputs of every comparison of parts. */
export interface ComparisonContext extends Pick<
  SchemaContext,
  "before" | "after" | "log" | "isSame" | "open" | "onRename"
> {
  readonly scope: ChangeScope;
  /** The webhook or callback that contains the parts. */
  readonly container?: string;
  /** Today as an ISO 8601 date, for sunsets. */
  readonly today: string;
}

/** Records a change of a part. */
export function record(
  context: Pick<ComparisonContext, "scope" | "container">,
  kind: ChangeKind,
  where: string,
  places: { readonly before?: ChangeSide | undefined; readonly after?: ChangeSide | undefined },
  direction?: Direction,
): void {
  recordChange(context.scope, { kind, direction, where: qualifiedName(context, where), path: "" }, places);
}

/** The name of a part, after the webhook or callback that contains it. */
export function qualifiedName({ container }: Pick<ComparisonContext, "container">, where: string): string {
  return container === undefined ? where : `${container}, ${where}`;
}

/** The opposite direction. */
export function opposite(direction: Direction): Direction {
  return direction === "request" ? "response" : "request";
}
