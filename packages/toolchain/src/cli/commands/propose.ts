import { Command } from "commander";
import type { Bind } from "../context.js";
import { examples } from "../help.js";
import { addFetchOptions, type FetchOptions, readFetchOptions } from "../../fetching/network/options.js";

interface Options extends FetchOptions {
  readonly base?: string;
  readonly remote: string;
  readonly dryRun?: true;
}

const environment = `
Environment:
  GITHUB_REPOSITORY  owner/name
  GITHUB_TOKEN       may write contents and pull requests`;

export function proposeCommand(bind: Bind): Command {
  const command = new Command("propose")
    .summary("fetch what providers publish, and open pull requests for the changes")
    .description(
      "Fetches what providers publish now, generates their clients again, and keeps one pull request for each on GitHub: " +
        "branch `drift/<provider>`, a draft if findings are breaking, the findings in one comment. A pull request without " +
        "remaining changes is closed. Commits of people on such a branch are kept. The checkout is not changed.",
    )
    .argument("[providers...]", "folders of `specs` (default: all whose documents have an address)")
    .option("--base <branch>", "base branch of the pull requests (default: the current branch)")
    .option("--remote <name>", "the git remote to push to", "origin")
    .option("--dry-run", "print the steps at GitHub, and do nothing");
  return addFetchOptions(command)
    .addHelpText(
      "after",
      examples(["propose --dry-run", "what would be proposed"], ["propose acme --base main", "one provider"]),
    )
    .addHelpText("after", environment)
    .action(
      bind(async (context, names: string[], { base, remote, dryRun, ...options }: Options) => {
        const { runPropose } = await import("../propose/propose.js");
        const today = new Date().toISOString().slice(0, 10);
        const fetching = readFetchOptions(options);
        return runPropose({ names, base, remote, isDryRun: dryRun === true, fetching, today }, context);
      }),
    );
}
