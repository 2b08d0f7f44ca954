import { splitWords } from "../names/words.js";

/** What a provider's word for a state means. */
export type StateKind = "pending" | "succeeded" | "partial" | "failed" | "cancelled" | "indeterminate";

/** Words of one meaning: lower case, without separators. */
export interface StateWords {
  readonly kind: StateKind;
  readonly words: string;
  /** Where they were seen. */
  readonly seen: string;
  /** A thing that lives on has such a state too: alone they do not tell of work that ends. */
  readonly livesOn?: true;
  /** How plainly the words say that all has succeeded; 1 is the plainest. */
  readonly rank?: number;
}

export const stateWords: readonly StateWords[] = [
  {
    kind: "pending",
    words: "pending queued queueing enqueued scheduled submitted",
    seen: "batch, render and model APIs",
  },
  {
    kind: "pending",
    words: "starting started running processing inprogress progress working",
    seen: "nearly all job APIs",
  },
  {
    kind: "pending",
    words: "preparing validating finalizing inqueue retry retrying setup",
    seen: "batch and fine-tuning APIs; task queues; build and import APIs",
  },
  { kind: "pending", words: "cancelling canceling aborting stopping", seen: "APIs with a cancel that takes time" },
  { kind: "pending", words: "notstarted initializing provisioning", seen: "Azure's operations; cluster APIs" },
  { kind: "pending", words: "throttled", seen: "model APIs, where work waits for others of its owner" },
  {
    kind: "pending",
    words: "created accepted received new waiting active paused",
    seen: "batch APIs; rooms, calls and subscriptions have them too",
    livesOn: true,
  },
  {
    kind: "succeeded",
    words: "succeeded succeed success successful",
    seen: "Azure; prediction APIs; task queues",
    rank: 1,
  },
  { kind: "succeeded", words: "completed complete done finished", seen: "nearly all job APIs", rank: 1 },
  { kind: "succeeded", words: "ready", seen: "media and export APIs; queues, before the work starts", rank: 2 },
  { kind: "succeeded", words: "cached", seen: "task queues that keep results" },
  { kind: "succeeded", words: "neutral", seen: "builds and checks: they ended, and nothing speaks against them" },
  { kind: "succeeded", words: "ended", seen: "message batches, where each result tells how it went" },
  {
    kind: "succeeded",
    words: "processed exported imported merged rendered generated transcribed translated dubbed",
    seen: "media, migration, code and language APIs",
    rank: 3,
  },
  {
    kind: "partial",
    words: "partial partiallysucceeded partiallycompleted partialsuccess completedwitherrors succeededwitherrors",
    seen: "import, index and bulk APIs",
  },
  { kind: "failed", words: "failed failure fail error errored crashed", seen: "nearly all job APIs" },
  {
    kind: "failed",
    words: "timedout timeout expired dead lost rejected incomplete",
    seen: "batch, prediction and queue APIs; cluster schedulers",
  },
  { kind: "cancelled", words: "cancelled canceled aborted stopped terminated revoked", seen: "nearly all job APIs" },
  {
    kind: "cancelled",
    words: "skipped stale outdated superseded",
    seen: "build and deployment APIs: other work took its place",
  },
  {
    kind: "indeterminate",
    words:
      "requiresaction requiresinput actionrequired inputrequired awaitinginput awaitingapproval waitingforuser waitingforinput idle",
    seen: "agent APIs: the work goes on once somebody answers, so that nobody can wait for it",
  },
  {
    kind: "indeterminate",
    words: "unknown unspecified unrecognized none",
    seen: "generated enums of gRPC services; import APIs",
  },
];

const rows = new Map(stateWords.flatMap((row) => row.words.split(" ").map((word) => [word, row] as const)));

/** The kind of state that a word names, undefined where it is none of the usual ones and has none of their forms. */
export function stateKind(word: string): StateKind | undefined {
  const words = splitWords(word);
  const known = rows.get(words.join(""));
  if (known !== undefined) return known.kind;
  const [first = "", last = ""] = [words[0], words.at(-1)];
  if (last === "exceeded") return "failed";
  // `failed_validation`, `cancelled_by_user`: the end, and why.
  const isEnd = words.length > 1 && /^(failed|errored|crashed|cancell?ed|aborted)$/u.test(first);
  if (isEnd && !words.some((one) => /^(retry|retrying|retried|ignored|partial|partially)$/u.test(one)))
    return rows.get(first)?.kind;
  // `detection_needs_auth`, `requires_payment_method`: the work goes on once somebody does something.
  if (words.includes("needs") || words.includes("requires")) return "indeterminate";
  // `validating_files`, `queued_for_review`, `waiting_to_push`, `cancel_requested`: what goes on, and with what.
  const isWaiting = first === "waiting" && words[1] === "to";
  const goesOn = isWaiting || isGoingOn(first) || first === "queued" || first === "scheduled" || last === "requested";
  return goesOn ? "pending" : kindOfEnd(words);
}

/**
 * `deployment_failed`, `startup_failure`, `deployment_in_progress`: a part of the work has failed, was cancelled or goes
 * on. That a part has succeeded says nothing of the whole.
 */
function kindOfEnd([first = "", ...rest]: readonly string[]): StateKind | undefined {
  if (rest.length === 0 || /^(no|not|non|without|never|cancel|retry|ignored?)$/u.test(first)) return undefined;
  const row = rows.get(rest.join(""));
  if (row === undefined) return kindOfEnd(rest);
  const tells = row.kind === "failed" || row.kind === "cancelled" || row.kind === "pending";
  return tells && row.livesOn !== true ? row.kind : undefined;
}

/** How plainly a word says that the work has succeeded, from 1; `Infinity` if it does not say so. */
export function rankOfSuccess(word: string): number {
  return rows.get(splitWords(word).join(""))?.rank ?? Infinity;
}

/** Whether a word says that the work has ended, and not how. */
export function saysOnlyEnd(word: string): boolean {
  return /^(completed?|done|finished|ended|closed)$/u.test(splitWords(word).join(""));
}

/** Whether a word says that the work waits in a queue. Work that people do has no such state. */
export function saysTurn(word: string): boolean {
  return /^(notstarted|queued|enqueued|inqueue)$/u.test(splitWords(word).join(""));
}

/** `importing`, but not `missing`. */
function isGoingOn(word: string): boolean {
  return /^[a-z]{3,}ing$/u.test(word) && !/^(missing|nothing|warning|existing|outstanding|waiting)$/u.test(word);
}

/** Whether a word says that the work itself failed: what expired or was rejected need not have. */
export function saysFailure(word: string): boolean {
  const words = splitWords(word);
  return (
    stateKind(word) === "failed" &&
    words.some((one, index) => /^(fail|error|crash|timed?out)/u.test(one + (words[index + 1] ?? "")))
  );
}

/** Whether a state tells of work, and not only of a thing that lives on. */
export function saysWork(word: string): boolean {
  return stateKind(word) === "pending" && rows.get(splitWords(word).join(""))?.livesOn !== true;
}

/** States that tell of an earlier result used again. */
export function isCached(word: string): boolean {
  return splitWords(word).join("") === "cached";
}
