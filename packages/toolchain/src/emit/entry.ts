import type { Contract } from "../contract/contract.js";
import { ToolchainError } from "../errors.js";
import { compareText } from "../json.js";
import { aliasExports } from "./alias.js";
import type { ModuleText } from "./format.js";
import { bracedList, Formatted } from "./layout.js";
import { typeAlias } from "./type-layout.js";
import { methodExports } from "./method.js";
import { isReservedWord, SCHEMA_EXPORTS } from "./names.js";
import { flatten, moduleOf, type Resource } from "./resources.js";
import { bareName, runtimeExports } from "./runtime-exports.js";
import type { CustomModule } from "./weave/custom.js";

const identifier = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;

/** `index.ts`: every public name of the package, listed. */
export function entryModule(
  client: Resource,
  contract: Contract,
  models: readonly string[],
  custom: readonly CustomModule[],
  hasWebhooks: boolean,
): ModuleText {
  checkTypes(client, contract, custom);
  const resources = flatten(client).slice(1);
  const exported = [
    bracedList(
      "export",
      [contract.client, `type ${contract.client}Options`, ...exportsOf(client, contract)],
      `from "./client.js";`,
    ),
    ...resources.map((resource) =>
      bracedList(
        "export",
        [resource.className, ...exportsOf(resource, contract)],
        `from "./${moduleOf(resource)}.js";`,
      ),
    ),
    ...(models.length > 0 ? [bracedList("export type", models, `from "./models.js";`)] : []),
    bracedList(
      "export type",
      ["components", "operations", "paths", ...(hasWebhooks ? ["webhooks"] : [])],
      `from "./schema.js";`,
    ),
    ...custom
      .filter(({ types }) => types.length > 0)
      .map(({ name, types }) => bracedList("export type", types, `from "../custom/${name}.js";`)),
    bracedList("export", runtimeExports(contract), `from "@specloom/runtime";`),
  ];
  return { statements: [new Formatted(exported.map(({ text }) => text).join("\n"))] };
}

/** `models.ts`: the document's schemas under their own names, where those are free; the rest stay in `components`. */
export function modelsModule(names: readonly string[]): ModuleText {
  const aliases = names.map((name) => typeAlias("", name, `components["schemas"]["${name}"]`));
  return { statements: [bracedList("import type", ["components"], `from "./schema.js";`), ...aliases] };
}

/** The schemas whose names are identifiers: those that are exported, and those that stay in `components`. */
export interface Models {
  readonly exported: readonly string[];
  /** Their names are those of a class, a method's type, an export of the runtime or a word of the language. */
  readonly hidden: readonly string[];
}

export function modelsOf(
  client: Resource,
  contract: Contract,
  schemas: readonly string[],
  custom: readonly CustomModule[],
): Models {
  const taken = new Set([...ownExports(client, contract).keys(), ...custom.flatMap(({ types }) => types)]);
  const isHidden = (name: string): boolean => taken.has(name) || globals.has(name) || isReservedWord(name);
  const names = schemas.filter((name) => identifier.test(name)).toSorted(compareText);
  return { exported: names.filter((name) => !isHidden(name)), hidden: names.filter(isHidden) };
}

/** Every name that the package exports by itself, each with what has it. */
function ownExports(client: Resource, contract: Contract): Map<string, string> {
  const names = new Map<string, string>();
  const add = (name: string, holder: string): void => {
    const other = names.get(name);
    if (other !== undefined) throw new RangeError(`\`${name}\` would be exported by ${other} and by ${holder}`);
    names.set(name, holder);
  };
  for (const resource of flatten(client)) {
    add(resource.className, moduleOf(resource));
    for (const name of exportsOf(resource, contract)) add(bareName(name), moduleOf(resource));
  }
  add(`${contract.client}Options`, moduleOf(client));
  for (const name of SCHEMA_EXPORTS) add(name, "schema");
  for (const name of runtimeExports(contract)) add(bareName(name), "the runtime");
  return names;
}

/** Types of hand-written modules are exported beside the rest, each by a name of its own. */
function checkTypes(client: Resource, contract: Contract, custom: readonly CustomModule[]): void {
  const taken = new Map([...ownExports(client, contract).keys()].map((name) => [name, "the package"]));
  for (const { path, types } of custom) {
    for (const name of types) {
      const holder = taken.get(name);
      const message = `The type \`${name}\` is already exported by ${holder ?? ""}`;
      if (holder !== undefined) throw new ToolchainError("weave/name-taken", message, { location: { file: path } });
      taken.set(name, path);
    }
  }
}

function exportsOf(resource: Resource, contract: Contract): string[] {
  return [
    ...resource.operations.flatMap((operation) => methodExports(operation, resource, contract)),
    ...aliasExports(resource, contract),
  ];
}

/** Names whose shadowing would surprise a reader, or that a type alias cannot have. */
const globals = new Set(
  "any as bigint boolean never null number object string symbol undefined unknown void Array Date Error Map Promise Record Set".split(
    " ",
  ),
);
