import type { ClassBody } from "../class-body.js";
import type { Module } from "../module.js";
import { checkCustom, customProperty, type CustomModule } from "./custom.js";

/**
 * Adds the hand-written functions to the classes.
 *
 * @param bodies The module of every class and its body so far.
 * @returns The bodies with their wrappers.
 */
export function weave(bodies: ReadonlyMap<Module, ClassBody>, custom: readonly CustomModule[]): Map<Module, ClassBody> {
  checkCustom([...bodies.keys()], custom);
  return new Map(
    [...bodies].map(([module, body]) => {
      const added = custom.flatMap(({ name, functions }) =>
        functions
          .filter(({ resource }) => resource === module.resource.className)
          .map((wrapper) => customProperty(wrapper, name, module)),
      );
      return [module, { ...body, members: [...body.members, ...added] }];
    }),
  );
}
