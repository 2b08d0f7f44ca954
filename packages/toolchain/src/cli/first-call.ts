import { relative } from "node:path";
import type { Contract } from "../contract/contract.js";
import type { ExampleCalls } from "../emit/example-calls.js";
import { slashed } from "../repository/gate/paths.js";
import { installCommand } from "../repository/package-manager.js";
import type { ProjectForm } from "../repository/project/code-form.js";
import type { Project } from "../repository/project/project.js";
import { shellWord } from "../shell-word.js";
import { readManifest } from "./manifest.js";

/** The one package that generated code imports. */
const RUNTIME = "@specloom/runtime";

/** The first lines of somebody's program, indented. */
export function firstCall(
  { client }: Contract,
  { variable, construction, keyVariable, calls }: ExampleCalls,
  { importFrom, awaitsAtTop }: Pick<ProjectForm, "importFrom" | "awaitsAtTop">,
): string[] {
  const key = keyVariable === undefined ? "" : ` // or ${keyVariable} in the environment`;
  return [
    `  import { ${client} } from "${importFrom}";`,
    "",
    `  const ${variable} = ${construction};${key}`,
    ...(awaitsAtTop || calls.length === 0
      ? calls.map((call) => `  ${call}`)
      : ["  async function main() {", ...calls.map((call) => `    ${call}`), "  }", "  void main();"]),
  ];
}

/** Whether a project does not have the runtime yet. */
export function needsRuntime({ dependencies }: Project): boolean {
  return !dependencies.has(RUNTIME);
}

/** The steps that install the runtime; none where the project has it. */
export function runtimeInstall(project: Project, cwd: string): string[] {
  if (!needsRuntime(project)) return [];
  const steps = [...enter(project.root, cwd), runtimeCommand(project)];
  return ["Next:", ...steps.map((step) => `  ${step}`), ""];
}

/** The command that enters a folder. Empty if it is the current folder. */
export function enter(folder: string, cwd: string): string[] {
  const way = slashed(relative(cwd, folder));
  return way === "" ? [] : [`cd ${shellWord(way)}`];
}

/** The command that installs the runtime, in the releases that this toolchain generates for. */
export function runtimeCommand({ installer, isWorkspaceRoot, isDeno }: Project): string {
  const [major = "0", minor = "0"] = readManifest().version.split(".");
  const what = `${RUNTIME}@${major === "0" ? `0.${minor}` : major}`;
  return isDeno ? `deno add npm:${what}` : installCommand(installer, what, isWorkspaceRoot);
}
