import type { SourceDocument } from "../openapi/document.js";
import { ToolchainError } from "../errors.js";
import { formatPointer } from "../json.js";
import type { ActionResult } from "./apply-action.js";
import { reportStep, applyActions } from "./apply-overlay.js";
import { describeNearest } from "./nearest-path.js";
import { createLocate } from "./origin.js";
import { nameAction, type AppliedAction, type Overlay } from "./overlay.js";
import { affectedParts } from "./affected-parts.js";

/**
 * The overlay stage: applies an overlay and reports the effect of each action. Unlike in the specification, a target
 * that matches nothing is an error, unless the action has `x-allow-unmatched: true`. Values from an action are located
 * in the overlay, all others in the source document.
 * @throws {ToolchainError} `overlay/unmatched`, and where the specification makes an action an error.
 */
export function overlay(
  source: SourceDocument,
  applied: Overlay,
): { readonly document: SourceDocument; readonly report: readonly AppliedAction[] } {
  const newestFirst: ActionResult[] = [];
  const report: AppliedAction[] = [];
  for (const step of applyActions(source.value, applied)) {
    if (step.places.length === 0 && !step.action.allowUnmatched) throw unmatched(step, source, applied);
    newestFirst.unshift(step);
    report.push({ ...reportStep(step, applied), places: step.places.map(formatPointer), written: affectedParts(step) });
  }
  const document: SourceDocument = {
    ...source,
    value: newestFirst[0]?.after ?? source.value,
    locate: createLocate(source, applied, newestFirst),
  };
  return { document, report };
}

function unmatched({ before, action, index }: ActionResult, source: SourceDocument, applied: Overlay): ToolchainError {
  const location = applied.locate(`/actions/${index}/target`);
  const nearest = describeNearest({ ...source, value: before }, action.target, location);
  const hint = `${nearest} Correct the target, or set x-allow-unmatched: true on the action.`.trim();
  return new ToolchainError("overlay/unmatched", `${nameAction(index, action)} matches nothing`, { location, hint });
}
