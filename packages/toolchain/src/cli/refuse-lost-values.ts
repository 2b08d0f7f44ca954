import type { Command } from "commander";

/**
 * Refuses an empty value, which often comes from an unset shell variable. Also refuses a second value of an option that
 * takes one value. Repeatable options collect their values in an array.
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
