import {
  type FunctionDeclaration,
  type JSDoc,
  Node,
  Project,
  type PropertyDeclarationStructure,
  type SourceFile,
  StructureKind,
} from "ts-morph";
import type { SourceText } from "../../document/document.js";
import { formatLocation, type Location, ToolchainError } from "../../errors.js";
import { compareText } from "../../json.js";
import type { Module } from "../module.js";
import { methodOf } from "../names.js";
import { commentOf } from "./structures.js";

/** What a hand-written module of `packages/<provider>/custom` offers. */
export interface CustomModule {
  /** File name without extension. */
  readonly name: string;
  readonly functions: readonly CustomFunction[];
  /** Exported interfaces and type aliases. */
  readonly types: readonly string[];
}

/** An exported function that declares `this: Pick<Resource, …>` and so becomes a method of that resource. */
export interface CustomFunction {
  readonly name: string;
  /** Name of the resource's class. */
  readonly resource: string;
  readonly parameters: readonly string[];
  readonly summary: string;
  /** The documentation comment, without its delimiters. */
  readonly docs: string;
  readonly location: Location;
}

/** Reads the declarations of custom modules; their bodies are never run. */
export function readCustom(sources: readonly SourceText[]): CustomModule[] {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  return [...sources]
    .toSorted((a, b) => compareText(a.path, b.path))
    .map(({ path, text }) => readModule(project.createSourceFile(`/${path}`, text), path));
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
    const holder = taken.get(name);
    if (holder !== undefined)
      throw new ToolchainError("weave/name-taken", `\`${resource}.${name}\` is already ${holder}.`, { location });
    taken.set(name, `the custom wrapper at ${formatLocation(location)}`);
  }
}

/** A custom function as a property: assigned whole, it keeps its generics, overloads and predicates. */
export function customProperty(added: CustomFunction, file: string, module: Module): PropertyDeclarationStructure {
  const up = module.resource.path === "" ? "../" : "../../";
  return {
    kind: StructureKind.Property,
    name: added.name,
    isReadonly: true,
    initializer: module.imports.value(`${up}custom/${file}.js`, added.name),
    docs: commentOf(added.docs),
    leadingTrivia: "\n",
  };
}

/** What already stands on a class, with words for messages. */
function takenNames({ resource }: Module): Map<string, string> {
  return new Map([
    ["constructor", "the constructor"],
    ...resource.operations.map((operation) => [methodOf(operation), `the method of ${operation.id}`] as const),
    ...resource.children.map(({ property }) => [property, `the resource \`${property}\``] as const),
    ...(resource.job === undefined ? [] : ["job", "waitFor", "start"].map((name) => [name, "a job wrapper"] as const)),
    ...(resource.path === "" ? ["raw", "withOptions"].map((name) => [name, "part of the client"] as const) : []),
  ]);
}

function readModule(file: SourceFile, path: string): CustomModule {
  const functions = file
    .getFunctions()
    .filter((declaration) => declaration.isExported())
    .flatMap((declaration) => readFunction(declaration, path) ?? []);
  const types = [...file.getInterfaces(), ...file.getTypeAliases()]
    .filter((declaration) => declaration.isExported())
    .map((declaration) => declaration.getName());
  return { name: file.getBaseNameWithoutExtension(), functions, types: types.toSorted(compareText) };
}

function readFunction(declaration: FunctionDeclaration, path: string): CustomFunction | undefined {
  const [receiver, ...rest] = declaration.getParameters();
  if (receiver?.getName() !== "this") return undefined;
  const location = { file: path, ...declaration.getSourceFile().getLineAndColumnAtPos(declaration.getStart()) };
  const resource = pickedResource(receiver.getTypeNode());
  const name = declaration.getName();
  if (name === undefined || resource === undefined)
    throw new ToolchainError(
      "weave/marker",
      `A custom wrapper declares \`this: Pick<Resource, "method">\`; found \`this: ${receiver.getTypeNode()?.getText() ?? "(no type)"}\`.`,
      { location },
    );
  for (const signature of [declaration, ...declaration.getOverloads()])
    if (signature.getReturnTypeNode() === undefined)
      throw new ToolchainError("weave/return-type", `The custom wrapper \`${name}\` declares no return type.`, {
        location,
      });
  const docs = (declaration.getOverloads()[0] ?? declaration).getJsDocs().at(-1) ?? declaration.getJsDocs().at(-1);
  return {
    name,
    resource,
    parameters: rest.map((parameter) => parameter.getName()),
    summary: docs?.getDescription().trim() ?? "",
    docs: docs === undefined ? "" : innerText(docs),
    location,
  };
}

/** `AgentsJobs` of `Pick<AgentsJobs, "list">`. */
function pickedResource(type: Node | undefined): string | undefined {
  if (!Node.isTypeReference(type) || type.getTypeName().getText() !== "Pick") return undefined;
  return type.getTypeArguments()[0]?.getText();
}

function innerText(docs: JSDoc): string {
  return docs.getInnerText();
}
