import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Comment, planComment } from "../../../packages/toolchain/src/github/comments.js";
import { type Network, systemNetwork } from "../../../packages/toolchain/src/fetching/network/network.js";
import { type GitHubStandIn, githubStandIn, TOKEN } from "../../support/github.js";
import { impatientNetwork } from "../../support/impatient-network.js";
import { createRepository, type TemporaryRepository } from "../../support/repository.js";
import { type Printed, specloom } from "../../support/specloom.js";

describe("one comment of a kind", () => {
  const ours = { id: 1, body: "<!-- x -->\r\nOld", isTrusted: true };
  test.each<[string, readonly Comment[], ReturnType<typeof planComment>]>([
    ["the first is created", [], { kind: "create", body: "<!-- x -->\nNew" }],
    ["a later one takes the place of the older", [ours], { kind: "update", id: 1, body: "<!-- x -->\nNew" }],
    ["what stands there already is nothing to do", [{ ...ours, body: "<!-- x -->\r\nNew " }], undefined],
    ["a stranger's is none of ours", [{ ...ours, isTrusted: false }], { kind: "create", body: "<!-- x -->\nNew" }],
    ["another kind's neither", [{ ...ours, body: "<!-- x y -->\nOld" }], { kind: "create", body: "<!-- x -->\nNew" }],
    [
      "nor one that only quotes the mark",
      [{ ...ours, body: "> <!-- x -->" }],
      { kind: "create", body: "<!-- x -->\nNew" },
    ],
  ])("%s", (_what, comments, want) => {
    expect(planComment("x", "New", comments)).toEqual(want);
  });

  test("a text that GitHub would not take is cut at a line", () => {
    const body = planComment("x", "a line of text\n".repeat(10_000), [])?.body ?? "";
    expect(body.length).toBeLessThan(65_536);
    expect(body).toMatch(/\na line of text\n\nThe rest is in the job's summary\.\n$/u);
  });
});

describe("drift --comment", () => {
  let repository: TemporaryRepository;
  let github: GitHubStandIn;
  beforeEach(async () => {
    github = await githubStandIn();
    repository = createRepository({
      "old.json": document({ note: { type: "string" } }),
      "new.json": document({ note: { type: "integer" } }),
      "event.json": JSON.stringify({ pull_request: { number: 7 } }),
      "push.json": "{}",
      summary: "Before\n\n",
    });
  });
  afterEach(async () => {
    repository.remove();
    await github.close();
  });

  function document(properties: object): string {
    const content = { "application/json": { schema: { type: "object", properties } } };
    const operation = {
      operationId: "orders_create",
      requestBody: { content },
      responses: { 204: { description: "" } },
    };
    const info = { title: "Shop", version: "1" };
    return JSON.stringify({ openapi: "3.1.0", info, paths: { "/orders": { post: operation } } }, null, 2);
  }

  function drift(
    to: string,
    env: Readonly<Record<string, string>> = {},
    network: Network = systemNetwork,
  ): Promise<Printed> {
    const files = {
      GITHUB_STEP_SUMMARY: join(repository.root, "summary"),
      GITHUB_EVENT_PATH: join(repository.root, "event.json"),
      GITHUB_OUTPUT: join(repository.root, "output"),
    };
    const args = ["drift", "--from", "old.json", "--to", to, "--format", "github", "--comment", "--fail-on", "never"];
    return specloom(repository.root, args, { network, env: { ...github.env, ...files, ...env } });
  }

  test("annotates, adds to the summary, and comments once, whatever the number of runs", async () => {
    const { code, out, err } = await drift("new.json");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^::error file=new\.json,/u);
    expect(repository.read("summary")).toMatch(/^Before\n\n### new\.json: 1 breaking\n/u);
    expect(repository.read("output")).toBe("level=breaking\n");
    await drift("new.json");
    expect(github.writes).toEqual(["POST issues/7/comments"]);
    expect(github.comments.map(({ body }) => body)).toEqual([
      expect.stringMatching(/^<!-- specloom drift -->\n### new\.json: 1 breaking\n/u),
    ]);
    await drift("old.json");
    expect(github.writes).toEqual(["POST issues/7/comments", "PATCH issues/comments/1000"]);
    expect(github.comments[0]?.body).toContain("### old.json: no changes");
  });

  test("says nothing where there is nothing to say", async () => {
    await drift("old.json");
    expect(github.writes).toEqual([]);
  });

  test("leaves a stranger's comment alone, and finds its own behind a hundred others", async () => {
    github.comments.push({ id: 1, pull: 7, body: "<!-- specloom drift -->\nMine!", user: "mallory" });
    for (let id = 2; id < 150; id += 1) github.comments.push({ id, pull: 7, body: "Nice", user: "ann" });
    await drift("new.json");
    await drift("old.json");
    expect(github.writes).toEqual(["POST issues/7/comments", "PATCH issues/comments/1149"]);
    expect(github.comments[0]?.body).toBe("<!-- specloom drift -->\nMine!");
  });

  test("for a fork, whose token may only read, leaves it at the summary", async () => {
    github.refuse = 403;
    const { code, out, err } = await drift("new.json");
    expect(code).toBe(0);
    expect(out).toMatch(/^::error /u);
    expect(err).toMatch(
      /^No comment: GitHub refused the token \(POST .*: 403 Resource not accessible by integration\)\.\n$/u,
    );
    expect(err).not.toContain(TOKEN);
    expect(repository.read("summary")).toContain("1 breaking");
  });

  test("29: a fault of GitHub that lasts leaves it at the summary", async () => {
    github.faults.push(...Array.from({ length: 4 }, () => ({ status: 502, body: "<html>" })));
    const network = impatientNetwork();
    const { code, err } = await drift("new.json", {}, network);
    expect({ code, waited: network.waited }).toEqual({ code: 0, waited: [1000, 2000, 4000] });
    expect(err).toMatch(/^No comment: GitHub failed to answer a request \(GET .*: 502\)\.\n$/u);
    expect(repository.read("summary")).toContain("1 breaking");
  });

  test("29: a repository that is not there is an error", async () => {
    const { code, err } = await drift("new.json", { GITHUB_REPOSITORY: "acme/other" });
    expect(code).toBe(2);
    expect(err).toMatch(/^error\[github\/not-found\]\n {2}GET \S+: 404 Not Found\n {2}hint: Check GITHUB_REPOSITORY/u);
  });

  test("outside of a pull request says so", async () => {
    const { code, err } = await drift("new.json", { GITHUB_EVENT_PATH: join(repository.root, "push.json") });
    expect({ code, err }).toEqual({ code: 0, err: "No comment: this run is not for a pull request.\n" });
  });

  test("outside of GitHub is an error that says what is missing", async () => {
    const { code, err } = await drift("new.json", { GITHUB_REPOSITORY: "" });
    expect(code).toBe(2);
    expect(err).toContain("error[github/environment]\n  Expected GITHUB_REPOSITORY to be owner/name, found nothing");
  });
});
