import { describe, expect, test } from "vitest";
import { ToolchainError } from "../../../../packages/toolchain/src/errors.js";
import type { PullRequest } from "../../../../packages/toolchain/src/github/pull-requests.js";
import type { ProviderChange } from "../../../../packages/toolchain/src/github/propose/upstream-change.js";
import { commentOn, proposalOf } from "../../../../packages/toolchain/src/github/propose/proposal.js";
import { planSteps, type RemoteState, type Step } from "../../../../packages/toolchain/src/github/propose/steps.js";

const error = new ToolchainError("drift/repair", "Action 3 matches nothing", {
  location: { file: "overlay.yaml", line: 4 },
});
const stuck: ProviderChange = { name: "shop", title: "Shop", change: { kind: "stuck", error } };
const unchanged: ProviderChange = { name: "shop", title: "Shop", change: { kind: "unchanged" } };

const made = { commit: "new", tree: "tree of new" };
const { title, body, comment } = proposalOf(stuck);
const pull: PullRequest = {
  number: 1,
  nodeId: "PR_1",
  url: "",
  title,
  body,
  isDraft: true,
  isOpen: true,
  isMerged: false,
};
const said = { id: 5, body: `<!-- specloom drift shop -->\n${comment}`, isTrusted: true };
const nothing: RemoteState = { tip: undefined, pull: undefined, comments: [] };
const ours = { commit: "old", tree: "tree of old", isOurs: true };
const same = { ...ours, tree: "tree of new" };
const theirs = { ...ours, isOurs: false };

/** Steps without their texts. */
function kinds(steps: readonly Step[]): string[] {
  return steps.map((step) => {
    if (step.kind === "push") return `push ${step.commit} over ${step.expected || "nothing"}`;
    if (step.kind === "comment") return `${step.comment.kind} comment`;
    if (step.kind === "set-draft") return step.isDraft ? "draft" : "ready";
    return step.kind;
  });
}

describe("change", () => {
  test.each<[string, Partial<RemoteState>, string[]]>([
    ["of which nothing stands", {}, ["push new over nothing", "open", "create comment"]],
    ["that stand already", { tip: same, pull, comments: [said] }, []],
    ["that are others than those that stand", { tip: ours, pull, comments: [said] }, ["push new over old"]],
    [
      "whose title and comment were others",
      {
        tip: ours,
        pull: { ...pull, title: "Old" },
        comments: [{ ...said, body: "<!-- specloom drift shop -->\nOld" }],
      },
      ["push new over old", "edit", "update comment"],
    ],
    [
      "that were no draft",
      { tip: ours, pull: { ...pull, isDraft: false }, comments: [said] },
      ["push new over old", "draft"],
    ],
    ["that people have marked as ready", { tip: same, pull: { ...pull, isDraft: false }, comments: [said] }, []],
    ["whose comment was deleted", { tip: same, pull }, ["create comment"]],
    [
      "that GitHub gives back with its own line ends",
      { tip: same, pull: { ...pull, body: body.replaceAll("\n", "\r\n") }, comments: [said] },
      [],
    ],
    ["on which people have built", { tip: theirs, pull, comments: [said] }, ["update comment"]],
    ["on which people have built before a pull request", { tip: theirs }, ["open", "create comment"]],
    ["that people have refused", { tip: same, pull: { ...pull, isOpen: false } }, []],
    [
      "others than those that people have refused",
      { tip: ours, pull: { ...pull, isOpen: false } },
      ["push new over old", "open", "create comment"],
    ],
    [
      "after those that were merged",
      { tip: undefined, pull: { ...pull, isOpen: false, isMerged: true } },
      ["push new over nothing", "open", "create comment"],
    ],
    [
      "after those that were merged with what people had built on them",
      { tip: theirs, pull: { ...pull, isOpen: false, isMerged: true } },
      ["push new over old", "open", "create comment"],
    ],
    ["whose run ended before it opened anything", { tip: same }, ["open", "create comment"]],
  ])("%s", (_what, remote, want) => {
    expect(kinds(planSteps(stuck, made, { ...nothing, ...remote }, "main"))).toEqual(want);
  });
});

describe("no change", () => {
  test.each<[string, Partial<RemoteState>, string[]]>([
    ["where nothing stands", {}, []],
    [
      "where a pull request is open",
      { tip: ours, pull, comments: [said] },
      ["update comment", "close", "delete-branch"],
    ],
    ["where people have built on it", { tip: theirs, pull, comments: [said] }, ["update comment"]],
    ["where a branch was left", { tip: ours, pull: { ...pull, isOpen: false, isMerged: true } }, ["delete-branch"]],
    ["where people's branch was left", { tip: theirs, pull: { ...pull, isOpen: false } }, []],
  ])("%s", (_what, remote, want) => {
    expect(kinds(planSteps(unchanged, undefined, { ...nothing, ...remote }, "main"))).toEqual(want);
  });
});

test("what stands in the way is a draft's comment, as code in which nobody is mentioned", () => {
  const cunning = new ToolchainError("drift/repair", "found ````\n@all");
  const text = commentOn({ kind: "stuck", error: cunning });
  expect(text).toMatch(
    /^### The overlay needs a change first\n\n`````text\nerror\[drift\/repair\]\n {2}found ````\n {4}@all\n[^@]*\n`````\n$/u,
  );
  expect(proposalOf(stuck)).toMatchObject({
    branch: "drift/shop",
    title: "Shop: the overlay no longer applies",
    isDraft: true,
  });
});
