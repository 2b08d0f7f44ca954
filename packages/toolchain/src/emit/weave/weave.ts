import type {
  ClassDeclarationStructure,
  MethodDeclarationStructure,
  OptionalKind,
  PropertyDeclarationStructure,
} from "ts-morph";
import type { ClassBody } from "../class-body.js";
import type { Module } from "../module.js";
import { checkCustom, customProperty, type CustomModule } from "./custom.js";
import { jobConstant, jobMethods } from "./job.js";
import { tsMorph } from "./library.js";
import { pagerMethod, paginated, paginationConstant } from "./pager.js";

/**
 * Adds every wrapper to the plain classes: pagers, jobs and hand-written functions.
 *
 * @param bodies The module of every class and its body so far.
 * @returns The bodies with their wrappers.
 */
export function weave(bodies: ReadonlyMap<Module, ClassBody>, custom: readonly CustomModule[]): Map<Module, ClassBody> {
  checkCustom([...bodies.keys()], custom);
  const all = [...bodies].map(([module, body]) => ({ module, body, added: wrappers(module, custom) }));
  const members = printMembers(all.map(({ added }) => added));
  return new Map(
    all.map(({ module, body, added }) => [
      module,
      {
        ...body,
        before: [...body.before, ...added.constants],
        members: [...body.members, ...(members.get(added.name) ?? [])],
      },
    ]),
  );
}

interface Wrappers {
  /** Of the class. */
  readonly name: string;
  /** Statements that stand before the class. */
  readonly constants: readonly string[];
  readonly methods: OptionalKind<MethodDeclarationStructure>[];
  readonly properties: OptionalKind<PropertyDeclarationStructure>[];
}

function wrappers(module: Module, custom: readonly CustomModule[]): Wrappers {
  const pages = paginated(module.resource);
  const { className, job } = module.resource;
  return {
    name: className,
    constants: [
      ...(pages.length > 0 ? [paginationConstant(pages, module)] : []),
      ...(job === undefined ? [] : [jobConstant(job, module)]),
    ],
    methods: [
      ...pages.map(([operation, pagination]) => pagerMethod(operation, pagination, module)),
      ...(job === undefined ? [] : jobMethods(job, module)),
    ],
    properties: custom.flatMap(({ name, functions }) =>
      functions.filter((added) => added.resource === className).map((added) => customProperty(added, name, module)),
    ),
  };
}

/**
 * The members' texts by class. All classes are one small file and one structure: member by member, or in their own
 * modules, ts-morph would parse everything again and again.
 */
function printMembers(all: readonly Wrappers[]): Map<string, string[]> {
  const filled = all.filter(({ methods, properties }) => methods.length + properties.length > 0);
  if (filled.length === 0) return new Map();
  const { Project, QuoteKind, StructureKind } = tsMorph();
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    manipulationSettings: { quoteKind: QuoteKind.Double },
  });
  const statements = filled.map(({ name, methods, properties }): ClassDeclarationStructure => ({
    kind: StructureKind.Class,
    name,
    methods,
    properties,
  }));
  const file = project.createSourceFile("/wrappers.ts", { statements });
  return new Map(
    file
      .getClasses()
      .map((type) => [
        type.getNameOrThrow(),
        [...type.getMethods(), ...type.getProperties()].map((member) => member.getText(true)),
      ]),
  );
}
