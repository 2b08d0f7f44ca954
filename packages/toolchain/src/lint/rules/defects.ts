import { DEFECTS } from "../../document/defects/defect-table.js";
import type { LintRule } from "../rule.js";

/** A rule for each kind of defect that the document stage reports. */
export const defectRules: readonly LintRule[] = Object.entries(DEFECTS).map(([id, { title }]) => ({
  id,
  severity: "warning",
  title,
  check: ({ defects }) =>
    defects
      .filter(({ code }) => code === id)
      .map(({ location, message, action }) => ({ at: location, message, repair: action })),
}));
