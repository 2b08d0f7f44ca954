import type { Command } from "commander";

/**
 * Refuses an empty value, as an unset variable of a shell gives, and a value that a second one would replace. Options
 * that are repeatable collect their values in an array.
 */
export function refuseLostValues(command: Command): void {
  for (const option of command.options.filter(({ required }) => required)) {
    let isGiven = false;
    command.on(`option:${option.name()}`, (value: string) => {
      if (value === "") command.error(`error: option '${option.flags}' argument is empty`);
      if (isGiven && !Array.isArray(command.getOptionValue(option.attributeName())))
        command.error(`error: option '${option.flags}' is given twice; it takes one value`);
      isGiven = true;
    });
  }
  command.hook("preAction", (_, { args }) => {
    if (args.includes("")) command.error("error: an argument is empty");
  });
}
