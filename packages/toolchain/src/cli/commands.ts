import type { Command } from "commander";
import { addCommand } from "./commands/add.js";
import { completionCommand } from "./commands/completion.js";
import { driftCommand } from "./commands/drift.js";
import { explainCommand } from "./commands/explain.js";
import { generateCommand } from "./commands/generate.js";
import { initCommand } from "./commands/init.js";
import { lintCommand } from "./commands/lint.js";
import { listCommand } from "./commands/list.js";
import { proposeCommand } from "./commands/propose.js";
import { vendorCommand } from "./commands/vendor.js";
import type { Bind } from "./context.js";

/** Describes a command to commander. What the command does is loaded when it runs, so that help stays quick. */
export type CommandDefinition = (bind: Bind) => Command;

/** Every command, in the order in which help lists them. */
export const commands: readonly CommandDefinition[] = [
  initCommand,
  addCommand,
  vendorCommand,
  generateCommand,
  driftCommand,
  proposeCommand,
  listCommand,
  explainCommand,
  lintCommand,
  completionCommand,
];
