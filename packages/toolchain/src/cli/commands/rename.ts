import { Command } from "commander";
import type { Bind } from "../context.js";
import { examples } from "../help.js";

export function renameCommand(bind: Bind): Command {
  return new Command("rename")
    .summary("suggest better names for operations")
    .description(
      "Lists better names for operations whose names are kept from an earlier generation, and the overlay actions that " +
        "declare them with the present names as aliases. Changes nothing.",
    )
    .argument("[providers...]", "folders of `specs`")
    .requiredOption("--suggest", "list better names")
    .addHelpText(
      "after",
      examples(["rename --suggest", "for every provider"], ["rename acme --suggest --json", "for one, as JSON"]),
    )
    .action(
      bind(async (context, names: string[]) => {
        const { runRename } = await import("../rename.js");
        return runRename(names, context);
      }),
    );
}
