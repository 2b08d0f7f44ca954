import type { Operation, Parameter } from "./operation.js";
import type { Values } from "./parameters.js";
import { ownValue, pathValue } from "./parameters.js";
import { splitTemplate } from "./path-template.js";

/** What can be known about an operation before it is called; worked out once. */
export interface CompiledOperation {
  /** Literal parts of the path template around its parameters: one more than there are parameters. */
  readonly literals: readonly string[];
  /** The parameters between them, each with the place of its value in the call: a name may stand twice. */
  readonly path: readonly { readonly parameter: Parameter; readonly place: number }[];
  /** The parameters in the query, the headers and the cookies. */
  readonly others: readonly Parameter[];
  readonly accept: string;
}

const compiledOperations = new WeakMap<Operation, CompiledOperation>();

/** The plan of an operation. Generated operations are constants, so the second call of one finds it ready. */
export function compileOperation(operation: Operation): CompiledOperation {
  const known = compiledOperations.get(operation);
  if (known !== undefined) return known;
  const { parameters = [], accept } = operation;
  const { literals, names } = splitTemplate(operation.path);
  const uniqueNames = [...new Set(names)];
  const compiled: CompiledOperation = {
    literals,
    path: names.map((name) => ({
      parameter: parameters.find((one) => one.in === "path" && one.name === name) ?? { name, in: "path" },
      place: uniqueNames.indexOf(name),
    })),
    others: parameters.filter((parameter) => parameter.in !== "path"),
    accept: accept === undefined || accept.length === 0 ? "*/*" : accept.join(", "),
  };
  compiledOperations.set(operation, compiled);
  return compiled;
}

/** The path of a call, from its values in template order, else from the client's own by name. */
export function expandPath(compiled: CompiledOperation, values: readonly unknown[], clientValues: Values = {}): string {
  let path = compiled.literals[0] ?? "";
  let index = 0;
  for (const { parameter, place } of compiled.path) {
    const value = values[place] === undefined ? ownValue(clientValues, parameter.name) : values[place];
    path += pathValue(parameter, value) + (compiled.literals[++index] ?? "");
  }
  return path;
}
