import { ToolchainError } from "../errors.js";

/** The environment variables of a GitHub Actions step. */
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

/** @throws {ToolchainError} `github/environment` where GITHUB_REPOSITORY is missing or invalid. */
export function readGitHubEnvironment(env: Env): GitHubEnvironment {
  const repository = readVariable(env, "GITHUB_REPOSITORY");
  if (repository === undefined || !/^[\w.-]+\/[\w.-]+$/u.test(repository)) {
    const message = `Expected GITHUB_REPOSITORY to be owner/name, found ${repository ?? "nothing"}`;
    throw new ToolchainError("github/environment", message);
  }
  const api = (readVariable(env, "GITHUB_API_URL") ?? "https://api.github.com").replace(/\/$/u, "");
  return {
    api,
    graphql: readVariable(env, "GITHUB_GRAPHQL_URL") ?? `${api}/graphql`,
    repository,
    token: readVariable(env, "GITHUB_TOKEN"),
    summary: readVariable(env, "GITHUB_STEP_SUMMARY"),
    output: readVariable(env, "GITHUB_OUTPUT"),
    event: readVariable(env, "GITHUB_EVENT_PATH"),
  };
}

/** A variable; undefined where it is empty. */
function readVariable(env: Env, name: string): string | undefined {
  return env[name] === "" ? undefined : env[name];
}
