import type { AppliedAction } from "../overlay/overlay.js";
import type { Note } from "./note.js";

/** Notes on overlay actions that change the version of OpenAPI. A document is upgraded before overlays change it. */
export function versionNotes(actions: readonly AppliedAction[]): Note[] {
  return actions
    .filter(({ changed, written }) => changed && written.includes("/openapi"))
    .map(({ action, target, location }) => ({
      kind: "ignored",
      message: `Action ${action} (${target}) changes \`openapi\`, which has no effect: a document is read by the version that it was published with.`,
      location,
    }));
}
