import type { CommandContext } from "../context.js";
import { renderNotes } from "../report.js";
import { count, facts } from "../../plural.js";
import type { Addition } from "./addition.js";
import type { ExistingPackages } from "./package-files.js";

/** Prints what was added and the next commands. */
export function report(addition: Addition, { packageManager }: ExistingPackages, context: CommandContext): void {
  const { identity, published, generated, files } = addition;
  const { name } = identity;
  const { contract, notes } = generated;
  if (context.json) {
    context.printJson({ ...identity, client: contract.client, files: [...files.keys()].toSorted(), notes });
    return;
  }
  const open = notes.filter(({ kind, action }) => kind !== "defect" && action !== undefined).length;
  const documents = published.files.map(
    ({ file, url }) => `  specs/${name}/${file}${url === undefined ? "" : ` from ${url}`}`,
  );
  context.say(
    [
      `Added ${name} (${identity.package}): ${facts(contract).join(", ")}.`,
      ...documents,
      ...renderNotes(
        name,
        notes.filter(({ kind }) => kind === "defect" || kind === "hidden"),
      ),
      "",
      "Next:",
      `  ${packageManager} install  (links packages/${name})`,
      ...(packageManager === "npm" ? [`  npm run build --workspace packages/${name}`] : []),
      `  read specs/${name}/overlay.yaml: it holds the findings${open === 0 ? "" : ` and ${count(open, "decision")} for you`}`,
      `  ${context.program} generate ${name}  (after each change of the overlay)`,
      `  import { ${contract.client} } from "${identity.package}";`,
    ].join("\n"),
  );
}
