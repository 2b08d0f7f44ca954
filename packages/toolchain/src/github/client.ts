import { ToolchainError } from "../errors.js";
import { ownMember } from "../json.js";
import type { GitHubEnvironment } from "./environment.js";

/** The time limit of a request, in milliseconds. */
const TIMEOUT_MS = 30_000;

/** A client of GitHub's REST API for one repository; paths are relative to the repository. */
export interface GitHubClient {
  /** @throws {ToolchainError} `github/refused`, `network/unreachable`. */
  request(method: "GET" | "POST" | "PATCH", path: string, body?: object): Promise<unknown>;
  /** All pages of a list. */
  list(path: string): Promise<readonly unknown[]>;
  /** Runs a GraphQL mutation, for changes that REST does not support. */
  mutate(mutation: string, variables: object): Promise<void>;
}

export function createGitHubClient(environment: GitHubEnvironment): GitHubClient {
  const { api, graphql, repository } = environment;
  const request: GitHubClient["request"] = (method, path, body) =>
    send(environment, method, `${api}/repos/${repository}/${path}`, body);
  return {
    request,
    list: async (path) => {
      const size = 100;
      const found: unknown[] = [];
      for (let page = 1; ; page += 1) {
        const items = await request("GET", `${path}?per_page=${size}&page=${page}`);
        if (!Array.isArray(items)) throw refused("GET", path, "the response is not a list");
        found.push(...items);
        if (items.length < size) return found;
      }
    },
    mutate: async (mutation, variables) => {
      const response = await send(environment, "POST", graphql, { query: mutation, variables });
      const errors = ownMember(response, "errors");
      if (Array.isArray(errors)) throw refused("POST", "graphql", responseText(errors[0], "message"));
    },
  };
}

async function send(
  { token, api }: GitHubEnvironment,
  method: string,
  url: string,
  body: object | undefined,
): Promise<unknown> {
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
  if (response.ok) return content;
  throw refused(method, new URL(url).pathname, `${response.status} ${responseText(content, "message")}`.trimEnd());
}

/** A text field of a response; empty where it is missing. */
export function responseText(value: unknown, key: string): string {
  const text = ownMember(value, key);
  return typeof text === "string" ? text : "";
}

function refused(method: string, path: string, response: string): ToolchainError {
  return new ToolchainError("github/refused", `${method} ${path}: ${response}`);
}
