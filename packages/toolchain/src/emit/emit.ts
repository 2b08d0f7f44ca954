import type { Contract } from "../contract/contract.js";
import type { ModelNames } from "../contract/names/models.js";
import type { SourceText } from "../openapi/document.js";
import { banner, type BannerText } from "./banner.js";
import { clientBody } from "./client.js";
import { createClientModule } from "./create-client.js";
import { enumsModule } from "./enums.js";
import { entryModule } from "./entry.js";
import { functionsModule, hasFunctions } from "./function-module.js";
import { formatModule, type ModuleText } from "./format.js";
import { Module, type PackageFacts, placements } from "./module.js";
import { operationsModule, streamable, streamedModule } from "./operations.js";
import { packageNames } from "./package-names.js";
import type { SchemaModule } from "./print-types.js";
import { rawModule } from "./raw.js";
import { readmeWithReference } from "./readme.js";
import { resourceBody } from "./resource.js";
import {
  flatten,
  functionsModuleOf,
  moduleOf,
  operationsModuleOf,
  paginationsModuleOf,
  type Resource,
  resourceTree,
  streamedModuleOf,
} from "./resources.js";
import { NO_SHAPES, type Shapes } from "./shapes.js";
import type { CustomModule } from "./weave/custom.js";
import { readCustom } from "./weave/read-custom.js";
import { paginated, paginationsModule } from "./weave/pager.js";
import { weave } from "./weave/weave.js";

/** What a package holds that is not generated, and that its generated part depends on. */
export interface PackageInput {
  /** Opens every file. */
  readonly banner: BannerText;
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
  /** Names of models by their schemas that the package exports in `models` alone, since something else has these names. */
  readonly hidden: ModelNames;
}

/**
 * The files of one provider's package.
 *
 * @param types Waits for `schema.ts`, which may be printed while the rest is made.
 * @param shapes What the document says of types that have short names.
 * @throws {ToolchainError} `weave/…` where a custom wrapper cannot be added.
 */
export async function emit(
  contract: Contract,
  { banner: text, version, custom: sources, readme }: PackageInput,
  types: () => Promise<SchemaModule>,
  shapes: Shapes = NO_SHAPES,
): Promise<Emitted> {
  const head = banner(text);
  const client = resourceTree(contract);
  const custom = readCustom(sources);
  const facts = { contract, placed: placements(client), shapes };
  const [schema, code, page] = await Promise.all([
    types(),
    formatted(head, () => codeModules(client, facts, custom, version)),
    readme === undefined ? undefined : readmeWithReference(readme, client, contract, custom),
  ]);
  const names = packageNames(client, contract, schema.names, custom);
  const entries = await formatted(head, () => [["index", entryModule(client, contract, schema, names, custom)]]);
  const files = new Map([
    ["src/schema.ts", head + schema.text],
    ...(schema.models === undefined ? [] : [["src/models.ts", head + schema.models] as const]),
    ...code,
    ...entries,
    ["src/.gitattributes", "* text eol=lf linguist-generated\n"],
    ...(page === undefined ? [] : [["README.md", page] as const]),
  ]);
  return { files, hidden: names.hidden };
}

/** A module by its path below `src`, without `.ts`. */
type NamedModule = readonly [path: string, text: ModuleText];

/** The client's functions, what stands beneath them, and its classes. */
function codeModules(
  client: Resource,
  facts: PackageFacts,
  custom: readonly CustomModule[],
  version: string,
): NamedModule[] {
  const { contract } = facts;
  const resources = flatten(client);
  const modules = resources.map((resource) => new Module(resource, facts, "class", [resource.className]));
  const plain = modules.map((module) => {
    const body = module.resource.path === "" ? clientBody(module) : resourceBody(module);
    return [module, body] as const;
  });
  return [
    ["create-client", createClientModule(contract, version)],
    ["raw", rawModule()],
    ...(facts.shapes.enums.length === 0 ? [] : [["functions/enums", enumsModule(facts.shapes.enums)] as const]),
    ...[...weave(new Map(plain), custom)].map(([module, { before, after, ...type }]): NamedModule => {
      return [moduleOf(module.resource), { statements: [...module.imports.print(), ...before], type, after }];
    }),
    ...resources
      .filter(hasFunctions)
      .map((resource): NamedModule => [functionsModuleOf(resource), functionsModule(resource, facts)]),
    ...resources
      .filter(({ operations }) => operations.length > 0)
      .map((resource): NamedModule => [operationsModuleOf(resource), operationsModule(resource.operations, contract)]),
    ...resources
      .filter((resource) => streamable(resource).length > 0)
      .map((resource): NamedModule => [streamedModuleOf(resource), streamedModule(resource, contract)]),
    ...resources
      .filter((resource) => paginated(resource).length > 0)
      .map((resource): NamedModule => [paginationsModuleOf(resource), paginationsModule(resource)]),
  ];
}

/** Modules as files below `src`, formatted. */
async function formatted(head: string, modules: () => readonly NamedModule[]): Promise<[path: string, text: string][]> {
  const files: [path: string, text: string][] = [];
  for (const [path, text] of modules()) files.push([`src/${path}.ts`, await formatModule(head, text)]);
  return files;
}
