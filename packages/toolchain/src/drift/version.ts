import type { DriftFinding } from "./finding.js";
import { type Level, levels } from "./rules/rule.js";

/** How a package's version has to move (Semantic Versioning 2.0.0). */
export type Bump = "major" | "minor" | "patch" | "none";

/**
 * The bump that findings ask for. Below 1.0.0 anything may change, and caret ranges stop at the minor version: there a
 * breaking change is a minor one, and everything else a patch (Semantic Versioning 2.0.0, item 4).
 *
 * @param version The package's version as it is; undefined where it has none yet.
 */
export function bumpFor(findings: readonly Pick<DriftFinding, "level">[], version: string | undefined): Bump {
  const worst = findings.reduce<Level>((all, { level }) => (rank(level) > rank(all) ? level : all), "none");
  const isUnstable = version?.startsWith("0.") === true;
  if (worst === "none") return "none";
  // What only a person can judge is taken for breaking until they have.
  if (worst === "breaking" || worst === "review") return isUnstable ? "minor" : "major";
  return worst === "non-breaking" && !isUnstable ? "minor" : "patch";
}

function rank(level: Level): number {
  return levels.indexOf(level);
}
