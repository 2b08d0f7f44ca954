import { jobMethodNames } from "../contract/names/reserved.js";
import { aliasFunctions, aliasTypes } from "./alias.js";
import { chosenCall } from "./chosen-call.js";
import type { ModuleText } from "./format.js";
import { type Callable, functionOf, hasGuard, methodTypes, methodTypesOf, plainCall } from "./method.js";
import { declarable, guardName, methodTypeName } from "./method-names.js";
import { Module, type PackageFacts, type Placed } from "./module.js";
import { methodOf } from "./names.js";
import type { Resource } from "./resources.js";
import { specName } from "./weave/job-types.js";
import { jobCalls, jobConstant } from "./weave/job.js";
import { pagerCall } from "./weave/pager.js";
import { runName, startNames } from "./weave/start.js";

/** Whether a resource has functions: one that only holds others has none. */
export function hasFunctions({ operations, aliases, jobs }: Resource): boolean {
  return operations.length + aliases.length + jobs.length > 0;
}

/** All that can be called on a resource, as its functions and its methods have it; earlier names apart. */
export function callables(module: Module): Callable[] {
  const { operations, jobs } = module.resource;
  const plain = operations.filter(({ pagination }) => pagination === undefined);
  return [
    ...plain.map((operation) =>
      operation.stream === undefined ? plainCall(operation, module) : chosenCall(operation, operation.stream, module),
    ),
    ...operations.flatMap((operation) =>
      operation.pagination === undefined ? [] : [pagerCall(operation, operation.pagination, module)],
    ),
    ...jobs.flatMap((job) => jobCalls(job, module)),
  ];
}

/** The module of a resource's functions, with their types, guards and jobs: nothing of one is in a bundle of another. */
export function functionsModule(resource: Resource, facts: PackageFacts): ModuleText {
  const module = new Module(resource, facts, "functions", declaredNames(resource, facts));
  const types = resource.operations.flatMap((operation) => methodTypes(operation, module));
  const earlier = aliasTypes(module);
  const specs = resource.jobs.map((job) => jobConstant(job, module));
  const functions = callables(module).map((callable) => functionOf(callable, module));
  const aliases = aliasFunctions(module);
  return { statements: [...module.imports.print(), ...types, ...earlier, ...specs, ...functions, ...aliases] };
}

/** The names of methods that wait for jobs or start them. */
export function jobFunctionNames(resource: Resource, module: Pick<Module, "find">): string[] {
  return resource.jobs.flatMap((job) => {
    const { job: handle, waitFor } = jobMethodNames(job);
    return [handle, waitFor, ...startNames(job, module).flatMap(([name]) => [name, runName(name)])];
  });
}

/** Everything that a module of functions declares: what it imports has other names. */
function declaredNames(resource: Resource, { contract, placed }: PackageFacts): string[] {
  const find = (id: string): Placed => {
    const found = placed.get(id);
    if (found === undefined) throw new RangeError(`The contract names an operation that it does not hold: ${id}`);
    return found;
  };
  const own = resource.operations.map((operation) => ({ method: methodOf(operation), operation }));
  const earlier = resource.aliases.map(({ alias, operation }) => ({ method: methodOf({ name: alias }), operation }));
  return [
    "client",
    ...jobFunctionNames(resource, { find }).map(declarable),
    ...resource.jobs.map(specName),
    ...[...own, ...earlier].flatMap(({ method, operation }) => [
      declarable(method),
      ...methodTypesOf(operation, contract).map((type) => methodTypeName(resource, method, type)),
      ...(hasGuard(operation) ? [guardName(resource, method)] : []),
    ]),
  ];
}
