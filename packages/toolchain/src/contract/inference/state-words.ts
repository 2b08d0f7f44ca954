import { splitWords } from "../names/words.js";

/** What a provider's word for a state means. */
export type StateKind = "pending" | "succeeded" | "partial" | "failed" | "cancelled" | "indeterminate";

const meanings: readonly (readonly [StateKind, string])[] = [
  [
    "pending",
    "pending queued queueing enqueued scheduled submitted created accepted received new waiting started starting running " +
      "processing preparing validating finalizing inprogress inqueue progress working active retry retrying paused " +
      "cancelling canceling aborting stopping",
  ],
  ["succeeded", "succeeded success successful completed complete done finished ready cached"],
  ["partial", "partial partiallysucceeded partiallycompleted partialsuccess completedwitherrors succeededwitherrors"],
  ["failed", "failed failure error errored fail timedout timeout expired rejected crashed incomplete"],
  ["cancelled", "cancelled canceled aborted stopped terminated revoked"],
  ["indeterminate", "unknown unspecified unrecognized"],
];

const kinds = new Map(meanings.flatMap(([kind, words]) => words.split(" ").map((word) => [word, kind])));

/** The kind of state that a word names, undefined where it is none of the usual ones. */
export function stateKind(word: string): StateKind | undefined {
  const words = splitWords(word);
  const whole = kinds.get(words.join(""));
  // `validating_files`: what goes on, and with what.
  const [first = ""] = words;
  return whole ?? (first.endsWith("ing") && kinds.get(first) === "pending" ? "pending" : undefined);
}

/** Whether a word says that the work itself failed: what expired or was rejected need not have. */
export function saysFailure(word: string): boolean {
  return /^(fail|error|crash|timed?out)/u.test(splitWords(word).join(""));
}

/** States that tell of an earlier result used again. */
export function isCached(word: string): boolean {
  return splitWords(word).join("") === "cached";
}
