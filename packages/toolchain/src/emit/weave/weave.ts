import type { ClassBody } from "../class-body.js";
import type { CodeFragment } from "../layout.js";
import type { Module } from "../module.js";
import { checkCustom, customProperty, type CustomModule } from "./custom.js";
import { jobConstant, jobMethods } from "./job.js";
import { pagerMethod, paginated, paginationConstant } from "./pager.js";

/**
 * Adds every wrapper to the plain classes: pagers, jobs and hand-written functions.
 *
 * @param bodies The module of every class and its body so far.
 * @returns The bodies with their wrappers.
 */
export function weave(bodies: ReadonlyMap<Module, ClassBody>, custom: readonly CustomModule[]): Map<Module, ClassBody> {
  checkCustom([...bodies.keys()], custom);
  return new Map(
    [...bodies].map(([module, body]) => {
      const { constants, members } = wrappers(module, custom);
      return [module, { ...body, before: [...body.before, ...constants], members: [...body.members, ...members] }];
    }),
  );
}

interface Wrappers {
  /** Statements that stand before the class. */
  readonly constants: readonly CodeFragment[];
  readonly members: readonly CodeFragment[];
}

function wrappers(module: Module, custom: readonly CustomModule[]): Wrappers {
  const pages = paginated(module.resource);
  const { className, jobs } = module.resource;
  return {
    constants: [
      ...(pages.length > 0 ? [paginationConstant(pages, module)] : []),
      ...jobs.map((job) => jobConstant(job, module)),
    ],
    members: [
      ...pages.map(([operation, pagination]) => pagerMethod(operation, pagination, module)),
      ...jobs.flatMap((job) => jobMethods(job, module)),
      ...custom.flatMap(({ name, functions }) =>
        functions.filter((added) => added.resource === className).map((added) => customProperty(added, name, module)),
      ),
    ],
  };
}
