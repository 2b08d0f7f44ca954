import { Command } from "commander";
import type { Bind } from "../context.js";
import { examples } from "../help.js";

export function explainCommand(bind: Bind): Command {
  return new Command("explain")
    .summary("say where each fact of an operation came from")
    .description(
      "Says of an operation where its name, pagination, job, retries and security came from, what is only doubtful, and " +
        "the overlay action that would change each.",
    )
    .argument("<operation>", 'method name, operationId or "METHOD /path"; `provider:` before it names one provider')
    .addHelpText(
      "after",
      examples(
        ["explain widgets.list", "by the method that users call"],
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
