import { rankOfSuccess, saysWork, stateKind, type StateKind } from "./state-words.js";

/**
 * The kinds of the words of one state. A word of success names a step where the state has a plainer word for the end:
 * `READY` beside `SUCCEEDED`, `processed` beside `ready`. The work goes on from it if a word of work follows. Otherwise the
 * words do not tell whether it goes on.
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
 * Whether nothing tells that `incomplete` is an end. Beside another word of failure it may be an attempt that is made
 * again, unless the answer has a field such as `incomplete_details`.
 */
function isIncompleteRetried(words: readonly string[], beside: readonly string[]): boolean {
  const isFailed = words.some((word) => !isIncomplete(word) && stateKind(word) === "failed");
  return isFailed && !beside.some(isIncomplete);
}

function isIncomplete(word: string): boolean {
  return word.toLowerCase().startsWith("incomplete");
}
