import { rankOfSuccess, saysWork, stateKind, type StateKind } from "./state-words.js";

/**
 * Returns the kind of each word of one state. If several words mean success, only the plainest one is an end: `SUCCEEDED`
 * and not `READY`, `ready` and not `processed`. Each other one is pending if a word of work follows it, else
 * indeterminate.
 *
 * @param beside Names of the fields beside the state.
 */
export function stateKinds(words: readonly string[], beside: readonly string[]): (StateKind | undefined)[] {
  const plainest = Math.min(...words.map(rankOfSuccess));
  const lastOfWork = words.findLastIndex(saysWork);
  const isRetried = isIncompleteRetried(words, beside);
  return words.map((word, index) => {
    const rank = rankOfSuccess(word);
    if (Number.isFinite(rank) && rank > plainest) return index < lastOfWork ? "pending" : "indeterminate";
    return isRetried && isIncomplete(word) ? "indeterminate" : stateKind(word);
  });
}

/**
 * Returns true if `incomplete` may be an attempt that is repeated, and not an end. This is so if the state has another word
 * of failure and the answer has no field such as `incomplete_details`.
 */
function isIncompleteRetried(words: readonly string[], beside: readonly string[]): boolean {
  const isFailed = words.some((word) => !isIncomplete(word) && stateKind(word) === "failed");
  return isFailed && !beside.some(isIncomplete);
}

function isIncomplete(word: string): boolean {
  return word.toLowerCase().startsWith("incomplete");
}
