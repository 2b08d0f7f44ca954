import { ToolchainError } from "../errors.js";

/** What GitHub Actions tells a step by environment variables. */
export interface GitHubEnvironment {
  /** Base URL of the REST API. */
  readonly api: string;
  readonly graphql: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly token: string | undefined;
  /** File that the job's summary is appended to. */
  readonly summary: string | undefined;
  /** File that the step's outputs are appended to. */
  readonly output: string | undefined;
  /** File with the event that started the workflow. */
  readonly event: string | undefined;
}

type Env = Readonly<Record<string, string | undefined>>;

/** @throws {ToolchainError} `github/environment` where no repository is named. */
export function readGitHubEnvironment(env: Env): GitHubEnvironment {
  const repository = said(env, "GITHUB_REPOSITORY");
  if (repository === undefined || !/^[\w.-]+\/[\w.-]+$/u.test(repository)) {
    const message = `Expected GITHUB_REPOSITORY to be owner/name, found ${repository ?? "nothing"}`;
    throw new ToolchainError("github/environment", message);
  }
  const api = (said(env, "GITHUB_API_URL") ?? "https://api.github.com").replace(/\/$/u, "");
  return {
    api,
    graphql: said(env, "GITHUB_GRAPHQL_URL") ?? `${api}/graphql`,
    repository,
    token: said(env, "GITHUB_TOKEN"),
    summary: said(env, "GITHUB_STEP_SUMMARY"),
    output: said(env, "GITHUB_OUTPUT"),
    event: said(env, "GITHUB_EVENT_PATH"),
  };
}

/** A variable; one that is empty says nothing. */
function said(env: Env, name: string): string | undefined {
  return env[name] === "" ? undefined : env[name];
}
