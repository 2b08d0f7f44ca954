import { join } from "node:path";
import { GENERATED } from "../../emit/banner.js";
import { readSource } from "../../document/read-source.js";
import type { Source } from "../../document/source.js";
import type { OutputTarget } from "../../emit/target/target.js";
import type { SourceText } from "../../openapi/document.js";
import { providerCommand } from "../package-manager.js";
import { formFor } from "./code-form.js";
import { projectAround } from "./project.js";

/** The target of a provider whose client is in no package of its own; undefined where source.yaml has no `output`. */
export function outputTargetOf(root: string, source: Source): OutputTarget | undefined {
  const { name, output } = source;
  if (output === undefined) return undefined;
  const folder = join(root, output);
  return {
    folder: output,
    form: formFor(folder, projectAround(folder, { cwd: root, env: {} })),
    banner: [
      `${GENERATED} specs/${name}. Do not edit: change specs/${name}/overlay.yaml, then run`,
      `\`${providerCommand(root, name)}\`.`,
    ],
    isAlone: false,
  };
}

/** The source of a text that may name an output folder; others are read later, so that their errors come then. */
export function sourceWithOutput(text: SourceText): Source | undefined {
  return /^["']?output["']?\s*:/mu.test(text.text) ? readSource(text) : undefined;
}

/** What stands for the manifest of a client that is in no package of its own. */
export function manifestFor(source: Pick<Source, "package">): SourceText {
  return { path: "package.json", text: JSON.stringify({ name: source.package, version: "0" }) };
}
