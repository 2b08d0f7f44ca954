import { ToolchainError } from "../errors.js";

/** The environment variables of a GitHub Actions step. */
export interface GitHubEnvironment {
  /** Base URL of the REST API. */
  readonly api: string;
  readonly graphql: string;
  /** Base URL of the web pages and of git over HTTP. */
  readonly server: string;
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
  const address = (name: string, usual: string): string => (readVariable(env, name) ?? usual).replace(/\/$/u, "");
  const api = address("GITHUB_API_URL", "https://api.github.com");
  return {
    api,
    graphql: readVariable(env, "GITHUB_GRAPHQL_URL") ?? `${api}/graphql`,
    server: address("GITHUB_SERVER_URL", "https://github.com"),
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
