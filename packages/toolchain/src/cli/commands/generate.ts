import { Command, Option } from "commander";
import type { Bind } from "../context.js";
import { examples } from "../help.js";

export function generateCommand(bind: Bind): Command {
  return new Command("generate")
    .summary("generate the packages of providers")
    .description("Generates the packages of all providers, or of those named. Nothing is written unless all succeed.")
    .argument("[providers...]", "folders of `specs`")
    .option("--check", "write nothing; exit 1 with a diff where a file is missing, changed or extra")
    .addOption(
      new Option("--watch", "go on generating whenever an input changes, until Ctrl-C").conflicts([
        "check",
        "force",
        "strict",
      ]),
    )
    .option("--strict", "refuse documents with defects, which `strict: true` in source.yaml does for one provider")
    .option("--force", "generate what has not changed since its last generation, too")
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
          const [{ runWatch }, { watchSurroundings }] = await Promise.all([
            import("../watch/watch.js"),
            import("../watch/surroundings.js"),
          ]);
          return runWatch(names, context, watchSurroundings());
        }
        const { runGenerate } = await import("../generate.js");
        const { check, force, strict } = options;
        return runGenerate({ names, check: check === true, force: force === true, strict: strict === true }, context);
      }),
    );
}
