import type { Contract } from "../contract/contract.js";
import type { ModuleText } from "./format.js";
import { bracedList, Formatted } from "./layout.js";
import type { PackageNames } from "./package-names.js";
import type { SchemaModule } from "./print-types.js";
import { flatten, functionsModuleOf, moduleOf, type Resource } from "./resources.js";
import type { CustomModule } from "./weave/custom.js";

/** `index.ts`: every public name of the package, listed. */
export function entryModule(
  client: Resource,
  contract: Contract,
  { models, hasWebhooks }: Pick<SchemaModule, "models" | "hasWebhooks">,
  names: PackageNames,
  custom: readonly CustomModule[],
): ModuleText {
  const { client: name } = contract;
  const lines = [
    bracedList("export", [name], `from "./client.js";`),
    bracedList("export", [`type ${name}Options`, "createClient"], `from "./create-client.js";`),
    ...flatten(client).flatMap((resource) => [
      ...(resource === client
        ? []
        : [bracedList("export", [resource.className], `from "./${moduleOf(resource)}.js";`)]),
      ...guardLines(resource, names),
    ]),
    ...(names.models.length > 0 ? [bracedList("export type", names.models, `from "./models.js";`)] : []),
    ...(models === undefined ? [] : [new Formatted(`export type * as models from "./models.js";`)]),
    bracedList(
      "export type",
      ["components", "operations", "paths", ...(hasWebhooks ? ["webhooks"] : [])],
      `from "./schema.js";`,
    ),
    ...custom
      .filter(({ types }) => types.length > 0)
      .map((module) => bracedList("export type", module.types, `from "../custom/${module.name}.js";`)),
    bracedList("export", names.ofRuntime, `from "@specloom/runtime";`),
  ];
  return { statements: [new Formatted(lines.map(({ text }) => text).join("\n"))] };
}

function guardLines(resource: Resource, { guards }: PackageNames): Formatted[] {
  const own = guards
    .filter((guard) => guard.resource === resource)
    .map(({ local, exported }) => (local === exported ? local : `${local} as ${exported}`));
  return own.length === 0 ? [] : [bracedList("export", own, `from "./${functionsModuleOf(resource)}.js";`)];
}
