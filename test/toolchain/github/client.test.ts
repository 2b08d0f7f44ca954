import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createGitHubClient } from "../../../packages/toolchain/src/github/client.js";
import { readGitHubEnvironment } from "../../../packages/toolchain/src/github/environment.js";
import { retryDelay } from "../../../packages/toolchain/src/github/response-error.js";
import { exitCodeOf } from "../../../packages/toolchain/src/cli/exit-code.js";
import { ToolchainError } from "../../../packages/toolchain/src/errors.js";
import { caught } from "../../support/caught.js";
import { type Fault, type GitHubStandIn, githubStandIn, TOKEN } from "../../support/github.js";
import { impatientNetwork } from "../../support/impatient-network.js";

let github: GitHubStandIn;
beforeEach(async () => {
  github = await githubStandIn();
});
afterEach(() => github.close());

/** The toolchain's error that a promise rejects with. */
async function refusal(promise: Promise<unknown>): Promise<ToolchainError> {
  const error = await caught(promise);
  if (error instanceof ToolchainError) return error;
  throw error;
}

const limited = { message: "API rate limit exceeded for installation ID 1." };
const invalid = {
  message: "Validation Failed",
  errors: [{ resource: "PullRequest", code: "custom", message: "No commits between main and x" }, "base is invalid"],
};

describe("29: an answer without success is told as what it is", () => {
  test.each<[what: string, fault: Fault, code: string, message: string, exitCode: number]>([
    ["401", { status: 401, body: { message: "Bad credentials" } }, "github/refused", "401 Bad credentials", 2],
    [
      "403",
      { status: 403, body: { message: "Resource not accessible" } },
      "github/refused",
      "403 Resource not accessible",
      2,
    ],
    ["404", { status: 404, body: { message: "Not Found" } }, "github/not-found", "404 Not Found", 2],
    [
      "410",
      { status: 410, body: { message: "Issues are disabled" } },
      "github/not-found",
      "410 Issues are disabled",
      2,
    ],
    [
      "422 with reasons",
      { status: 422, body: invalid },
      "github/invalid",
      "422 Validation Failed; No commits between main and x; base is invalid",
      2,
    ],
    [
      "422 with fields",
      {
        status: 422,
        body: { message: "Validation Failed", errors: [{ resource: "PullRequest", field: "base", code: "invalid" }] },
      },
      "github/invalid",
      "422 Validation Failed; PullRequest base invalid",
      2,
    ],
    [
      "400",
      { status: 400, body: { message: "Problems parsing JSON" } },
      "github/response",
      "400 Problems parsing JSON",
      2,
    ],
    ["a list that is none", { status: 200, body: {} }, "github/response", "Expected a list, found another value", 2],
  ])("%s", async (_what, fault, code, message, exitCode) => {
    github.faults.push(fault);
    const network = impatientNetwork();
    const client = createGitHubClient(readGitHubEnvironment(github.env), network);
    const error = await refusal(client.list("issues/1/comments"));
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
    expect([exitCodeOf(error.code), network.waited]).toEqual([exitCode, []]);
  });

  test.each<[what: string, fault: Fault, code: string, message: string]>([
    ["429", { status: 429, body: limited }, "github/limited", "429 API rate limit exceeded"],
    [
      "403 of a limit",
      { status: 403, body: limited, headers: { "x-ratelimit-remaining": "0" } },
      "github/limited",
      "403 API",
    ],
    ["500", { status: 500, body: { message: "Server Error" } }, "github/unavailable", "500 Server Error"],
    ["502 that is no JSON", { status: 502, body: "<html>" }, "github/unavailable", "502"],
    ["503", { status: 503 }, "github/unavailable", "503"],
  ])("%s is tried again, and told where it lasts", async (_what, fault, code, message) => {
    const network = impatientNetwork();
    const client = createGitHubClient(readGitHubEnvironment(github.env), network);
    github.faults.push(fault, fault, fault);
    expect(await client.list("issues/1/comments")).toEqual([]);
    expect(network.waited).toEqual([1000, 2000, 4000]);
    github.faults.push(fault, fault, fault, fault);
    const error = await refusal(client.request("POST", "issues/1/comments", { body: "x" }));
    expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
    expect(exitCodeOf(error.code)).toBe(3);
    expect(`${error.message} ${error.hint}`).not.toContain(TOKEN);
  });
});

describe("29: the wait before another try", () => {
  const response = (status: number, headers: Readonly<Record<string, string>>, content?: unknown) => ({
    status,
    headers: new Headers(headers),
    content,
  });
  test.each<[what: string, given: Parameters<typeof retryDelay>, want: number | undefined]>([
    ["doubles", [response(500, {}), 2, 0], 4_000],
    ["is what GitHub says", [response(429, { "retry-after": "7" }), 0, 0], 7_000],
    ["is never shorter than ours", [response(429, { "retry-after": "0" }), 1, 0], 2_000],
    [
      "lasts until the limit ends",
      [response(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "30" }), 0, 5_000],
      25_000,
    ],
    ["is not an hour", [response(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "3600" }), 0, 0], undefined],
    ["takes no date", [response(429, { "retry-after": "soon" }), 0, 0], 1_000],
    ["is of no use for a token that is refused", [response(403, {}), 0, 0], undefined],
    ["nor for what does not exist", [response(404, {}), 0, 0], undefined],
  ])("%s", (_what, given, want) => {
    expect(retryDelay(...given)).toBe(want);
  });
});
