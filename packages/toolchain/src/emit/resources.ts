import type { Contract, Job, Operation } from "../contract/contract.js";
import { compareText } from "../json.js";
import { classNames, fileNames, methodOf, resourceOf } from "./names.js";
import { typeStems } from "./type-stems.js";

/** An earlier name of an operation, such as `agents.jobs.all`. */
export interface Alias {
  readonly alias: string;
  readonly operation: Operation;
}

/** One class of the client: a resource, or the client itself (path `""`). */
export interface Resource {
  /** Dotted path, such as `agents.jobs`. */
  readonly path: string;
  readonly className: string;
  /** The path as its files are called. */
  readonly file: string;
  /** In document order. */
  readonly operations: readonly Operation[];
  /** What the names of its methods' types begin with, by method; earlier methods among them. */
  readonly stems: ReadonlyMap<string, string>;
  /** Earlier names of operations that were on this class. */
  readonly aliases: readonly Alias[];
  /** The jobs whose wrappers this class carries. */
  readonly jobs: readonly Job[];
  readonly children: readonly { readonly property: string; readonly resource: Resource }[];
}

/** The contract's operations and jobs as a tree of classes; the client is its root. */
export function resourceTree(contract: Contract): Resource {
  const paths = new Set<string>();
  const kept = contract.operations.flatMap((operation) =>
    (operation.aliases ?? []).map((alias): Alias => ({ alias, operation })),
  );
  const named = [...contract.operations, ...kept.map(({ alias }) => ({ name: alias }))];
  for (const path of [...named.map(resourceOf), ...contract.jobs.map((job) => job.resource.split("."))])
    for (let depth = 1; depth <= path.length; depth++) paths.add(path.slice(0, depth).join("."));
  const names = classNames(contract, [...paths]);
  const files = fileNames([...paths]);
  const classes = new Map([...names, ["", contract.client] as const]);
  const stems = grouped(
    [
      ...typeStems(
        named.map(({ name }) => name),
        classes,
        contract,
      ),
    ],
    ([name]) => resourceOf({ name }).join("."),
  );
  const operations = grouped(contract.operations, (operation) => resourceOf(operation).join("."));
  const children = grouped([...paths].filter((path) => path !== "").toSorted(compareText), parentOf);
  const aliases = grouped(kept, ({ alias }) => resourceOf({ name: alias }).join("."));
  const jobs = grouped(contract.jobs, (job) => job.resource);
  const build = (path: string): Resource => ({
    path,
    className: names.get(path) ?? contract.client,
    file: files.get(path) ?? path,
    operations: operations.get(path) ?? [],
    stems: new Map(stems.get(path)?.map(([name, stem]) => [methodOf({ name }), stem])),
    aliases: aliases.get(path) ?? [],
    jobs: jobs.get(path) ?? [],
    children: (children.get(path) ?? []).map((child) => ({
      property: child.slice(child.lastIndexOf(".") + 1),
      resource: build(child),
    })),
  });
  return build("");
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** A resource and all below it, parents first. */
export function flatten(resource: Resource): Resource[] {
  return [resource, ...resource.children.flatMap((child) => flatten(child.resource))];
}

/** Path of a resource's module below the package's `src`, without its extension. */
export function moduleOf(resource: Resource): string {
  return resource.path === "" ? "client" : `resources/${resource.file}`;
}

/** Path of the module that holds a resource's wire facts, without its extension. */
export function operationsModuleOf(resource: Resource): string {
  return resource.path === "" ? "operations" : `operations/${resource.file}`;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf(".")));
}
