import { Command, Option } from "commander";
import type { Bind } from "../context.js";
import { examples } from "../help.js";
import type { LintOptions } from "../lint.js";

export function lintCommand(bind: Bind): Command {
  return new Command("lint")
    .summary("find problems in a document that make its clients worse, with repairs")
    .description(
      "Finds problems in a provider's document, after its overlay, that make the clients worse. Each finding comes with " +
        "the overlay actions that repair it, ready to paste below `actions:` of its overlay.yaml.",
    )
    .argument("[providers...]", "folders of `specs`")
    .addOption(
      new Option("--fail-on <severity>", "exit 1 if a finding is of this severity or worse")
        .choices(["error", "warning", "info", "never"])
        .default("error"),
    )
    .addOption(
      new Option("--only <rules>", "apply only these rules, separated by commas")
        .argParser((text, rules: readonly string[]) => [...rules, ...text.split(",")])
        .default([], "all"),
    )
    .option("--all", "print every finding by itself with its repair; otherwise many are grouped by rule")
    .option("--brief", "omit the repairs")
    .option("--rules", "list the rules instead")
    .addHelpText(
      "after",
      examples(
        ["lint", "every provider"],
        ["lint acme --all", "one of them, every finding with its repair"],
        ["lint --fail-on warning", "for a stricter CI"],
        ["lint --only server-insecure", "one rule"],
        ["lint --rules", "the rules"],
      ),
    )
    .action(
      bind(async (context, names: string[], options: Omit<LintOptions, "names" | "brief" | "all"> & LintFlags) => {
        const { printRules, runLint } = await import("../lint.js");
        if (options.rules === true) return printRules(context);
        return runLint({ ...options, names, brief: options.brief === true, all: options.all === true }, context);
      }),
    );
}

interface LintFlags {
  readonly brief?: true;
  readonly all?: true;
  readonly rules?: true;
}
