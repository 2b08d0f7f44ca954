import { defectActions } from "../../contract/defect-notes.js";
import { DEFECTS } from "../../document/defects/defect-table.js";
import type { LintRule } from "../rule.js";

/** A rule for each kind of defect that the document stage reports. */
export const defectRules: readonly LintRule[] = Object.entries(DEFECTS).map(([id, { title }]) => ({
  id,
  severity: "warning",
  title,
  check: ({ defects, repaired }) =>
    defects
      .filter(({ code }) => code === id)
      .map((defect) => ({
        at: defect.location,
        message: defect.message,
        repair: defect.repair.length === 0 ? undefined : defectActions(repaired, defect),
      })),
}));
