import type { ComparedState, ComparedStates } from "./compared-state.js";
import { compare } from "./facts/compare.js";
import { createPart } from "./facts/contract-part.js";
import type { DriftFinding } from "./finding.js";
import { judge } from "./judge.js";

/**
 * Compares two states of a provider and judges the changes. Pure: no file or network access.
 *
 * @param today An ISO 8601 date, for sunsets.
 */
export function drift(states: ComparedStates, today: string): DriftFinding[] {
  return judge(compare(states, today), [states.before.contract, states.after.contract]);
}

/** The finding of a provider that only one of the states has. */
export function providerDrift(
  kind: "provider-added" | "provider-removed",
  { contract }: ComparedState,
): DriftFinding[] {
  const part = createPart(`provider \`${contract.provider}\``, []);
  if (kind === "provider-added") part.tell(kind, undefined, contract.package);
  else part.tell(kind, contract.package, undefined);
  return judge(part.changes, []);
}
