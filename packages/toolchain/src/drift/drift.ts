import type { DriftFinding } from "./finding.js";
import { compare } from "./facts/compare.js";
import { judge } from "./judge.js";
import type { ComparedStates } from "./compared-state.js";

/**
 * What changed between two states of a provider, judged. Nothing is read, written or fetched.
 *
 * @param today An ISO 8601 date, by which sunsets are told.
 */
export function drift(sides: ComparedStates, today: string): DriftFinding[] {
  return judge(compare(sides, today), [sides.before.contract, sides.after.contract]);
}
