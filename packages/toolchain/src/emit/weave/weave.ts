import { type MethodDeclarationStructure, Project, type PropertyDeclarationStructure, QuoteKind } from "ts-morph";
import type { Module } from "../module.js";
import { moduleOf } from "../resources.js";
import { checkCustom, customProperty, type CustomModule } from "./custom.js";
import { jobConstant, jobMethods } from "./job.js";
import { pagerMethod, paginated, paginationConstant } from "./pager.js";

/**
 * Adds every wrapper to the plain classes: pagers, jobs and hand-written functions. Each class is a small file of its
 * own, and gets all its members at once: one by one, ts-morph would parse the file again for each.
 *
 * @param bodies The module of every class and its body so far.
 * @returns The bodies with their wrappers.
 */
export function weave(bodies: ReadonlyMap<Module, string>, custom: readonly CustomModule[]): Map<Module, string> {
  checkCustom([...bodies.keys()], custom);
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    manipulationSettings: { quoteKind: QuoteKind.Double },
  });
  return new Map(
    [...bodies].map(([module, body]) => {
      const { constants, members } = wrappers(module, custom);
      if (members.length === 0) return [module, body];
      const file = project.createSourceFile(`/${moduleOf(module.resource)}.ts`, body);
      const type = file.getClassOrThrow(module.resource.className);
      type.addMembers(members);
      file.insertStatements(
        type.getChildIndex(),
        constants.map((constant) => `\n${constant}\n`),
      );
      return [module, file.getFullText()];
    }),
  );
}

interface Wrappers {
  /** Statements that stand before the class. */
  readonly constants: string[];
  readonly members: (MethodDeclarationStructure | PropertyDeclarationStructure)[];
}

function wrappers(module: Module, custom: readonly CustomModule[]): Wrappers {
  const pages = paginated(module.resource);
  const { className, job } = module.resource;
  return {
    constants: [
      ...(pages.length > 0 ? [paginationConstant(pages, module)] : []),
      ...(job === undefined ? [] : [jobConstant(job, module)]),
    ],
    members: [
      ...pages.map(([operation, pagination]) => pagerMethod(operation, pagination, module)),
      ...(job === undefined ? [] : jobMethods(job, module)),
      ...custom.flatMap(({ name, functions }) =>
        functions.filter((added) => added.resource === className).map((added) => customProperty(added, name, module)),
      ),
    ],
  };
}
