import type { Contract, Job, Operation } from "../contract/contract.js";
import { compareText } from "../json.js";
import { classNames, fileNames, folderNames, methodOf, pascal, resourceOf } from "./names.js";

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
  /** The same as folders: the path by which its functions are imported. */
  readonly folders: string;
  /** In document order. */
  readonly operations: readonly Operation[];
  /** Earlier names of operations that were on this class. */
  readonly aliases: readonly Alias[];
  /** What the names of a method's types begin with, by the method: `List` of `list`. */
  readonly stems: ReadonlyMap<string, string>;
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
  const folders = folderNames(["", ...paths]);
  const operations = grouped(contract.operations, (operation) => resourceOf(operation).join("."));
  const children = grouped([...paths].filter((path) => path !== "").toSorted(compareText), parentOf);
  const aliases = grouped(kept, ({ alias }) => resourceOf({ name: alias }).join("."));
  const jobs = grouped(contract.jobs, (job) => job.resource);
  const build = (path: string): Resource => {
    const own = { operations: operations.get(path) ?? [], aliases: aliases.get(path) ?? [] };
    return {
      path,
      className: names.get(path) ?? contract.client,
      file: files.get(path) ?? path,
      folders: folders.get(path) ?? path,
      ...own,
      stems: stemsOf([...own.operations.map(methodOf), ...own.aliases.map(({ alias }) => methodOf({ name: alias }))]),
      jobs: jobs.get(path) ?? [],
      children: (children.get(path) ?? []).map((child) => ({
        property: child.slice(child.lastIndexOf(".") + 1),
        resource: build(child),
      })),
    };
  };
  return build("");
}

/** Methods that differ in the case of their first letter alone are spelled as they are. */
function stemsOf(methods: readonly string[]): Map<string, string> {
  const spellings = grouped(methods, pascal);
  return new Map(
    methods.map((method) => {
      const stem = pascal(method);
      return [method, (spellings.get(stem) ?? []).length > 1 ? `${method}_` : stem];
    }),
  );
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

/** Path of the module that holds the wire facts of a resource's calls that ask for a stream, without its extension. */
export function streamedModuleOf(resource: Resource): string {
  return resource.path === "" ? "streamed" : `streamed/${resource.file}`;
}

/** Path of the module that holds how a resource's operations are paginated, without its extension. */
export function paginationsModuleOf(resource: Resource): string {
  return resource.path === "" ? "pagination" : `pagination/${resource.file}`;
}

/** Path of the module that holds a resource's functions, without its extension. */
export function functionsModuleOf(resource: Resource): string {
  return `functions/${resource.folders}`;
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf(".")));
}
