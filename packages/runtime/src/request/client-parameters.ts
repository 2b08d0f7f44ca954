import type { Api } from "../settings/api.js";
import type { Platform } from "../settings/platform.js";
import type { Parameter } from "./operation.js";
import type { Values } from "./parameters.js";

/** The parameters that are set once on a client, by location and wire name. */
export type ClientParameters = Readonly<Partial<Record<Parameter["in"], Values>>>;

/** The values given to the constructor, else those of the environment. */
export function clientParametersOf(api: Api, given: Values, platform: Platform): ClientParameters {
  const found: Partial<Record<Parameter["in"], Record<string, unknown>>> = {};
  for (const { name, in: location, env } of api.parameters ?? []) {
    const value = given[name] ?? (env === undefined ? undefined : platform.variable(env));
    if (value !== undefined) (found[location] ??= {})[name] = value;
  }
  return found;
}
