import { posix } from "node:path";
import type { Contract, Operation, Parameter } from "../contract/contract.js";
import { Imports } from "./imports.js";
import { methodOf } from "./names.js";
import {
  flatten,
  functionsModuleOf,
  moduleOf,
  operationsModuleOf,
  paginationsModuleOf,
  type Resource,
  streamedModuleOf,
} from "./resources.js";
import type { Shapes } from "./shapes.js";
import { type MethodType, methodTypeName } from "./method-names.js";
import { pathType, resultType } from "./types.js";

/** Package that generated code runs on. */
export const runtime = "@specloom/runtime";

/** An operation together with the resource that it belongs to. */
export interface Placed {
  readonly operation: Operation;
  readonly resource: Resource;
}

/** What all modules of a package know. */
export interface PackageFacts {
  readonly contract: Contract;
  readonly placed: ReadonlyMap<string, Placed>;
  readonly shapes: Shapes;
}

/** Types of the runtime in type expressions, as whole names. */
const OF_RUNTIME =
  /(?<![\p{ID_Continue}$.])(?:Binary|JsonLines|MultipartBody|ServerSentEvent|StatusReply)(?![\p{ID_Continue}$])/gu;

/** Types of the language that generated modules name. */
const BUILT_IN = (
  "Array AsyncIterable Blob Date Exclude NonNullable Omit Partial Pick Promise ReadableStream Record Uint8Array " +
  "URLSearchParams"
).split(" ");

/** A module of a resource while it is being written: its functions, or its class; and what it names from elsewhere. */
export class Module {
  readonly resource: Resource;
  readonly contract: Contract;
  readonly imports: Imports;
  readonly isOfFunctions: boolean;
  readonly #path: string;
  readonly #facts: PackageFacts;
  /** Type expressions as this module prints them, by expression. */
  readonly #types = new Map<string, string>();

  constructor(resource: Resource, facts: PackageFacts, kind: "class" | "functions", declared: Iterable<string>) {
    this.resource = resource;
    this.contract = facts.contract;
    this.isOfFunctions = kind === "functions";
    this.imports = new Imports([...declared, ...BUILT_IN]);
    this.#path = this.isOfFunctions ? functionsModuleOf(resource) : moduleOf(resource);
    this.#facts = facts;
  }

  /** The client, as a method names it. */
  get client(): string {
    return this.resource.path === "" ? "this.client" : "this.#client";
  }

  /** Specifier of a module below `src`, seen from this one. */
  specifier(path: string): string {
    // The path includes the extension. Without it, the module `a.js` and the folder `a` have the same path.
    const relative = posix.relative(posix.dirname(this.#path), `${path}.js`);
    return relative.startsWith(".") ? relative : `./${relative}`;
  }

  /** Finds an operation by id. Ids were checked when the contract was read. */
  find(id: string): Placed {
    const found = this.#facts.placed.get(id);
    if (found === undefined) throw new RangeError(`The contract names an operation that it does not hold: ${id}`);
    return found;
  }

  /** An expression for an operation's wire facts. */
  wireFacts({ operation, resource }: Placed): string {
    const name = resource === this.resource ? "operation" : `${lowerFirst(resource.className)}Operation`;
    return `${this.imports.all(this.specifier(operationsModuleOf(resource)), name)}.${methodOf(operation)}`;
  }

  /** An expression for the wire facts of an operation of this resource where it answers a stream. */
  streamedFacts(operation: Operation): string {
    return `${this.imports.all(this.specifier(streamedModuleOf(this.resource)), "streamed")}.${methodOf(operation)}`;
  }

  /** An expression for how an operation of this resource is paginated. */
  pagination(operation: Operation): string {
    return `${this.imports.all(this.specifier(paginationsModuleOf(this.resource)), "pagination")}.${methodOf(operation)}`;
  }

  /** The functions of this module's resource, or of another. */
  functions(resource: Resource = this.resource): string {
    const name = resource === this.resource ? "functions" : `${lowerFirst(resource.className)}Functions`;
    return this.imports.all(this.specifier(functionsModuleOf(resource)), name);
  }

  /** The name of one of a method's own types. */
  methodType({ operation, resource }: Placed, suffix: MethodType): string {
    const name = methodTypeName(resource, methodOf(operation), suffix);
    if (this.isOfFunctions)
      return resource === this.resource ? name : this.imports.type(this.specifier(functionsModuleOf(resource)), name);
    const own = resource === this.resource;
    return `${own ? resource.className : this.imports.type(this.specifier(moduleOf(resource)), resource.className)}.${name}`;
  }

  /** What a call gives: the name of a model or a plain type, where it is one, else the method's own type. */
  resultOf(placed: Placed): string {
    const type = resultType(placed.operation);
    const simple = PLAIN_RESULTS.has(type) ? type : this.#facts.shapes.types.get(type);
    return simple === undefined ? this.methodType(placed, "Response") : this.type(simple);
  }

  /** The items at a pointer into an answer, where their type has a name. */
  itemAt(answer: string, pointer: string): string | undefined {
    const type = this.#facts.shapes.itemAt(answer, pointer);
    return type === undefined ? undefined : this.type(type);
  }

  /** What the document says of the values of a path parameter; empty where that is nothing. */
  valueDocs(operation: Operation, parameter: Parameter): string {
    return this.#facts.shapes.docs.get(pathType(operation, parameter)) ?? "";
  }

  /** A type expression in the names of this module, which imports what it names; known types by what they are. */
  type(expression: string): string {
    const type = this.#types.get(expression) ?? this.#named(expression);
    this.#types.set(expression, type);
    return type;
  }

  #named(expression: string): string {
    const known = expression.replaceAll(INDEXED, (type) => this.#facts.shapes.types.get(type) ?? type);
    const texts: string[] = [];
    const code = known.replaceAll(/"(?:[^"\\]|\\.)*"/gu, (text) => `"${texts.push(text) - 1}"`);
    for (const [name] of code.matchAll(OF_RUNTIME)) this.imports.type(runtime, name);
    const named = code
      .replaceAll(/\boperations(?=\[)/gu, () => this.imports.type(this.specifier("schema"), "operations"))
      .replaceAll(/\bmodels\.([\p{ID_Continue}$]+)/gu, (_type, name: string) => this.#model(name));
    return named.replaceAll(/"(\d+)"/gu, (_text, index: string) => texts[Number(index)] ?? "");
  }

  /** A model by its name, or in the namespace of all where something else in the module has it. */
  #model(name: string): string {
    const module = this.specifier("models");
    const isOther = this.imports.has(name) && !this.imports.isFrom(module, name);
    return isOther ? `${this.imports.all(module, "models", true)}.${name}` : this.imports.type(module, name);
  }
}

/** What calls give where no model is named. */
const PLAIN_RESULTS = new Set(["undefined", "string", "Blob"]);

/** An indexed access that names a type of an operation. */
const INDEXED =
  /(?:NonNullable<operations\["(?:[^"\\]|\\.)*"\]\["requestBody"\]>|operations\["(?:[^"\\]|\\.)*"\])(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])+/gu;

/** Operations by id, with their resources. */
export function placements(client: Resource): ReadonlyMap<string, Placed> {
  return new Map(
    flatten(client).flatMap((resource) =>
      resource.operations.map((operation) => [operation.id, { operation, resource }]),
    ),
  );
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
