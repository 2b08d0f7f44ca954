/** The environment variables that a package manager sets. */
type Env = Readonly<Record<string, string | undefined>>;

/** The program as people typed it, so that hints can be pasted: `npx specloom`, `pnpm specloom` or `specloom`. */
export function programName(env: Env): string {
  if (env["npm_command"] === "exec") return "npx specloom";
  if (env["npm_lifecycle_event"] !== "specloom") return "specloom";
  return env["npm_config_user_agent"]?.startsWith("pnpm/") === true ? "pnpm specloom" : "npm run specloom --";
}
