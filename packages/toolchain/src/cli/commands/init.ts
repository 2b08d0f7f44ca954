import { Command } from "commander";
import type { Bind } from "../context.js";
import { examples } from "../help.js";

export function initCommand(bind: Bind): Command {
  return new Command("init")
    .summary("make a new repository of API clients")
    .description("Makes a repository in an empty folder, or in one that does not exist yet. It needs npm only.")
    .argument("[folder]", "folder of the repository", ".")
    .addHelpText("after", examples(["init", "in this folder"], ["init api-clients", "in a new one"]))
    .action(
      bind(async (context, folder: string) => {
        const { runInit } = await import("../init/init.js");
        return runInit(folder, context);
      }),
    );
}
