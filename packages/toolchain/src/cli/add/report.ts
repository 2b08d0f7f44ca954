import type { CommandContext } from "../context.js";
import { renderNotes } from "../report.js";
import { renderRepairs } from "../useful-repairs.js";
import { nextSteps } from "./next-steps.js";
import { facts } from "../../provider-report.js";
import type { Addition } from "./addition.js";
import type { ExistingPackages } from "./package-files.js";
import { withKeptAddresses } from "./source-file.js";
import { withoutCredentials } from "./typed-document.js";

/** Prints what was added and the next commands. */
export function report(addition: Addition, existing: ExistingPackages, context: CommandContext): void {
  const { identity, published, generated, files } = addition;
  const { name, output, package: packageName } = identity;
  const { contract, notes } = generated;
  if (context.json) {
    context.printJson({ ...identity, client: contract.client, files: [...files.keys()].toSorted(), notes });
    return;
  }
  const documents = published.files.map(
    ({ file, url }) => `  specs/${name}/${file}${url === undefined ? "" : ` from ${withoutCredentials(url)}`}`,
  );
  const unkept =
    withKeptAddresses(published) === published
      ? []
      : [
          `  source.yaml keeps no address, since it holds a credential: \`${context.program} vendor ${name} --from <address>\` takes a newer document.`,
        ];
  context.say(
    [
      `Added ${name} (${output ?? packageName}): ${facts(contract).join(", ")}.`,
      ...documents,
      ...unkept,
      ...renderNotes(
        name,
        notes.filter(({ kind }) => kind === "hidden"),
      ),
      ...renderRepairs(
        notes,
        `specs/${name}/overlay.yaml holds all of them as comments; \`${context.program} lint ${name}\` explains.`,
      ),
      "",
      ...nextSteps(addition, existing, context),
      "",
      `After each change of specs/${name}/overlay.yaml: \`${context.program} generate ${name}\`.`,
    ].join("\n"),
  );
}
