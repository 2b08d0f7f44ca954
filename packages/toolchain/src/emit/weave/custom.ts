import { clientMembers, isReserved, jobMethodNames } from "../../contract/names/reserved.js";
import { ToolchainError } from "../../errors.js";
import { formatLocation, type Location } from "../../location.js";
import type { Module } from "../module.js";
import { methodOf, pascal } from "../names.js";
import { specName } from "./job-types.js";
import { runName, startNames } from "./start.js";
import { trimEndOf } from "../../trim.js";

/** What a hand-written module of `packages/<provider>/custom` offers. */
export interface CustomModule {
  /** File name without extension. */
  readonly name: string;
  readonly path: string;
  readonly functions: readonly CustomFunction[];
  /** Exported interfaces and type aliases. */
  readonly types: readonly string[];
  /** The texts of these, by name. */
  readonly typeTexts: Readonly<Record<string, string>>;
}

/** An exported function that declares `this: Pick<Resource, …>` and so becomes a method of that resource. */
export interface CustomFunction {
  readonly name: string;
  /** Name of the resource's class. */
  readonly resource: string;
  readonly parameters: readonly string[];
  /** Its declarations without their bodies, as a caller sees them. */
  readonly signature: string;
  readonly summary: string;
  /** The documentation comment, without its delimiters. */
  readonly docs: string;
  readonly location: Location;
}

/**
 * Checks that every custom function has a class to go to and a free name there.
 *
 * @throws {ToolchainError} `weave/unknown-resource`, `weave/name-taken`.
 */
export function checkCustom(modules: readonly Module[], custom: readonly CustomModule[]): void {
  const names = new Map(modules.map((module) => [module.resource.className, takenNames(module)]));
  for (const { name, resource, location } of custom.flatMap(({ functions }) => functions)) {
    const taken = names.get(resource);
    if (taken === undefined)
      throw new ToolchainError(
        "weave/unknown-resource",
        `The custom wrapper \`${name}\` belongs to \`${resource}\`, which the client does not have. It has: ${[...names.keys()].join(", ")}.`,
        { location },
      );
    const holder = isReserved(name, 1) ? "a member that every object has" : taken.get(name);
    if (holder !== undefined)
      throw new ToolchainError("weave/name-taken", `\`${resource}.${name}\` is already ${holder}.`, { location });
    taken.set(name, `the custom wrapper at ${formatLocation(location)}`);
  }
}

/** A custom function as a property: assigned whole, it keeps its generics, overloads and predicates. */
export function customProperty(added: CustomFunction, file: string, module: Module): string {
  const up = module.resource.path === "" ? "../" : "../../";
  const alias = isBound(added.name, module) ? `custom${pascal(added.name)}` : undefined;
  const imported = module.imports.value(`${up}custom/${file}.js`, added.name, alias);
  return `${verbatim(added.docs)}readonly ${added.name} = ${imported};`;
}

/** A documentation comment as its author wrote it. */
function verbatim(docs: string): string {
  if (docs === "") return "";
  return docs.includes("\n")
    ? `/**\n${docs
        .split("\n")
        .map((line) => trimEndOf(` * ${line}`, " "))
        .join("\n")}\n */\n`
    : `/** ${docs} */\n`;
}

/** Whether a name already means something in the module of a class. */
function isBound(name: string, { imports, resource }: Module): boolean {
  return (
    imports.has(name) ||
    name === resource.className ||
    ["api", "pagination", ...resource.jobs.map(specName)].includes(name)
  );
}

/** What already stands on a class, with words for messages. */
function takenNames(module: Module): Map<string, string> {
  const { resource } = module;
  const jobNames = resource.jobs.flatMap((job) => [
    ...Object.values(jobMethodNames(job)),
    ...startNames(job, module).flatMap(([name]) => [name, runName(name)]),
  ]);
  return new Map([
    ["constructor", "the constructor"],
    ...resource.operations.map((operation) => [methodOf(operation), `the method of ${operation.id}`] as const),
    ...resource.aliases.map(
      ({ alias, operation }) => [methodOf({ name: alias }), `an alias of ${operation.name}`] as const,
    ),
    ...resource.children.map(({ property }) => [property, `the resource \`${property}\``] as const),
    ...jobNames.map((name) => [name, "a job wrapper"] as const),
    ...(resource.path === "" ? clientMembers.map((name) => [name, "part of the client"] as const) : []),
  ]);
}
