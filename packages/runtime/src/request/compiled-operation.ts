import type { Operation, Parameter } from "./operation.js";
import type { Values } from "./parameters.js";
import { ownValue, pathValue } from "./parameters.js";
import { splitTemplate } from "./path-template.js";

/** The facts of an operation that do not depend on a call. They are computed once. */
export interface CompiledOperation {
  /** The literal parts of the path template, one more than it has parameters. */
  readonly literals: readonly string[];
  /** The path parameters in template order, each with the index of its argument. A name may occur twice. */
  readonly path: readonly { readonly parameter: Parameter; readonly argument: number }[];
  /** The query, header and cookie parameters. */
  readonly others: readonly Parameter[];
  readonly accept: string;
}

const compiledOperations = new WeakMap<Operation, CompiledOperation>();

/** Compiles an operation, or returns the cached result: generated operations are constants. */
export function compileOperation(operation: Operation): CompiledOperation {
  const cached = compiledOperations.get(operation);
  if (cached !== undefined) return cached;
  const { parameters = [], accept } = operation;
  const { literals, names } = splitTemplate(operation.path);
  const uniqueNames = [...new Set(names)];
  const compiled: CompiledOperation = {
    literals,
    path: names.map((name) => ({
      parameter: parameters.find((one) => one.in === "path" && one.name === name) ?? { name, in: "path" },
      argument: uniqueNames.indexOf(name),
    })),
    others: parameters.filter((parameter) => parameter.in !== "path"),
    accept: accept === undefined || accept.length === 0 ? "*/*" : accept.join(", "),
  };
  compiledOperations.set(operation, compiled);
  return compiled;
}

/** The path of a call. A missing argument is replaced by the client's own value. */
export function expandPath(compiled: CompiledOperation, values: readonly unknown[], clientValues: Values = {}): string {
  let path = compiled.literals[0] ?? "";
  let index = 0;
  for (const { parameter, argument } of compiled.path) {
    const value = values[argument] === undefined ? ownValue(clientValues, parameter.name) : values[argument];
    path += pathValue(parameter, value) + (compiled.literals[++index] ?? "");
  }
  return path;
}
