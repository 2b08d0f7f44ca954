/** Verbs that APIs do not use as nouns. */
const verbs = new Set(
  (
    "abort accept acknowledge activate add allow analyze append apply approve ask assign assume attach authenticate " +
    "authorize ban begin bind browse calculate cancel capture change check claim clean clear clone close compare complete " +
    "compute confirm connect convert copy count create deactivate decline decrypt delete deny deploy deprecate describe destroy " +
    "detach detect disable disassociate disconnect discover dismiss do download edit enable encrypt end enqueue ensure evaluate " +
    "exchange execute expire explain export extend extract fetch finalize find finish flush follow force generate get grant " +
    "handle head hide identify import impersonate increment initialize initiate insert inspect install invalidate invite invoke " +
    "join kick kill launch leave lend list load lock login logout lookup make mark merge migrate modify move mute notify open " +
    "optimize parse patch pause peek perform ping play poll pop post predict preview print process prune publish pull purge push put " +
    "query read rebuild reboot receive recover redact redeem redeliver refresh regenerate register reindex reject release reload remove " +
    "rename render reopen reorder replace replay reply reprocess rerequest rerun resend reset resize resolve respond restart restore resume " +
    "retrieve retry retrigger revert revoke rotate run save scan schedule search seed seek shuffle select send set shutdown sign signin signup signout skip " +
    "solve sort split start stop store stream submit subscribe summarize suspend swap switch sync synchronize tag terminate toggle " +
    "track transcribe transition translate trigger try unarchive unassign unban unblock uncancel undelete undo unfollow uninstall unlink " +
    "unlock unmute unpause unpin unpublish unregister unset unshare unstar unsubscribe unsuspend update upgrade upload upsert validate " +
    "verify view void vote wait walk watch withdraw write"
  ).split(" "),
);

/**
 * Verbs that are nouns too. For a GET they are nouns: `GET /users/{id}/report` returns a report, POST reports the user.
 */
const nounsToo = new Set(
  (
    "access archive audit backup ban batch block bookmark build charge comment delegate demo deploy document draft edit estimate " +
    "favorite filter flag fork import index invite issue label like link lock log map mask mention monitor order pin pay " +
    "post preview process promote quote rank rate react record redirect reference refund release report request reserve review " +
    "run scan schedule scope screen seed share show sign snapshot star store sync tag test track transfer transition trigger " +
    "upgrade view visit void vote watch"
  ).split(" "),
);

/** Prefixes of verbs that only add a quantity: `bulkCreate`, `reRun`. */
const prefixes = new Set(["batch", "bulk", "force", "multi", "partial", "quick", "re", "un"]);

/** Synonyms of verbs, where no further words follow. */
const synonyms: ReadonlyMap<string, string> = new Map([
  ["retrieve", "get"],
  ["read", "get"],
  ["fetch", "get"],
  ["destroy", "delete"],
]);

/** Whether a word can be a verb. */
export function isVerb(word: string | undefined): boolean {
  return word !== undefined && (verbs.has(word) || nounsToo.has(word));
}

/** Whether a word can only be a verb. */
export function isOnlyVerb(word: string | undefined): boolean {
  return word !== undefined && verbs.has(word) && !nounsToo.has(word);
}

/** Whether words start with a verb that says how much it does: `bulk create`. */
export function isVerbOfMany([first = "", second]: readonly string[]): boolean {
  return prefixes.has(first) && isOnlyVerb(second);
}

/** The number of words in the verb: `create`, `bulk create`, `create or update`; at least one. */
export function verbLength(words: readonly string[]): number {
  const [first = "", second = ""] = words;
  if (prefixes.has(first) && isVerb(second)) return 1 + verbLength(words.slice(1));
  const [, , third = ""] = words;
  return (second === "or" || second === "and") && isVerb(third) ? 3 : 1;
}

/** The usual word for a verb: `get` for `retrieve`. */
export function usualVerb(verb: readonly string[]): readonly string[] {
  const [only = ""] = verb;
  return verb.length === 1 ? [synonyms.get(only) ?? only] : verb;
}
