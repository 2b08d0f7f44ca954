import { Command, Option } from "commander";
import type { Bind } from "../context.js";
import { examples } from "../help.js";
import type { LintOptions } from "../lint.js";

export function lintCommand(bind: Bind): Command {
  return new Command("lint")
    .summary("find what in a document hurts its clients, with repairs")
    .description(
      "Finds what in a provider's document, its overlay applied, hurts the clients made of it. Each finding comes with " +
        "the overlay actions that repair it, ready to paste below `actions:` of its overlay.yaml.",
    )
    .argument("[providers...]", "folders of `specs`")
    .addOption(
      new Option("--fail-on <severity>", "exit 1 where a finding is at least this severe")
        .choices(["error", "warning", "info", "never"])
        .default("error"),
    )
    .option("--only <rules>", "apply these rules only, with commas between", (text) => text.split(","), [])
    .option("--brief", "leave the repairs out")
    .option("--rules", "list the rules instead")
    .addHelpText(
      "after",
      examples(
        ["lint", "every provider"],
        ["lint acme --brief", "one of them, without the repairs"],
        ["lint --fail-on warning", "for a stricter CI"],
        ["lint --only server-insecure", "one rule"],
        ["lint --rules", "what is looked for"],
      ),
    )
    .action(
      bind(async (context, names: string[], options: Omit<LintOptions, "names" | "brief"> & LintFlags) => {
        const { printRules, runLint } = await import("../lint.js");
        if (options.rules === true) return printRules(context);
        return runLint({ ...options, names, brief: options.brief === true }, context);
      }),
    );
}

interface LintFlags {
  readonly brief?: true;
  readonly rules?: true;
}
