import { join } from "node:path";
import { exampleCalls } from "../../emit/example-calls.js";
import { formFor } from "../../repository/project/code-form.js";
import { buildCommands, dependCommand } from "../../repository/package-manager.js";
import { projectAround } from "../../repository/project/project.js";
import { enter, firstCall, runtimeInstall } from "../first-call.js";
import type { CommandContext } from "../context.js";
import type { Addition } from "./addition.js";
import type { ExistingPackages } from "./package-files.js";

/** The commands that people type after `add`, in their order, and a first call of the client. */
export function nextSteps(addition: Addition, existing: ExistingPackages, context: CommandContext): string[] {
  const { identity, generated, document } = addition;
  if (identity.output === undefined) return packageSteps(addition, existing, context);
  const folder = join(context.root, identity.output);
  const project = projectAround(folder, context);
  const form = formFor(folder, project);
  return [
    ...form.warnings.map((warning) => `warning: ${warning}`),
    ...(form.warnings.length === 0 ? [] : [""]),
    ...runtimeInstall(project, context.cwd),
    `Then, in a file beside ${identity.output}:`,
    ...firstCall(generated.contract, exampleCalls(generated.contract, document), form),
  ];
}

/** Makes the new package a part of the repository, and compiles it where its users import what is compiled. */
function packageSteps(
  { identity, generated, document }: Addition,
  existing: ExistingPackages,
  { cwd, root }: CommandContext,
): string[] {
  const { packageManager: manager, link, needsManifest, hasRuntime } = existing;
  const [install, build] = buildCommands(manager, `packages/${identity.name}`, identity.package);
  const steps = [
    ...enter(root, cwd),
    ...(needsManifest ? ["npm init --yes"] : []),
    ...(link === undefined ? [] : [link]),
    install,
    ...(hasRuntime ? [] : [build]),
  ];
  const depend = dependCommand(manager, identity.package);
  return [
    "Next:",
    ...steps.map((step) => `  ${step}`),
    "",
    ...(depend === undefined ? ["Then:"] : ["Then, in the folder of the package that uses it:", `  ${depend}`, ""]),
    ...firstCall(generated.contract, exampleCalls(generated.contract, document), {
      importFrom: identity.package,
      awaitsAtTop: true,
    }),
  ];
}
