import { Argument, Command } from "commander";
import type { Bind } from "../context.js";
import { examples } from "../help.js";

export function completionCommand(bind: Bind): Command {
  return new Command("completion")
    .summary("print a script that completes commands in a shell")
    .description("Prints a script by which bash, zsh or fish completes commands, options and providers.")
    .addArgument(new Argument("<shell>", "your shell").choices(["bash", "zsh", "fish"]))
    .addHelpText(
      "after",
      examples(
        ["completion bash >> ~/.bashrc", "bash"],
        ["completion zsh >> ~/.zshrc", "zsh, after compinit"],
        ["completion fish > ~/.config/fish/completions/specloom.fish", "fish"],
      ),
    )
    .action(
      bind(async (context, name: string, _options: object, command: Command) => {
        const { completionScript, shells } = await import("../completion.js");
        const shell = shells.find((one) => one === name);
        if (shell !== undefined && command.parent !== null)
          context.terminal.out(completionScript(shell, command.parent));
        return 0;
      }),
    );
}
