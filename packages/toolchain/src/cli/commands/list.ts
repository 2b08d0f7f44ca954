import { Command } from "commander";
import type { Bind } from "../context.js";
import { examples } from "../help.js";

export function listCommand(bind: Bind): Command {
  return new Command("list")
    .summary("list providers, or their operations")
    .description("Lists providers with the features of their clients, or their operations. Works before `generate`.")
    .argument("[providers...]", "folders of `specs`")
    .option("--operations", "list the operations by name and route")
    .addHelpText(
      "after",
      examples(
        ["list", "every provider"],
        ["list acme --operations", "the operations of one"],
        ["list --json", "the same as JSON, for scripts"],
      ),
    )
    .action(
      bind(async (context, names: string[], options: { operations?: true }) => {
        const { runList } = await import("../list.js");
        return runList({ names, operations: options.operations === true }, context);
      }),
    );
}
