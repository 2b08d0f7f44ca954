import type { Operation, Parameter } from "./operation.js";
import type { Values } from "./parameters.js";
import { given, pathValue } from "./parameters.js";

/** What can be known about an operation before it is called; worked out once. */
export interface Plan {
  /** Literal parts of the path template around its parameters: one more than there are parameters. */
  readonly literals: readonly string[];
  /** The parameters between them, each with the place of its value in the call: a name may stand twice. */
  readonly path: readonly { readonly parameter: Parameter; readonly place: number }[];
  /** The parameters in the query, the headers and the cookies. */
  readonly others: readonly Parameter[];
  readonly accept: string;
}

const plans = new WeakMap<Operation, Plan>();

/** The plan of an operation. Generated operations are constants, so the second call of one finds it ready. */
export function planOf(operation: Operation): Plan {
  const known = plans.get(operation);
  if (known !== undefined) return known;
  const { parameters = [], accept } = operation;
  const { literals, names } = splitTemplate(operation.path);
  const distinct = [...new Set(names)];
  const plan: Plan = {
    literals,
    path: names.map((name) => ({
      parameter: parameters.find((one) => one.in === "path" && one.name === name) ?? { name, in: "path" },
      place: distinct.indexOf(name),
    })),
    others: parameters.filter((parameter) => parameter.in !== "path"),
    accept: accept === undefined || accept.length === 0 ? "*/*" : accept.join(", "),
  };
  plans.set(operation, plan);
  return plan;
}

/** `/a/{b}/c` as `["/a/", "/c"]` and `["b"]`. */
export function splitTemplate(template: string): { readonly literals: string[]; readonly names: string[] } {
  const parts = template.split(/\{([^{}]*)\}/);
  return {
    literals: parts.filter((_, index) => index % 2 === 0),
    names: parts.filter((_, index) => index % 2 === 1),
  };
}

/** The path of a call, from its values in template order, else from the client's own by name. */
export function expandPath(plan: Plan, values: readonly unknown[], own: Values = {}): string {
  let path = plan.literals[0] ?? "";
  let index = 0;
  for (const { parameter, place } of plan.path) {
    const value = values[place] === undefined ? given(own, parameter.name) : values[place];
    path += pathValue(parameter, value) + (plan.literals[++index] ?? "");
  }
  return path;
}

/** A template filled by name, each value in `simple` style. */
export function expandTemplate(template: string, values: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{([^{}]*)\}/g, (_, name: string) => pathValue({ name, in: "path" }, values[name]));
}
