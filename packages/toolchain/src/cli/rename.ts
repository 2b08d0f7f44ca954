import { type NameSuggestion, suggestNames } from "../contract/names/suggestions.js";
import { inspectRepaired } from "../inspect.js";
import { count } from "../plural.js";
import type { CommandContext } from "./context.js";
import type { ExitCode } from "./exit-code.js";
import { inspectAll, printWithErrors } from "./inspections.js";

/**
 * Prints better names for operations whose names `contract.json` keeps, each with the action that declares it and keeps
 * the present name as an alias.
 *
 * @returns The exit code of the first unreadable provider, else 0.
 */
export async function runRename(names: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { inspections, unreadable } = await inspectAll(context.root, names);
  const found = inspections.map((inspection) => {
    const today = inspectRepaired(inspection, { contract: undefined }).contract;
    return { provider: inspection.source.name, suggestions: suggestNames(inspection.contract, today) };
  });
  const text = found.map(({ provider, suggestions }) => render(provider, suggestions)).join("\n\n");
  const rows = found.flatMap(({ provider, suggestions }) => suggestions.map((one) => ({ provider, ...one })));
  return printWithErrors({ unreadable }, context.json ? rows : found, text, context);
}

function render(provider: string, suggestions: readonly NameSuggestion[]): string {
  if (suggestions.length === 0) return `${provider}: no better names`;
  return [
    `${provider}: ${count(suggestions.length, "better name")}`,
    ...suggestions.map(
      ({ name, better, operation }) => `  ${name} → ${better}  (${operation.method} ${operation.path})`,
    ),
    `To take them, paste below \`actions:\` of specs/${provider}/overlay.yaml. Users of the present names are told by a`,
    "deprecation; remove an alias when they have had a release's time.",
    "",
    ...suggestions.map(({ action }) => action.trimEnd()),
  ].join("\n");
}
