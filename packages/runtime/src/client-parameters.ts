import type { Api } from "./api.js";
import type { Parameter } from "./operation.js";
import type { Values } from "./parameters.js";
import type { Plan } from "./plan.js";
import type { Platform } from "./platform.js";

/** The parameters set once on a client, by location and wire name. */
export type ClientParameters = Readonly<Partial<Record<Parameter["in"], Values>>>;

/** What the constructor was given, else what the environment holds. */
export function clientParametersOf(api: Api, given: Values, platform: Platform): ClientParameters {
  const found: Partial<Record<Parameter["in"], Record<string, unknown>>> = {};
  for (const { name, in: location, env } of api.parameters ?? []) {
    const value = given[name] ?? (env === undefined ? undefined : platform.variable(env));
    if (value !== undefined) (found[location] ??= {})[name] = value;
  }
  return found;
}

/** The values of a call, and the client's own where the operation declares them and the call says nothing. */
export function withClientParameters(plan: Plan, params: Values, own: ClientParameters): Values {
  let values: Record<string, unknown> | undefined;
  for (const location of ["query", "header", "cookie"] as const) {
    if (own[location] === undefined) continue;
    for (const { name } of plan[location]) {
      if (params[name] === undefined && own[location][name] !== undefined) {
        values ??= { ...params };
        values[name] = own[location][name];
      }
    }
  }
  return values ?? params;
}
