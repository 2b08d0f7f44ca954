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
import { renameCommand } from "./commands/rename.js";
import { vendorCommand } from "./commands/vendor.js";
import { typesCommand } from "./commands/types.js";
import type { Bind } from "./context.js";

/** Defines a command for commander. The command's action is loaded when it runs, so that help is fast. */
export type CommandDefinition = (bind: Bind) => Command;

/** Every command, in the order of the help text. */
export const commands: readonly CommandDefinition[] = [
  initCommand,
  addCommand,
  vendorCommand,
  generateCommand,
  typesCommand,
  driftCommand,
  proposeCommand,
  listCommand,
  explainCommand,
  lintCommand,
  renameCommand,
  completionCommand,
];
