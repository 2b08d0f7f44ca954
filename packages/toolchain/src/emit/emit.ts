import type { Contract } from "../contract/contract.js";
import type { SourceText } from "../document/document.js";
import type { JsonObject } from "../json.js";
import { banner } from "./banner.js";
import { clientBody } from "./client.js";
import { entryModule, modelNames, modelsModule } from "./entry.js";
import { formatModule, type ModuleText } from "./format.js";
import { Module, placements } from "./module.js";
import { operationsModule } from "./operations.js";
import { readmeWithReference } from "./readme.js";
import { resourceBody } from "./resource.js";
import { flatten, moduleOf, operationsModuleOf, resourceTree } from "./resources.js";
import { schemaModule } from "./schema.js";
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

/**
 * The files of one provider's package, by path below the package's folder.
 *
 * @throws {ToolchainError} `weave/…` where a custom wrapper cannot be added.
 */
export async function emit(
  contract: Contract,
  document: JsonObject,
  { version, custom: sources, readme }: PackageInput,
): Promise<Map<string, string>> {
  const client = resourceTree(contract);
  const custom = readCustom(sources);
  const placed = placements(client);
  const modules = flatten(client).map((resource) => new Module(resource, contract, placed));
  const plain = modules.map((module) => {
    const body = module.resource.path === "" ? clientBody(module, version) : resourceBody(module);
    return [module, body] as const;
  });
  const classes = weave(new Map(plain), custom);
  const schema = schemaModule(document, contract.operations);
  const models = modelNames(client, contract, schema.schemas, custom);
  const texts = new Map<string, ModuleText>([
    ["index", entryModule(client, contract, models, custom, schema.hasWebhooks)],
    ...[...classes].map(([module, { before, ...type }]) => {
      return [moduleOf(module.resource), { statements: [...module.imports.print(), ...before], type }] as const;
    }),
    ...flatten(client)
      .filter(({ operations }) => operations.length > 0)
      .map((resource) => [operationsModuleOf(resource), operationsModule(resource.operations, contract)] as const),
    ...(models.length > 0 ? [["models", modelsModule(models)] as const] : []),
  ]);
  const head = banner(contract.provider);
  const files = new Map<string, string>([["src/schema.ts", head + schema.text]]);
  for (const [path, text] of texts) files.set(`src/${path}.ts`, await formatModule(head, text));
  files.set("src/.gitattributes", "* text eol=lf linguist-generated\n");
  if (readme !== undefined) files.set("README.md", await readmeWithReference(readme, client, contract, custom));
  return files;
}
