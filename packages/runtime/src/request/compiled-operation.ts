import type { Operation, Parameter } from "./operation.js";
import type { Values } from "./parameters.js";
import { ownValue, pathValue } from "./parameters.js";
import { splitTemplate } from "./path-template.js";

/** The parts of an operation that do not depend on a call, computed once. */
export interface CompiledOperation {
  /** The literal parts of the path template, one more than it has parameters. */
  readonly literals: readonly string[];
  /** The path parameters in template order. A name may occur twice. */
  readonly path: readonly PathSlot[];
  /** The separator between the path and the query. */
  readonly joint: string;
  /** The query, header and cookie parameters. */
  readonly others: readonly Parameter[];
  readonly accept: string;
}

/** A path parameter and the index of its argument; one with a key has none, and its value is in `params`. */
export interface PathSlot {
  readonly parameter: Parameter;
  readonly argument: number;
}

const compiledOperations = new WeakMap<Operation, CompiledOperation>();

/** Compiles an operation, or returns the cached result: generated operations are constants. */
export function compileOperation(operation: Operation): CompiledOperation {
  const cached = compiledOperations.get(operation);
  if (cached !== undefined) return cached;
  const { parameters = [], accept } = operation;
  // A fragment is never sent, and the query would be a part of it.
  const template = operation.path.replace(/#.*/s, "");
  const { literals, names } = splitTemplate(template);
  const inPath = [...new Set(names)].map(
    (name): Parameter => parameters.find((one) => one.in === "path" && one.name === name) ?? { name, in: "path" },
  );
  const args = inPath.filter(({ key }) => key === undefined);
  const compiled: CompiledOperation = {
    literals,
    path: names.flatMap((name) => {
      const parameter = inPath.find((one) => one.name === name);
      return parameter === undefined ? [] : { parameter, argument: args.indexOf(parameter) };
    }),
    joint: /[?&]$/.test(template) ? "" : template.includes("?") ? "&" : "?",
    others: parameters.filter((parameter) => parameter.in !== "path"),
    accept: accept === undefined || accept.length === 0 ? "*/*" : accept.join(", "),
  };
  compiledOperations.set(operation, compiled);
  return compiled;
}

/** The path of a call. A missing value is replaced by the client's own. */
export function expandPath(
  compiled: CompiledOperation,
  values: readonly unknown[],
  params: Values,
  clientValues: Values = {},
): string {
  let path = compiled.literals[0] ?? "";
  let index = 0;
  for (const slot of compiled.path) {
    const passed = slotValue(slot, values, params);
    const value = passed === undefined ? ownValue(clientValues, slot.parameter.name) : passed;
    path += pathValue(slot.parameter, value) + (compiled.literals[++index] ?? "");
  }
  return path;
}

/** The value that a call gives for a path parameter. */
export function slotValue(
  { parameter: { key }, argument }: PathSlot,
  values: readonly unknown[],
  params: Values,
): unknown {
  return key === undefined ? values[argument] : ownValue(params, key);
}
