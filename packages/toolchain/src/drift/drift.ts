import type { DriftFinding } from "./finding.js";
import { compare } from "./facts/compare.js";
import { judge } from "./judge.js";
import type { ComparedStates } from "./compared-state.js";

/**
 * Compares two states of a provider and judges the changes. Pure: no file or network access.
 *
 * @param today An ISO 8601 date, for sunsets.
 */
export function drift(states: ComparedStates, today: string): DriftFinding[] {
  return judge(compare(states, today), [states.before.contract, states.after.contract]);
}
