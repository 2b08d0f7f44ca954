import type { Contract } from "../contract/contract.js";
import type { ModelNames } from "../contract/names/models.js";
import { ToolchainError } from "../errors.js";
import { compareText } from "../json.js";
import { hasGuard } from "./method.js";
import { type GuardExport, guardExports } from "./method-names.js";
import { methodOf, SCHEMA_EXPORTS } from "./names.js";
import { flatten, type Resource } from "./resources.js";
import { bareName, runtimeExports, yieldingExports } from "./runtime-exports.js";
import type { CustomModule } from "./weave/custom.js";

/** Every name that a package exports, each once. */
export interface PackageNames {
  readonly guards: readonly GuardExport[];
  /** Exports of the runtime, types marked as such. */
  readonly ofRuntime: readonly string[];
  /** Models whose names are free. */
  readonly models: readonly string[];
  /** Names of models by their schemas that stand in the namespace `models` alone, since something else has these names. */
  readonly hidden: ModelNames;
}

/** Names whose shadowing would surprise a reader, and that of the namespace of all models. */
const SHADOWING = "Array Date Error Map Promise Record Set models".split(" ");

/**
 * Gives out the names of a package, first come first served: to the client, what is always exported of the runtime, the
 * classes, the guards, the hand-written types, the models, which have a namespace of their own beside, and at last to the
 * rest of the runtime.
 *
 * @throws {ToolchainError} `weave/name-taken` where a hand-written type has a name that is taken.
 */
export function packageNames(
  client: Resource,
  contract: Contract,
  models: ModelNames,
  custom: readonly CustomModule[],
): PackageNames {
  const holders = new Map<string, string>();
  const take = (name: string, holder: string): void => {
    const other = holders.get(name);
    if (other !== undefined) throw new RangeError(`\`${name}\` would be exported by ${other} and by ${holder}`);
    holders.set(name, holder);
  };
  const resources = flatten(client);
  for (const name of [contract.client, `${contract.client}Options`, "createClient"]) take(name, "the client");
  for (const name of SCHEMA_EXPORTS) take(name, "the schema");
  const ofRuntime = runtimeExports(contract).filter((name) => !holders.has(bareName(name)));
  for (const name of ofRuntime) take(bareName(name), "the runtime");
  const classes = resources.slice(1).map(({ className }) => className);
  for (const name of classes) take(name, "a class");
  const guards = guardExports(resources.flatMap(guardedMethods), [...holders.keys()], contract);
  for (const { exported } of guards) take(exported, "a guard");
  for (const { path, types } of custom)
    for (const name of types) {
      const message = `The type \`${name}\` is already exported by ${holders.get(name) ?? ""}`;
      if (holders.has(name)) throw new ToolchainError("weave/name-taken", message, { location: { file: path } });
      take(name, path);
    }
  const isHidden = (name: string): boolean => holders.has(name) || SHADOWING.includes(name);
  const shown = [...models.values()].filter((name) => !isHidden(name));
  const taken = new Set([...holders.keys(), ...shown]);
  const others = yieldingExports(contract).filter((name) => !taken.has(bareName(name)));
  return {
    guards,
    ofRuntime: [...ofRuntime, ...others].toSorted(compareText),
    models: shown.toSorted(compareText),
    hidden: new Map([...models].filter(([, name]) => isHidden(name))),
  };
}

function guardedMethods(resource: Resource): { readonly resource: Resource; readonly method: string }[] {
  return [
    ...resource.operations.filter(hasGuard).map((operation) => ({ resource, method: methodOf(operation) })),
    ...resource.aliases
      .filter(({ operation }) => hasGuard(operation))
      .map(({ alias }) => ({ resource, method: methodOf({ name: alias }) })),
  ];
}
