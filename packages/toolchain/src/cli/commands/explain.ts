import { Command } from "commander";
import type { Bind } from "../context.js";
import { examples } from "../help.js";

export function explainCommand(bind: Bind): Command {
  return new Command("explain")
    .summary("show where each fact of an operation comes from")
    .description(
      "Shows where an operation's name, pagination, job, retries and security come from, what is doubtful, and " +
        "the overlay action that would change each.",
    )
    .argument("<operation>", 'method name, operationId or "METHOD /path"; `provider:` before it names one provider')
    .addHelpText(
      "after",
      examples(
        ["explain acme.widgets.list", "by the method as code calls it"],
        ['explain "GET /widgets"', "by its route"],
        ["explain acme:widgets_list", "by operationId, in one provider"],
      ),
    )
    .action(
      bind(async (context, operation: string) => {
        const { runExplain } = await import("../explain.js");
        return runExplain(operation, context);
      }),
    );
}
