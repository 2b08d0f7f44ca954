import { Command, Option } from "commander";
import type { Bind } from "../context.js";
import { examples } from "../help.js";

export function generateCommand(bind: Bind): Command {
  return new Command("generate")
    .summary("generate the packages of providers")
    .description("Generates the packages of all providers, or of those named. Writes nothing unless all succeed.")
    .argument("[providers...]", "folders of `specs`")
    .option("--check", "write nothing; exit 1 with a diff if a file is missing, changed or extra")
    .addOption(
      new Option("--watch", "generate again after each change of an input, until Ctrl-C").conflicts([
        "check",
        "force",
        "strict",
      ]),
    )
    .option("--strict", "refuse documents with defects; `strict: true` in source.yaml does so for one provider")
    .option("--force", "generate unchanged providers too")
    .addHelpText(
      "after",
      examples(
        ["generate", "every provider"],
        ["generate acme", "one of them"],
        ["generate --check", "compare only, as CI does"],
        ["generate --watch", "while you edit an overlay"],
      ),
    )
    .action(
      bind(async (context, names: string[], options: { check?: true; watch?: true; force?: true; strict?: true }) => {
        if (options.watch === true) {
          const [{ runWatch }, { processControls }] = await Promise.all([
            import("../watch/watch.js"),
            import("../watch/watch-controls.js"),
          ]);
          return runWatch(names, context, processControls());
        }
        const { runGenerate } = await import("../generate.js");
        const { check, force, strict } = options;
        return runGenerate({ names, check: check === true, force: force === true, strict: strict === true }, context);
      }),
    );
}
