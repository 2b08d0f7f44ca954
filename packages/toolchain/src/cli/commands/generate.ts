import { Command } from "commander";
import type { Bind } from "../context.js";
import { examples } from "../help.js";

export function generateCommand(bind: Bind): Command {
  return new Command("generate")
    .summary("generate the packages of providers")
    .description("Generates the packages of all providers, or of those named. Nothing is written unless all succeed.")
    .argument("[providers...]", "folders of `specs`")
    .option("--check", "write nothing; exit 1 with a diff where a file is missing, changed or extra")
    .option("--force", "generate what has not changed since its last generation, too")
    .addHelpText(
      "after",
      examples(
        ["generate", "every provider"],
        ["generate acme", "one of them"],
        ["generate --check", "compare only, as CI does"],
      ),
    )
    .action(
      bind(async (context, names: string[], options: { check?: true; force?: true }) => {
        const { runGenerate } = await import("../generate.js");
        return runGenerate({ names, check: options.check === true, force: options.force === true }, context);
      }),
    );
}
