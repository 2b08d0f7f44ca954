import { ToolchainError } from "../errors.js";
import { ownMember } from "../json.js";
import { redact, redactError } from "../secret.js";
import { type Network, systemNetwork } from "../fetching/network/network.js";
import type { GitHubEnvironment } from "./environment.js";
import { type FailedResponse, responseError, retryDelay } from "./response-error.js";

/** The time limit of a request, in milliseconds. */
const TIMEOUT_MS = 30_000;

/** How often a request is sent again. */
const MAX_RETRIES = 3;

/** A client of GitHub's REST API for one repository; paths are relative to the repository. */
export interface GitHubClient {
  /** @throws {ToolchainError} A `github/` code, `network/unreachable`. */
  request(method: "GET" | "POST" | "PATCH", path: string, body?: object): Promise<unknown>;
  /** All pages of a list. */
  list(path: string): Promise<readonly unknown[]>;
  /** Runs a GraphQL mutation, for changes that REST does not support. */
  mutate(mutation: string, variables: object): Promise<void>;
}

/** @param network Its timer is the wait before a request is sent again. */
export function createGitHubClient(
  environment: GitHubEnvironment,
  network: Pick<Network, "after"> = systemNetwork,
): GitHubClient {
  const { api, graphql, repository } = environment;
  const send = (method: string, url: string, body: object | undefined): Promise<unknown> =>
    sendWithRetries({ environment, method, url, body }, network).catch((error: unknown) => {
      throw redactError(error, [environment.token]);
    });
  const request: GitHubClient["request"] = (method, path, body) =>
    send(method, `${api}/repos/${repository}/${path}`, body);
  return {
    request,
    list: async (path) => {
      const size = 100;
      const found: unknown[] = [];
      for (let page = 1; ; page += 1) {
        const items = await request("GET", `${path}?per_page=${size}&page=${page}`);
        if (!Array.isArray(items))
          throw new ToolchainError("github/response", `GET ${path}: Expected a list, found another value`);
        found.push(...items);
        if (items.length < size) return found;
      }
    },
    mutate: async (mutation, variables) => {
      const response = await send("POST", graphql, { query: mutation, variables });
      const errors = ownMember(response, "errors");
      if (Array.isArray(errors))
        throw new ToolchainError(
          "github/invalid",
          `POST graphql: ${redact(responseText(errors[0], "message"), [environment.token])}`,
        );
    },
  };
}

interface GitHubRequest {
  readonly environment: Pick<GitHubEnvironment, "token" | "api">;
  readonly method: string;
  readonly url: string;
  readonly body: object | undefined;
}

/**
 * Sends a request, again after a limit of requests or a fault of GitHub. A write that GitHub did before its fault is
 * harmless: a branch has one open pull request, and the oldest comment of a kind is the one that is kept.
 */
async function sendWithRetries(request: GitHubRequest, network: Pick<Network, "after">): Promise<unknown> {
  for (let retries = 0; ; retries += 1) {
    const response = await sendOnce(request);
    if (!("status" in response)) return response.content;
    const delay = retries < MAX_RETRIES ? retryDelay(response, retries, Date.now()) : undefined;
    if (delay === undefined) throw responseError(`${request.method} ${new URL(request.url).pathname}`, response);
    await new Promise<void>((resolve) => void network.after(delay, resolve));
  }
}

/** Sends a request once. */
async function sendOnce({
  environment: { token, api },
  method,
  url,
  body,
}: GitHubRequest): Promise<FailedResponse | Pick<FailedResponse, "content">> {
  const headers = {
    accept: "application/vnd.github+json",
    "x-github-api-version": "2022-11-28",
    "user-agent": "specloom",
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { "content-type": "application/json" }),
  };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const init = { method, headers, signal, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const response = await fetch(url, init).catch((cause: unknown) => {
    throw new ToolchainError("network/unreachable", `Cannot reach ${new URL(api).host}`, { cause });
  });
  const content: unknown = await response.json().catch(() => undefined);
  return response.ok ? { content } : { status: response.status, headers: response.headers, content };
}

/** A text field of a response; empty where it is missing. */
export function responseText(value: unknown, key: string): string {
  const text = ownMember(value, key);
  return typeof text === "string" ? text : "";
}
