import type { Contract } from "../contract/contract.js";
import type { SourceText } from "../openapi/document.js";
import { banner } from "./banner.js";
import { clientBody } from "./client.js";
import { entryModule, modelsOf, modelsModule } from "./entry.js";
import { formatModule, type ModuleText } from "./format.js";
import { Module, placements } from "./module.js";
import { operationsModule } from "./operations.js";
import type { SchemaModule } from "./print-types.js";
import { readmeWithReference } from "./readme.js";
import { resourceBody } from "./resource.js";
import { flatten, moduleOf, operationsModuleOf, type Resource, resourceTree } from "./resources.js";
import type { CustomModule } from "./weave/custom.js";
import { readCustom } from "./weave/read-custom.js";
import { weave } from "./weave/weave.js";

/** What a package holds that is not generated, and that its generated part depends on. */
export interface PackageInput {
  /** From the package's manifest; sent in the `User-Agent`. */
  readonly version: string;
  /** `custom/*.ts`. */
  readonly custom: readonly SourceText[];
  readonly readme: SourceText | undefined;
}

/** What is made of a contract. */
export interface Emitted {
  /** By path below the package's folder. */
  readonly files: ReadonlyMap<string, string>;
  /** Schemas that are not exported by their names, since something else has these. */
  readonly hidden: readonly string[];
}

/**
 * The files of one provider's package.
 *
 * @param types Waits for `schema.ts`, which may be printed while the rest is made.
 * @throws {ToolchainError} `weave/…` where a custom wrapper cannot be added.
 */
export async function emit(
  contract: Contract,
  { version, custom: sources, readme }: PackageInput,
  types: () => Promise<SchemaModule>,
): Promise<Emitted> {
  const head = banner(contract.provider);
  const client = resourceTree(contract);
  const custom = readCustom(sources);
  const [schema, code, page] = await Promise.all([
    types(),
    formatted(head, () => codeModules(client, contract, custom, version)),
    readme === undefined ? undefined : readmeWithReference(readme, client, contract, custom),
  ]);
  const { exported: models, hidden } = modelsOf(client, contract, schema.schemas, custom);
  const entries = await formatted(head, () => [
    ["index", entryModule(client, contract, models, custom, schema.hasWebhooks)],
    ...(models.length > 0 ? [["models", modelsModule(models)] as const] : []),
  ]);
  const files = new Map([
    ["src/schema.ts", head + schema.text],
    ...code,
    ...entries,
    ["src/.gitattributes", "* text eol=lf linguist-generated\n"],
    ...(page === undefined ? [] : [["README.md", page] as const]),
  ]);
  return { files, hidden };
}

/** A module by its path below `src`, without `.ts`. */
type NamedModule = readonly [path: string, text: ModuleText];

/** The client's classes, and the functions beneath them. */
function codeModules(
  client: Resource,
  contract: Contract,
  custom: readonly CustomModule[],
  version: string,
): NamedModule[] {
  const placed = placements(client);
  const modules = flatten(client).map((resource) => new Module(resource, contract, placed));
  const plain = modules.map((module) => {
    const body = module.resource.path === "" ? clientBody(module, version) : resourceBody(module);
    return [module, body] as const;
  });
  return [
    ...[...weave(new Map(plain), custom)].map(([module, { before, ...type }]): NamedModule => {
      return [moduleOf(module.resource), { statements: [...module.imports.print(), ...before], type }];
    }),
    ...flatten(client)
      .filter(({ operations }) => operations.length > 0)
      .map((resource): NamedModule => [operationsModuleOf(resource), operationsModule(resource.operations, contract)]),
  ];
}

/** Modules as files below `src`, formatted. */
async function formatted(head: string, modules: () => readonly NamedModule[]): Promise<[path: string, text: string][]> {
  const files: [path: string, text: string][] = [];
  for (const [path, text] of modules()) files.push([`src/${path}.ts`, await formatModule(head, text)]);
  return files;
}
