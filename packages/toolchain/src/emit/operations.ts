import type { Contract, Operation, Parameter, SecurityRequirements } from "../contract/contract.js";
import { type Data, literal, propertyKey } from "./literal.js";
import { methodOf } from "./names.js";
import { isJson, successes } from "./types.js";

/** The module of one resource's wire facts: one entry an operation, in document order. */
export function operationsModule(operations: readonly Operation[], contract: Pick<Contract, "security">): string {
  const entries = operations.map(
    (operation) => `${propertyKey(methodOf(operation))}: ${literal(wireFacts(operation, contract))}`,
  );
  return [
    `import type { Operation } from "@specloom/runtime";`,
    `export const operation = { ${entries.join(", ")} } satisfies Record<string, Operation>;`,
  ].join("\n\n");
}

function wireFacts(operation: Operation, contract: Pick<Contract, "security">): Data {
  const accept = acceptedTypes(operation);
  return {
    id: operation.id,
    method: operation.method,
    path: operation.path,
    parameters: operation.parameters.length === 0 ? undefined : operation.parameters.map(parameterFacts),
    body: operation.body && {
      required: operation.body.required || undefined,
      mediaTypes: operation.body.mediaTypes,
    },
    accept: accept.length === 0 ? undefined : accept,
    security: sameSecurity(operation.security, contract.security.default) ? undefined : operation.security,
    idempotent: operation.retry?.idempotent,
    idempotencyKey: operation.retry?.idempotencyKey,
  };
}

/** Only what differs from the specification's defaults: the runtime knows those. */
function parameterFacts(parameter: Parameter): Data {
  const style = parameter.in === "path" || parameter.in === "header" ? "simple" : "form";
  return {
    name: parameter.name,
    in: parameter.in,
    required: parameter.required || undefined,
    style: parameter.style === style ? undefined : parameter.style,
    explode: parameter.explode === (parameter.style === "form") ? undefined : parameter.explode,
    allowReserved: parameter.allowReserved,
    content: parameter.content,
  };
}

/** Media types of the successes, JSON first: what the runtime decodes best is what it prefers. */
function acceptedTypes(operation: Operation): string[] {
  const types = successes(operation).flatMap(({ mediaTypes }) => mediaTypes);
  return [...new Set([...types.filter(isJson), ...types])];
}

function sameSecurity(own: SecurityRequirements | undefined, shared: SecurityRequirements): boolean {
  return JSON.stringify(own) === JSON.stringify(shared);
}
