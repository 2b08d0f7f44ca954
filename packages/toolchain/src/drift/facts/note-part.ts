import type { ChangeKind, Direction, Written } from "../change.js";
import { type ChangeScope, recordChange } from "../change-log.js";
import type { Walk } from "../schema/walk.js";

/** What every comparison of parts needs. */
export interface Scene extends Pick<Walk, "before" | "after" | "frames" | "isSame" | "onRenamed"> {
  readonly frame: ChangeScope;
  /** The webhook or callback whose parts these are. */
  readonly holder?: string;
  /** Today, as an ISO 8601 date: an operation may be past its sunset. */
  readonly today: string;
}

/** Records a change of a part. */
export function note(
  scene: Pick<Scene, "frame" | "holder">,
  kind: ChangeKind,
  where: string,
  sides: { readonly before?: Written | undefined; readonly after?: Written | undefined },
  direction?: Direction,
): void {
  recordChange(scene.frame, { kind, direction, where: within(scene, where), path: "" }, sides);
}

/** The name of a part, and of the webhook or callback that holds it. */
export function within({ holder }: Pick<Scene, "holder">, where: string): string {
  return holder === undefined ? where : `${holder}, ${where}`;
}

/** The direction in which the other side answers. */
export function reply(direction: Direction): Direction {
  return direction === "request" ? "response" : "request";
}
