import type { Contract } from "../contract/contract.js";
import { type JsonObject, compareText, isObject } from "../json.js";
import { methodExports } from "./method.js";
import { flatten, moduleOf, type Resource } from "./resources.js";
import type { CustomModule } from "./weave/custom.js";

const identifier = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;

/** `index.ts`: every public name of the package, listed. */
export function entryModule(
  client: Resource,
  contract: Contract,
  models: readonly string[],
  custom: readonly CustomModule[],
): string {
  const resources = flatten(client).slice(1);
  return [
    `export { ${[contract.client, `type ${contract.client}Options`, ...exportsOf(client)].join(", ")} } from "./client.js";`,
    ...resources.map(
      (resource) =>
        `export { ${[resource.className, ...exportsOf(resource)].join(", ")} } from "./${moduleOf(resource)}.js";`,
    ),
    ...(models.length > 0 ? [`export type { ${models.join(", ")} } from "./models.js";`] : []),
    `export type { components, operations, paths } from "./schema.js";`,
    ...custom
      .filter(({ types }) => types.length > 0)
      .map(({ name, types }) => `export type { ${types.join(", ")} } from "../custom/${name}.js";`),
    `export { ${runtimeExports(contract).join(", ")} } from "@specloom/runtime";`,
  ].join("\n");
}

/** `models.ts`: the document's schemas under their own names, where those are free; the rest stay in `components`. */
export function modelsModule(names: readonly string[]): string {
  const aliases = names.map((name) => `export type ${name} = components["schemas"]["${name}"];`);
  return [`import type { components } from "./schema.js";`, ...aliases].join("\n\n");
}

/** Schema names that can be exported: identifiers that no class, method type or runtime export has taken. */
export function modelNames(
  client: Resource,
  contract: Contract,
  document: JsonObject,
  custom: readonly CustomModule[],
): string[] {
  const components = document["components"];
  const schemas = isObject(components) ? components["schemas"] : undefined;
  const taken = new Set([
    ...flatten(client).flatMap((resource) => [resource.className, ...exportsOf(resource).map(bare)]),
    `${contract.client}Options`,
    "components",
    "operations",
    "paths",
    ...custom.flatMap(({ types }) => types),
    ...runtimeExports(contract).map(bare),
  ]);
  return Object.keys(isObject(schemas) ? schemas : {})
    .filter((name) => identifier.test(name) && !taken.has(name) && !globals.has(name))
    .toSorted(compareText);
}

function exportsOf(resource: Resource): string[] {
  return resource.operations.flatMap((operation) => methodExports(operation, resource));
}

function bare(exported: string): string {
  return exported.replace(/^type /u, "");
}

/** What a caller handles or annotates, so that one import line is enough; `Upload` where a body takes files. */
function runtimeExports({ operations }: Contract): string[] {
  const takesFiles = operations.some(({ body }) => body?.mediaTypes.some((type) => /^multipart\//iu.test(type)));
  return takesFiles ? [...common, "Upload"].toSorted(compareText) : common;
}

const common = [
  "ApiError",
  "JobCancelledError",
  "JobFailedError",
  "JobPartialError",
  "JobTimeoutError",
  "NetworkError",
  "settleAll",
  "SpecloomError",
  "type Job",
  "type Outcome",
  "type Page",
  "type Pager",
  "type Snapshot",
];

/** Names whose shadowing would surprise a reader, or that a type alias cannot have. */
const globals = new Set(
  "any bigint boolean never null number object string symbol undefined unknown void Array Date Error Map Promise Record Set".split(
    " ",
  ),
);
