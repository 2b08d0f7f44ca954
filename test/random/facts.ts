import type { Operation } from "./operations.js";
import { requirementObjects } from "./security.js";

/** The path template of an operation; its first segment keeps it apart from the others. */
export function templateOf({ literals, parameters }: Operation, index: number): string {
  const names = parameters.filter(({ in: place }) => place === "path").map(({ name }) => `{${name}}`);
  return `/${index}${literals.map((literal, at) => literal + (names[at] ?? "")).join("")}`;
}

/** What every version says of an operation in the same words. */
export function facts({ id, security, isDeprecated, description }: Operation): object {
  return {
    ...(id === undefined ? {} : { operationId: id }),
    ...(security === undefined ? {} : { security: requirementObjects(security) }),
    ...(isDeprecated ? { deprecated: true } : {}),
    ...(description === "" ? {} : { description }),
  };
}
