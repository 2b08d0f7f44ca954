import type { JsonObject } from "../json.js";
import { applyAction, type ActionResult } from "./apply-action.js";
import type { ActionReport, Overlay } from "./overlay.js";
import { createSelect } from "./query.js";

/**
 * Applies an overlay as the Overlay specification requires, 1.0 or 1.1 by the overlay's own version. Each action works
 * on the result of the previous one. The document is not mutated; the result shares its unchanged parts.
 * @throws {ToolchainError} where the specification makes an action an error.
 */
export function applyOverlay(
  document: JsonObject,
  overlay: Overlay,
): { readonly document: JsonObject; readonly report: readonly ActionReport[] } {
  const steps = [...applyActions(document, overlay)];
  return { document: steps.at(-1)?.after ?? document, report: steps.map((step) => reportStep(step, overlay)) };
}

/** Applies the actions of an overlay one by one, on demand. */
export function* applyActions(document: JsonObject, overlay: Overlay): Generator<ActionResult, void> {
  const select = createSelect();
  let current = document;
  for (const [index, action] of overlay.actions.entries()) {
    const step = applyAction(current, overlay, index, action, select);
    yield step;
    current = step.after;
  }
}

export function reportStep({ index, action, before, after, places }: ActionResult, overlay: Overlay): ActionReport {
  return {
    action: index + 1,
    target: action.target,
    ...(action.description === undefined ? {} : { description: action.description }),
    matched: places.length,
    changed: after !== before,
    location: overlay.locate(`/actions/${index}`),
  };
}
