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
    .summary("fetch what providers publish, and propose what changed as pull requests")
    .description(
      "Fetches what providers publish now, generates their clients again, and keeps one pull request for each on GitHub: " +
        "branch `drift/<provider>`, a draft where findings are breaking, the findings in one comment. Where nothing has " +
        "changed any more, the pull request is closed. Commits of people on such a branch stay. The checkout is not touched.",
    )
    .argument("[providers...]", "folders of `specs`; all whose documents have an address where none is named")
    .option("--base <branch>", "the branch that they are proposed to (default: the one that is checked out)")
    .option("--remote <name>", "the git remote to push to", "origin")
    .option("--dry-run", "say what would be done at GitHub, and do nothing");
  return addFetchOptions(command)
    .addHelpText(
      "after",
      examples(["propose --dry-run", "what there is to propose"], ["propose acme --base main", "one provider"]),
    )
    .addHelpText("after", environment)
    .action(
      bind(async (context, names: string[], { base, remote, dryRun, ...options }: Options) => {
        const { runPropose } = await import("../propose/propose.js");
        const today = new Date().toISOString().slice(0, 10);
        const reach = readFetchOptions(options);
        return runPropose({ names, base, remote, isDryRun: dryRun === true, reach, today }, context);
      }),
    );
}
