import type { DriftFinding } from "./finding.js";
import { type Level, levels } from "./rules/rule.js";

/** A version bump (Semantic Versioning 2.0.0). */
export type Bump = "major" | "minor" | "patch" | "none";

/**
 * The bump that findings require. A finding for review breaks nobody until a person finds that it does. Below 1.0.0 a breaking change is a minor bump and everything else a patch, because
 * anything may change and caret ranges stop at the minor version (Semantic Versioning 2.0.0, item 4).
 *
 * @param version The package's current version; undefined where it has none.
 */
export function bumpFor(findings: readonly Pick<DriftFinding, "level">[], version: string | undefined): Bump {
  const worst = findings.reduce<Level>((all, { level }) => (rank(level) > rank(all) ? level : all), "none");
  const isUnstable = version?.startsWith("0.") === true;
  if (worst === "none") return "none";
  if (worst === "breaking") return isUnstable ? "minor" : "major";
  return worst === "docs" || isUnstable ? "patch" : "minor";
}

function rank(level: Level): number {
  return levels.indexOf(level);
}
